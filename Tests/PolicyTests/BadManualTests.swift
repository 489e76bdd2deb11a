// Goal and method: see BadPolicy.swift.

import Foundation
import Testing

@Suite struct BadManualTests {
    static let others: [BadPolicy] = [
        BadPolicy(
            "owner: keepers", "owner: keeper", on: "owner: keeper", says: "did you mean `keepers`?"),
        BadPolicy(
            "owner: keepers", "owner: machine-room", on: "owner: machine-room", says: "no team `machine-room`"),
        BadPolicy(
            "clause: RP-2.3b", "clause: RP-2.3x", on: "clause: RP-2.3x", says: "there is no clause"),
        BadPolicy(
            "loosens: more", "loosens: mor", on: "loosens: mor", says: "did you mean `more`?"),
        BadPolicy(
            "choices: [front]", "choices: [front, front]", on: "choices:", says: "twice"),
        BadPolicy(
            "    choices: [front]\n", "", on: "computer.label.sides", says: "exactly one of"),
        BadPolicy(
            "choices: [front]", "span: 10 dasy", on: "span:", says: "is not a length of time"
        ),
        BadPolicy(
            "media.methods:", "media..methods:", on: "media..methods", says: "is not a valid name of a value"),
        BadPolicy("id: RP-1.2a", "id: RP-1.1", on: "- id: RP-1.1", says: "listed twice"),
        BadPolicy(
            "means: [duty]", "means: [duties]", on: "means: [duties]", says: "is not one of"),
        BadPolicy("means: [duty]", "means: []", on: "means: []", says: "this list is empty"),
        BadPolicy(
            "act:authority/body.seat,", "act:authority/body.sit,", on: "by: [act:authority/body.sit",
            says: "did you mean `authority/body.seat`?"),
        BadPolicy(
            "register:groups]", "registry:groups]", on: "by: [act:authority/list.add", says: "did you mean `register`?"),
        BadPolicy("register:groups]", "groups]", on: "by: [act:authority/list.add", says: "does not say what it is"),
        BadPolicy(
            "register:groups]", "register:group]", on: "by: [act:authority/list.add", says: "did you mean `groups`?"),
        BadPolicy(
            "finding:group-below-minimum", "finding:group-below", on: "by:", says: "there is no finding"),
        BadPolicy(
            "test:Tests/StoreTests/ExportTests.swift", "test:Tests/../ExportTests.swift", on: "by:",
            says: "cannot follow `test:`"),
        BadPolicy(
            "document:docs/check-by-hand.md", "document:docs/../secret.md", on: "by:",
            says: "cannot follow `document:`"),
        BadPolicy(
            "act:authority/policy.change", "record:record/medium.burn", on: "by:", says: "there is no record"),
        BadPolicy(
            "says: \"Nobody is keeper and reviewer at once.\"", "says: \"\"", on: "says:",
            says: "1 to 1000 bytes"),
        BadPolicy(
            "  - id: RP-1.1\n", "  - nothing\n  - id: RP-1.1\n", on: "- nothing",
            says: "this must be an object, not a text"),
    ]

    @Test("P-37: Manual and clauses", arguments: others)
    func badOthers(_ bad: BadPolicy) throws { try expectRefusal(bad) }

    /// An id reads like one thing only: a medium, an act, a question, a computer.
    static let prefixes: [BadPolicy] = [("M", "medium"), ("A", "act"), ("Q", "question"), ("H", "computer")].map {
        BadPolicy(
            "  - id: RP-3.3\n", "  - id: \($0)-3.3\n", on: "- id: \($0)-3.3", says: "reads like the id of a \($1)")
    }

    @Test("K-1: no clause has the letters of an item's id", arguments: prefixes)
    func badLetters(_ bad: BadPolicy) throws { try expectRefusal(bad) }

    /// Puts this in the place of the first value, which the chapter reads as choices.
    private static func table(_ rows: String, loosens: String = "any") -> String {
        "  some.table:\n    clause: RP-2.3b\n    owner: keepers\n    loosens: \(loosens)\n    rows:\n\(rows)\n"
            + "  media.methods:\n"
    }
    private static func row(_ row: String, on: String, says: String, problems: Int = 1) -> BadPolicy {
        BadPolicy(
            "  media.methods:\n", table("      - \(row)"), on: on, says: says, problems: problems)
    }
    static let tables: [BadPolicy] = [
        row(
            "{name: a, to: keepers}\n      - {name: a, to: keepers}", on: "- {name: a",
            says: "rows 1 and 2 are both called"),
        row("{to: keepers, after: 4 hours}", on: "- {to: keepers", says: "`name` is missing"),
        row("{name: Disk, to: keepers}", on: "- {name: Disk", says: "is not a valid code"),
        row("{name: a}", on: "- {name: a}", says: "1 to 19 other members"),
        row("{name: a, to: {b: c}}", on: "- {name: a", says: "a row is flat"),
        row("{name: a, to: true}", on: "- {name: a", says: "a row is flat"),
        row("{name: a, to: [[b]]}", on: "- {name: a", says: "this must be a text"),
        row("{name: a, to: [b, b]}", on: "- {name: a", says: "twice"),
        row("{name: a, after: 4 huors}", on: "- {name: a", says: "`4 huors` is not a length of time"),
        row("{name: a, To: b}", on: "- {name: a", says: "not a valid name of a member"),
        row("a", on: "- a", says: "this must be an object"),
        row("{name: a, to: b, to: c}", on: "- {name: a", says: "twice"),
        BadPolicy(
            "  media.methods:\n", table("      - {name: a, to: b}", loosens: "more"), on: "loosens: more",
            says: "any change of a table may loosen"),
        BadPolicy(
            "  media.methods:\n",
            table("      []").replacingOccurrences(of: "rows:\n      []", with: "rows: []"),
            on: "rows: []", says: "this list is empty"),
    ]

    @Test("D14: a table is a list of flat rows, each with its own name", arguments: tables)
    func badTables(_ bad: BadPolicy) throws { try expectRefusal(bad) }

    static let read: [BadPolicy] = [
        BadPolicy(
            "  media.methods:\n", "  media.method:\n", on: "manual:",
            says: "did you mean `media.method`?"),
        BadPolicy(
            "choices: [front]", "number: 3", on: "computer.label.sides:",
            says: "the chapter “Physical security” needs this value in a different form; give `choices`"),
        BadPolicy(
            "{name: disk, new: [overwrite-1, purge]", "{name: disk, nwe: [overwrite-1, purge]", on: "- {name: disk",
            says: "a row here has no `nwe`; did you mean `new`?"),
        BadPolicy(
            "{name: disk, new: [overwrite-1, purge]", "{name: disk, new: [purge, overwrite-1]", on: "- {name: disk",
            says: "in ascending order"),
        BadPolicy(
            "{name: disk, new: [overwrite-1, purge]", "{name: disk, new: purge", on: "- {name: disk",
            says: "in ascending order"),
    ]

    @Test("D14: the Manual gives what a chapter reads, as it reads it", arguments: read)
    func badValues(_ bad: BadPolicy) throws { try expectRefusal(bad) }
}
