// Goal: a chapter stands in its own file or is left out with a reason; nothing is passed over in silence, and no part of
// one chapter hides in the file of another.
// Method: copies of `policy/small`, spoiled; each case counts the problems and looks at the first.

import Foundation
import Ledger
import PolicyFiles
import Rules
import Testing

@Suite struct ChapterFileTests {
    private func replace(_ find: String, _ put: String, in file: String, _ copy: PolicyCopy) throws {
        let text = try copy.text(file)
        #expect(text.contains(find), "the case looks for text that is not there")
        try copy.write(text.replacingOccurrences(of: find, with: put), to: file)
    }

    /// Takes what a chapter asks out of its file, and leaves its clauses.
    private func empty(_ file: String, _ copy: PolicyCopy) throws {
        let text = try copy.text(file)
        let clauses = try #require(text.range(of: "\nclauses:\n"))
        try copy.write(String(text[clauses.lowerBound...]), to: file)
    }

    private let without = "without:\n"
    private let physical = "without:\n  Physical: the machines stand in a hall of the host institution\n"

    @Test("D13: a chapter that is left out with a reason has no kinds and no values; its clauses stay, not applicable")
    func leftOut() throws {
        let copy = try PolicyCopy(of: "small")
        try empty("physical.yaml", copy)
        try replace(without, physical, in: "policy.yaml", copy)
        let set = try PolicyFolder.load(copy.path, kinds: Kind.allFacts).set
        #expect(set.policy.without[.physical] == "the machines stand in a hall of the host institution")
        #expect(
            set.policy.kinds["register/medium.enter"] == nil
                && set.policy.records.keys.allSatisfy { !$0.contains("medium") })
        #expect(set.manual.value("media.methods") == nil)
        #expect(set.clauses.clause("RP-2.3a")?.chapter == .physical)
        #expect(set.policy.kinds["register/system.enter"] != nil)
    }

    @Test("D13: a chapter is left out or it is there, not both")
    func both() throws {
        let found = try PolicyCopy.problems { try replace(without, physical, in: "policy.yaml", $0) }
        #expect(found.count >= 6 && found.allSatisfy { $0.hasPrefix("physical.yaml:") }, "\(found)")
        #expect(found.first?.contains("belongs to `Physical`, which this policy leaves out") ?? false, "\(found)")
        let opening = try PolicyCopy.problems { copy in
            try empty("physical.yaml", copy)
            try replace(without, physical, in: "policy.yaml", copy)
            try replace(
                "opening:\n  days: 30\n  kinds:\n",
                "opening:\n  days: 30\n  kinds:\n    register/store.enter: {clauses: [RP-2.2], propose: [council], "
                    + "expires: 1 day, ways: [[{name: council, count: 2, pool: [council]}]]}\n", in: "policy.yaml", copy
            )
        }
        #expect(opening.count == 1 && opening.first?.contains("which this policy leaves out") ?? false, "\(opening)")
    }

    @Test("D13: a chapter that is neither is told once, with both ways out")
    func neither() throws {
        let found = try PolicyCopy.problems { try empty("physical.yaml", $0) }
        #expect(found.count == 1, "\(found)")
        #expect(
            found.first == "policy.yaml:5:1: the chapter `Physical` is neither here nor left out: give its kinds "
                + "(`register/computer.enter` …), or say why it does not apply: `without: {Physical: reason}`")
    }

    static let words: [(put: String, says: String)] = [
        ("  Phisical: x\n", "there is no chapter `Phisical`; did you mean `Physical`?"),
        ("  physical: x\n", "did you mean `Physical`?"),
        ("  Ledger: it is a book\n", "no policy can leave out"),
        ("  Authority: nobody decides\n", "no policy can leave out"),
        ("  Physical: \"\"\n", "1 to 1000 bytes"),
        ("  Physical: [x]\n", "this must be a text"),
        ("  Support: twice\n", "twice"),
        ("  Phys\u{200b}ical: x\n", "is not a valid key"),
    ]

    @Test("D13: `without` names chapters, each with a reason", arguments: words)
    func reasons(put: String, says: String) throws {
        let found = try PolicyCopy.problems { try replace(without, without + put, in: "policy.yaml", $0) }
        #expect(found.contains { $0.hasPrefix("policy.yaml:") && $0.contains(says) }, "\(found)")
    }

    @Test("D13: nothing of a chapter hides in another chapter's file, or in two")
    func strays() throws {
        let store = """
              register/store.enter:
                clauses: [RP-2.2]
                propose: [keepers]
                expires: 7 days
                ways:
                  - - {name: keeper, count: 1, pool: [keepers]}
                    - {name: reviewer, count: 1, pool: [reviewers]}

            """
        let moved = try PolicyCopy.problems { copy in
            try replace(store, "", in: "physical.yaml", copy)
            try replace("\nkinds:\n", "\nkinds:\n" + store, in: "authority.yaml", copy)
        }
        #expect(
            moved.count == 1
                && moved[0].hasPrefix(
                    "authority.yaml:4:3: `register/store.enter` belongs to `Physical`; move it to physical.yaml"),
            "\(moved)")
        let twice = try PolicyCopy.problems {
            try replace("\nkinds:\n", "\nkinds:\n" + store, in: "authority.yaml", $0)
        }
        #expect(
            twice.contains {
                $0.hasPrefix("physical.yaml:") && $0.contains("`register/store.enter` is already in authority.yaml:4")
            }, "\(twice)")
        let value = try PolicyCopy.problems { copy in
            let text = try copy.text("ledger.yaml")
            try copy.write(
                text.replacingOccurrences(
                    of: "\nmanual:\n",
                    with:
                        "\nmanual:\n  computer.label.sides: {clause: RP-2.2, owner: keepers, loosens: less, choices: [roof]}\n"
                ), to: "ledger.yaml")
        }
        #expect(value.count == 1 && value[0].contains("`computer.label.sides` is already in"), "\(value)")
        let clause = try PolicyCopy.problems {
            try replace("- id: RP-3.3\n", "- id: RP-1.1\n", in: "recovery.yaml", $0)
        }
        #expect(clause.count == 1 && clause[0].contains("`RP-1.1` is listed twice"), "\(clause)")
    }

    static let forms: [(file: String, find: String, put: String, says: String)] = [
        (
            "recovery.yaml", "  - id: RP-3.3\n", "  - id: RP-3.3\n    chapter: Physical\n",
            "the name of the file gives the chapter"
        ),
        ("recovery.yaml", "clauses:\n", "clause:\n", "unknown key `clause`"),
        ("physical.yaml", "\nrecords:\n", "\nrecord:\n", "did you mean `records`?"),
        (
            "policy.yaml", "\nopening:\n", "\nrecords: {}\nopening:\n",
            "`records` belongs in the file of its chapter"
        ),
        ("policy.yaml", "\nopening:\n", "\nclauses: []\nopening:\n", "`clauses` belongs in the file of its chapter"),
        ("physical.yaml", "\nmanual:\n", "\nmanual: []\nother:\n", "this must be a mapping"),
        ("physical.yaml", "choices: [front]", "choices: [fr\u{202e}ont]", "the character U+202E"),
        (
            "physical.yaml", "\nmanual:\n",
            "\nmanual:\n  a.table: {clause: RP-2.3b, owner: keepers, loosens: any, rows: [{to: b, name: a}]}\n",
            "each row must begin with its `name`"
        ),
    ]

    @Test("D13: a chapter's file has kinds, records, manual and clauses, and nothing else", arguments: forms)
    func form(file: String, find: String, put: String, says: String) throws {
        let found = try PolicyCopy.problems { try replace(find, put, in: file, $0) }
        #expect(found.contains { $0.hasPrefix(file + ":") && $0.contains(says) }, "\(found)")
    }

    @Test("D13, style: ten megabytes of rows cost nothing and get their place; so do more rows than a table has")
    func large() throws {
        let row = "      - {name: a, to: b}\n"
        func table(_ count: Int) -> String {
            "\nmanual:\n  a.table:\n    clause: RP-2.3b\n    owner: keepers\n    loosens: any\n    rows:\n"
                + String(repeating: row, count: count)
        }
        let huge = try PolicyCopy.problems { try replace("\nmanual:\n", table(400_000), in: "physical.yaml", $0) }
        #expect(huge == ["physical.yaml:1:1: the file is larger than 1000000 bytes"])
        let many = try PolicyCopy.problems { try replace("\nmanual:\n", table(5_000), in: "physical.yaml", $0) }
        #expect(many.first?.contains("give at most 100, not 5000") ?? false)
        // K-9: and no more than anybody is told.
        #expect(many.count == PolicyFaults.most, "each of the rows that are read is called as the first")
    }

    @Test(
        "D13: what stands in a file of its own compiles to the same as before the files were split",
        arguments: ["cacert", "small"])
    func oneDocument(name: String) throws {
        let compiled = try PolicyFolder.load(PolicyPlaces.folder(name), kinds: Kind.allFacts)
        let kinds = try JSON(enclosed: compiled.policy)["kinds"]?.members?.map(\.key) ?? []
        #expect(kinds == kinds.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let chapters = compiled.set.clauses.clauses.map(\.chapter)
        let order = chapters.compactMap { Clause.Chapter.allCases.firstIndex(of: $0) }
        #expect(order == order.sorted(), "clauses stand chapter by chapter")
    }
}
