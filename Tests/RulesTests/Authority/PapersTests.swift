import Ledger
import Rules
import TestWorld
import Testing

/// SP-1.1.1, SP-9.1.3, SP-9.1.4: who comes into a critical role, and with which papers. The Board is p1 to p5, p8 leads the Systems
/// Administrators; p14 and p15 are Arbitrators, p16 is Case Manager; p11 is nobody yet. The opening is over.
struct PapersTests {
    static func agreement(_ ca: TestCA, _ person: Int, policy: Digest? = nil) -> JSON {
        .line([
            "membership": .string(Digest.of([UInt8(person)]).hex), "person": .person(person),
            "policy": .string((policy ?? ca.authority.policy?.digest ?? .ofNothing).hex), "regulations": .string("yes"),
        ])
    }
    static func check(
        _ person: Int, _ role: String, until: String, outcome: String = "accept", knowledge: String = "satisfied"
    ) -> JSON {
        var body: [String: JSON?] = [
            "candidate": .person(person), "case": .string("a20261101.1"),
            "evidence": .string(Digest.of([1]).hex), "identity": .string("seen"), "keeper": .string("ESC-1"),
            "knowledge": .string(knowledge), "outcome": .string(outcome),
            "procedure": .string(Digest.of([2]).hex), "role": .string(role), "until": .string(until),
        ]
        for heading in ["conflicts", "history", "practice", "references", "standing"] {
            body[heading] = .string("satisfied")
        }
        return .sorted(body.compactMap { key, value in value.map { JSON.Member(key, $0) } })
    }
    static func appointment(_ person: Int, _ team: String, _ lists: [String]) -> JSON {
        .line([
            "lists": lists.isEmpty ? nil : .texts(lists.sorted()), "person": .person(person), "team": .string(team),
        ])
    }
    private let team = "systems-administration"

    private func ready() throws -> TestCA {
        var ca = try cacert()
        for (body, people) in [("arbitrators", 2), ("case-managers", 1)] {
            for _ in 0..<people {
                let person = try ca.enrol(witnesses: [1, 2])
                try ca.carry(ca.propose("authority/body.seat", bodied(person, body), by: 1))
            }
        }
        ca.now = try #require(ca.authority.founding?.openingEnd).adding(60)
        return ca
    }
    private func agree(_ ca: inout TestCA, _ person: Int = 11) throws {
        try ca.propose(SignAgreement.kind, Self.agreement(ca, person), by: person, slot: "member")
    }
    @discardableResult
    private func rule(
        _ ca: inout TestCA, _ body: JSON? = nil, by pair: [Int] = [14, 16], role: String? = nil
    ) throws -> Int {
        let body = body ?? Self.check(11, role ?? team, until: "2028-11-02")
        let act = try ca.ruleOnCheck(body, by: pair[0], slot: "arbitrator")
        try ca.sign(act, "case-manager", by: pair[1])
        return act
    }
    private func proposed(_ ca: inout TestCA, _ lists: [String] = ["ssh-access"]) throws -> Int {
        try ca.propose(Appoint.kind, Self.appointment(11, team, lists), by: 1)
    }
    private func groups(_ ca: TestCA) -> [String] { ca.authority.groups(of: 11) }

    @Test(
        "SP-1.1.1, SP-9.1.3, SP-9.1.5a: agreement, check, recommendation and one motion give a seat and each access that it names"
    )
    func whole() throws {
        var ca = try ready()
        try agree(&ca)
        try rule(&ca)
        let act = try proposed(&ca, ["physical-access", "ssh-access"])
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        refused("SP-9.1.3", ca, "without the recommendation") { try $0.close(motion, by: 2) }
        try ca.sign(act, "recommendation", by: 8)
        #expect(groups(ca).isEmpty)
        try ca.close(motion, by: 2)
        #expect(Set(groups(ca)) == [team, "physical-access", "ssh-access"])
        #expect(ca.authority.person(11)?.recommenders == [8])
    }

    @Test("SP-1.3, SP-9.1.3: a refusal says all that is missing, and who supplies it")
    func missing() throws {
        var ca = try ready()
        let all = refused("SP-1.3", ca) { _ = try proposed(&$0) }
        #expect(all?.what.contains("no background check") == true && all?.who.contains("p11") == true)
        #expect(all?.who.contains("Arbitrator") == true)
        refused("SP-1.3", ca, "nor by the older kind") {
            try $0.propose("authority/team.appoint", member(11, team), by: 8, slot: "recommendation")
        }
        try agree(&ca)
        refused("SP-9.1.3", ca) { _ = try proposed(&$0) }
        try rule(&ca, role: "support")
        refused("SP-9.1.3", ca, "a check for another role") { _ = try proposed(&$0) }
        try rule(&ca)
        _ = try proposed(&ca)
    }

    @Test("SP-9.1.4c: a check that is over when the motion closes opens nothing; the newest ruling counts")
    func over() throws {
        var ca = try ready()
        try agree(&ca)
        let day = String(ca.now.adding(86_400).text.prefix(10))
        try rule(&ca, Self.check(11, team, until: day))
        let act = try proposed(&ca)
        try ca.sign(act, "recommendation", by: 8)
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        var late = ca
        late.wait(86_400)
        refused("SP-9.1.3", late) { try $0.close(motion, by: 2) }
        try rule(&ca, Self.check(11, team, until: "2028-11-02", outcome: "refuse"), by: [15, 16])
        let refusal = refused("SP-9.1.3", ca, "who was refused since") { try $0.close(motion, by: 2) }
        #expect(refusal?.what.contains("did not accept") == true)
    }

    @Test("SP-9.1.4a: Arbitrator and Case Manager are two people, neither the candidate nor another role's")
    func two() throws {
        let ca = try ready()
        let body = Self.check(11, team, until: "2028-11-02")
        var alone = ca
        let act = try alone.ruleOnCheck(body, by: 14, slot: "arbitrator")
        #expect(alone.authority.staff.checks.count == 0)
        refused("SP-9.1.4a", alone, "another Arbitrator is no Case Manager") {
            try $0.sign(act, "case-manager", by: 15)
        }
        refused("SP-9.1.4a", alone, "nor is the Board") { try $0.sign(act, "case-manager", by: 1) }
        refused("SP-9.1.4a", ca, "of oneself") {
            try $0.ruleOnCheck(Self.check(14, team, until: "2028-11-02"), by: 14, slot: "arbitrator")
        }
        refused("P-42", ca, "by page") {
            let passkey = try $0.furtherKey(14, form: .webauthn)
            $0.wait(60)
            $0.setKey(14, passkey)
            try $0.ruleOnCheck(body, by: 14, slot: "arbitrator")
        }
    }

    @Test("SP-9.1.4b: each heading is answered, and nobody is accepted with one that is not satisfied")
    func headings() throws {
        let ca = try ready()
        refused("SP-9.1.4b", ca) {
            try rule(&$0, Self.check(11, team, until: "2028-11-02", knowledge: "not-satisfied"))
        }
        let body = Self.check(11, team, until: "2028-11-02")
        let less = JSON.object(body.members?.filter { $0.key != "references" } ?? [])
        #expect(refused("P-4", ca) { try rule(&$0, less) }?.field == "references")
        refused("SP-9.1.4c", ca, "longer than the Manual says") {
            try rule(&$0, Self.check(11, team, until: "2033-11-02"))
        }
        refused("SP-9.1.4a", ca, "without a summary for everybody") {
            try $0.propose(RuleOnCheck.kind, body, by: 14, slot: "arbitrator")
        }
    }

    @Test("P-30: whoever recommended somebody does not check them, nor the other way round")
    func chain() throws {
        var ca = try ready()
        try agree(&ca)
        try rule(&ca)
        let act = try proposed(&ca)
        try ca.sign(act, "recommendation", by: 8)
        try ca.carry(act)
        ca.suppose { $0.authority.people[10].recommenders = [14] }
        refused("SP-9.1.4a", ca) { try rule(&$0) }
    }

    @Test("SP-3.4.2a, SP-3.4.2b: a list that is not the team's, one that excludes the person, one that does not exist")
    func lists() throws {
        var ca = try ready()
        try agree(&ca)
        try rule(&ca)
        refused("SP-3.4.2a", ca) { _ = try proposed(&$0, ["support-access"]) }
        refused("P-35", ca) { _ = try proposed(&$0, ["no-such-list"]) }
        refused("SP-9.1.2b", ca, "nobody is in two teams") {
            try $0.propose(Appoint.kind, Self.appointment(9, "support", []), by: 1)
        }
        refused("SP-3.4.2b", ca, "Access Engineers are nothing else") {
            try $0.propose(Appoint.kind, Self.appointment(9, "access", []), by: 1)
        }
    }

    @Test("SP-9.1.4d, K-31: one agrees for oneself, locally, to the policy in force; it gives no seat")
    func agreement() throws {
        var ca = try ready()
        refused("SP-9.1.4d", ca, "for somebody else") {
            try $0.propose(SignAgreement.kind, Self.agreement($0, 11), by: 9, slot: "member")
        }
        refused("SP-9.1.4d", ca, "to another text") {
            try $0.propose(SignAgreement.kind, Self.agreement($0, 11, policy: Digest.of([9])), by: 11, slot: "member")
        }
        try agree(&ca)
        #expect(ca.authority.agreement(of: 11)?.number == 1 && groups(ca).isEmpty)
        try ca.changePolicy([["groups", "support", "minimum"]: .integer(3)], of: "cacert")
        #expect(ca.authority.agreement(of: 11) == nil, "a new policy is agreed to anew")
    }

    /// Two who took no part answer that nothing counts of what the key gave.
    private func reverse(_ ca: inout TestCA, _ key: SoftwareKey, of person: Int, since: Int, by pair: [Int]) throws {
        try ca.disown(key, of: person, since: since, with: ca.key(person))
        for entry in ca.state.disowned().filter({ $0.answer == nil }).map(\.entry) {
            let body = JSON.line([
                "answer": .string("reversed"), "disowning": .string("D-1"), "entry": .integer(entry),
            ])
            let act = try ca.propose(AnswerDisowned.kind, body, by: pair[0], slot: "answer")
            try ca.sign(act, "answer", by: pair[1])
        }
    }

    @Test("P-22, SP-9.1.4: a check that rests on a stolen key opens nothing once two have reversed it")
    func stolenCheck() throws {
        var ca = try ready()
        let stolen = try ca.furtherKey(14, witnesses: [1, 2])
        try agree(&ca)
        let act = try ca.ruleOnCheck(
            Self.check(11, team, until: "2028-11-02"), by: 14, slot: "arbitrator", with: stolen)
        try ca.sign(act, "case-manager", by: 16)
        #expect(ca.authority.check(of: 11, for: team, at: ca.now) != nil)
        try reverse(&ca, stolen, of: 14, since: act, by: [3, 4])
        #expect(ca.authority.check(of: 11, for: team, at: ca.now) == nil)
        refused("SP-9.1.3", ca) { _ = try proposed(&$0) }
    }

    @Test("P-22, SP-9.1.7a: a reversed appointment takes back the team and each list")
    func stolenRecommendation() throws {
        var ca = try ready()
        let stolen = try ca.furtherKey(8, witnesses: [1, 2])
        try agree(&ca)
        try rule(&ca)
        let act = try proposed(&ca)
        try ca.sign(act, "recommendation", by: 8, with: stolen)
        try ca.carry(act)
        #expect(groups(ca).count == 2)
        try reverse(&ca, stolen, of: 8, since: act, by: [14, 15])
        // Of a list with nobody else the seat is suspended, until a motion ends it (P-57).
        #expect(ca.authority.roster(team)?.seats.contains { $0.person == 11 } == false)
        #expect(
            ca.authority.roster("ssh-access")?.seats.allSatisfy { $0.person != 11 || $0.suspended != nil } == true)
    }

    @Test(
        "P-54, SP-9.1.4c: a seat of the opening is a finding, and ends 180 days after it was taken unless its person is checked"
    )
    func opening() throws {
        var ca = try ready()
        func unchecked(_ ca: TestCA) -> [String] {
            ca.state.findings(at: ca.now).filter { $0.rule.name == "unchecked" }.map(\.about.text)
        }
        #expect(unchecked(ca).contains("p9") && unchecked(ca).contains("p8"))
        try rule(&ca, Self.check(9, team, until: "2028-11-02"))
        #expect(!unchecked(ca).contains("p9"))
        let taken = try #require(ca.authority.roster(team)?.seats.first { $0.person == 8 }?.taken)
        let limit = taken.adding(180 * 86_400)
        #expect(ca.authority.membership(of: 8, in: team, at: limit.adding(-1)) != nil)
        #expect(ca.authority.membership(of: 8, in: team, at: limit) == nil)
        #expect(ca.authority.membership(of: 9, in: team, at: limit.adding(7 * 86_400)) != nil)
        #expect(ca.authority.membership(of: 1, in: "board", at: limit.adding(7 * 86_400)) != nil, "no critical role")
    }
}

extension TestCA {
    /// Proposes a ruling on a background check, with its summary.
    @discardableResult
    mutating func ruleOnCheck(
        _ body: JSON, by person: Int, slot: String, with key: SoftwareKey? = nil
    ) throws -> Int {
        wait(60)
        var draft = Draft.of(kind(RuleOnCheck.kind), body, slot: slot)
        draft.detached = [.open("summary")]
        return try say(draft, by: person, with: key)
    }
}
