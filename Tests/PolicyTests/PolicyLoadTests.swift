// Goal: both policies of the project load, compile to the same bytes for ever, and are honest about what they
// bind.
// Method: compile the real folders; compare with digests written down; look for what each binding names.

import Foundation
import Ledger
import PolicyFiles
import Rules
import Testing

@Suite struct PolicyLoadTests {
    static func load(_ name: String) throws -> PolicyFolder.Compiled {
        try PolicyFolder.load(PolicyPlaces.folder(name), kinds: kindTable)
    }

    /// Written down from a compilation by a program that shares no code with ours (PyYAML and `json.dumps`
    /// with sorted keys). Who changes a policy on purpose takes the digest that the failure prints, after
    /// looking at the change.
    @Test(
        "P-34: a policy compiles to the same bytes as ever",
        arguments: [
            ("cacert", "policy", "d5f2255f99b61d2ece8c21233a1d9e4d999ac6fd200dcf7b835f3fa0b41a13af"),
            ("cacert", "manual", "7e253335300c9365c5f2b672a59ca30fb94735d86dd343c7f5f4e93fb16262f6"),
            ("small", "policy", "8e78a80229e41040ae129854afb7751fc154a8bff751449978088088094ed5e0"),
            ("small", "manual", "2c8dc14b294fa835e439f07e79f29364c230d05ed10d45ab47edb17e8fbf98a5"),
            ("small", "clauses", "c0b439905a0985f00087d6b52403100b86f1d667f841ef038310cb504159d1a2"),
        ])
    func golden(name: String, document: String, digest: String) throws {
        let compiled = try Self.load(name)
        let bytes =
            switch document {
            case "policy": compiled.policy
            case "manual": compiled.manual
            default: compiled.clauses
            }
        #expect(Digest.of(bytes).hex == digest)
        #expect(try JSON(enclosed: bytes).written() == bytes)
    }

    @Test("The format's file quotes what is compiled")
    func formatFile() throws {
        let file = PolicyPlaces.project.appendingPathComponent("docs/formats/policy.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let small = try Self.load("small")
        for bytes in [small.policy, small.manual, small.clauses] {
            let digest = Digest.of(bytes).hex, isQuoted = text.contains(digest)
            #expect(isQuoted, "docs/formats/policy.md does not quote \(digest)")
        }
        let retire = try #require(Self.load("cacert").set.policy.kinds["register/medium.retire"])
        let compiled = String(decoding: retire.compiled, as: UTF8.self), isThere = text.contains(compiled)
        #expect(isThere, "docs/formats/policy.md does not quote \(compiled)")
        for sort in Binding.Sort.allCases { #expect(text.contains("`\(sort.rawValue):")) }
        for chapter in Clause.Chapter.allCases { #expect(text.contains("`\(chapter.rawValue)`")) }
    }

    @Test("P-30: the policies are good for the kinds that the program has", arguments: ["cacert", "small"])
    func kindsOfTheProgram(name: String) throws {
        let compiled = try PolicyFolder.load(PolicyPlaces.folder(name), kinds: Kind.allFacts)
        let policy = compiled.set.policy
        // Where no body arbitrates, nothing is said of cases and rulings.
        let asked = Kind.allFacts.filter {
            !$0.isRecord && !$0.restores && (policy.arbitrates != nil || !$0.needsArbitrator)
        }
        #expect(policy.kinds.count == asked.count)
        #expect(Set(kindTable.map(\.name)) == Set(Kind.allFacts.map(\.name)))
    }

    @Test("P-41: two of different slots of entering a thing correct it, locally where no roaming passkey enters it")
    func corrections() throws {
        let (large, small) = (try Self.load("cacert").set.policy, try Self.load("small").set.policy)
        func says(_ policy: Policy, _ kind: String) -> [String] {
            guard let rule = policy.records["record/\(kind).correct"] else { return [] }
            return [rule.performer, rule.roles["observer"] ?? []].map { $0.map(\.text).joined(separator: " ") }
                + (rule.local ? ["local"] : [])
        }
        #expect(says(large, "computer") == ["access", "systems-administration", "local"])
        #expect(says(large, "store") == ["access", "systems-administration"])
        let either = "access systems-administration"
        #expect(says(large, "medium") == [either, either], "two of one slot")
        #expect(says(large, "system").last == "board")
        for kind in ["computer", "medium", "store", "system"] {
            #expect(says(small, kind) == ["keepers", "reviewers"])
        }
    }

    @Test("P-23, K-9: no act or record of a chapter gives power, enrols a key, or sets or ends a stop")
    func chaptersGiveNoPower() {
        let chapters = Kind.allFacts.filter { !$0.name.hasPrefix("authority/") }
        #expect(chapters.count > 10)
        for facts in chapters {
            #expect(!facts.widens && !facts.needsThree && !facts.hasHolder && !facts.replacesKeys, "\(facts.name)")
            #expect(!facts.setsStop && !facts.endsStop && !facts.restores, "\(facts.name)")
        }
    }

    @Test func cacert() throws {
        let policy = try Self.load("cacert").set.policy
        #expect(policy.governs == "board")
        #expect(policy.arbitrates == "arbitrators")
        #expect(policy.audits == "auditor")
        #expect(policy.groups["board"]?.seats == 5)
        #expect(policy.codes.filter { policy.groups[$0]?.sort == .team }.count == 4)
        #expect(policy.codes.filter { policy.groups[$0]?.sort == .list }.count == 5)
        #expect(policy.openingDays == 90)
        let retire = try #require(policy.kinds["register/medium.retire"])
        #expect(retire.expires == 14 * 86_400)
        let slot = Slot(name: "administrator", count: 2, pool: [.group("systems-administration")])
        #expect(retire.ways == [Way(slots: [slot])])
        let appoint = try #require(policy.kinds["authority/team.appoint"])
        #expect(appoint.motion == MotionRule(body: "board", floor: 3, activeAbstain: true))
        #expect(appoint.excludesNamed && !appoint.excludesProposer)
        #expect(appoint.ways.first?.slots.first?.pool == [.leaderIn(field: "team")])
        #expect(policy.opening["authority/team.appoint"]?.motion?.floor == 2)
        #expect(policy.records["record/medium.erase"]?.local == true)
    }

    @Test func small() throws {
        let set = try Self.load("small").set
        #expect(set.policy.governs == "council")
        #expect(set.policy.arbitrates == nil)
        #expect(set.policy.audits == "reviser")
        #expect(set.policy.openingDays == 30)
        #expect(
            set.manual.row("flash", in: "media.methods", of: MediumMethods.self)?.used.values.map(\.text) == ["purge"])
        #expect(set.clauses.clauses.count == 17)
    }

    @Test("P-37: the Manual's values, as the erasure asks them")
    func manual() throws {
        let manual = try Self.load("cacert").set.manual
        let disk = try #require(manual.row("disk", in: "media.methods", of: MediumMethods.self))
        #expect(disk.used.values.map(\.text) == ["gutmann-35", "purge"])
        #expect(disk.new.values.map(\.text) == ["overwrite-1", "purge"] && disk.destroy.values.count == 5)
        #expect(manual.row("paper", in: "media.methods", of: MediumMethods.self)?.used.isAbsent == true)
        #expect(manual.value("visit.report") == .span(48 * 3600))
        #expect(manual.items["media.methods"]?.owner == "systems-administration")
        #expect(manual.items["media.methods"]?.loosens == .any)
    }
}
