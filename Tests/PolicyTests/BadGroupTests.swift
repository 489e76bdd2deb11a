// Goal and method: see BadPolicy.swift.

import Testing

@Suite struct BadGroupTests {
    static let groups: [BadPolicy] = [
        BadPolicy("minimum: 3", "minium: 3", on: "council:", says: "`minimum` is missing", problems: 2),
        BadPolicy("seats: 4", "seatd: 4", on: "seatd: 4", says: "unknown key `seatd`; did you mean `seats`?"),
        BadPolicy("    minimum: 3\n", "", on: "council:", says: "`minimum` is missing"),
        BadPolicy("minimum: 3", "minimum: 0", on: "minimum: 0", says: "from 1 to 1000"),
        BadPolicy("minimum: 3", "minimum: three", on: "minimum: three", says: "not a text"),
        BadPolicy("seats: 4", "seats: 2", on: "seats: 2", says: "fewer than the minimum", problems: 5),
        BadPolicy("sort: body", "sort: bdy", on: "sort: bdy", says: "did you mean `body`?"),
        BadPolicy(
            "marks: [governs]", "marks: [audits, governs]", on: "marks: [audits",
            says: "only a group of sort `office`", problems: 2),
        BadPolicy(
            "marks: [governs]", "marks: []", on: "groups:", says: "no group bears the mark `governs`",
            problems: 2),
        BadPolicy("marks: [governs]", "marks: [governs, arbitrates]", on: "marks:", says: "ascending"),
        BadPolicy(
            "marks: [audits]", "marks: [audits, governs]", on: "marks: [audits, g",
            says: "only a group of sort `body`", problems: 3),
        BadPolicy(
            "seated-by: council", "seated-by: councl", on: "seated-by: councl",
            says: "did you mean `council`?"),
        BadPolicy("seated-by: council", "seated-by: keepers", on: "seated-by: keepers", says: "sort `team`"),
        BadPolicy(
            "    seated-by: council\n    term", "    term", on: "reviser:", says: "only the body that governs"
        ),
        BadPolicy(
            "    seats: 4\n", "    seats: 4\n    seated-by: council\n", on: "seated-by",
            says: "leave `seated-by` out"),
        BadPolicy(
            "    eligible: [keepers, reviewers]\n", "", on: "machine-room:", says: "`eligible` is missing"),
        BadPolicy(
            "eligible: [keepers, reviewers]", "eligible: [keepers, council]", on: "eligible:",
            says: "a team must stand here"),
        BadPolicy(
            "eligible: [keepers, reviewers]", "eligible: [keepers, keepers]", on: "eligible:",
            says: "stands twice"),
        BadPolicy(
            "eligible: [keepers, reviewers]", "eligible: []", on: "eligible:", says: "this list is empty"),
        BadPolicy("manager: keepers", "manager: keepres", on: "manager:", says: "did you mean `keepers`?"),
        BadPolicy(
            "    term: 730 days\n", "    manager: keepers\n", on: "manager: keepers",
            says: "only a list has `manager`"),
        BadPolicy("term: 730 days", "term: 2 hours", on: "term:", says: "from 86400"),
        BadPolicy("title: Reviewers", "title: Keepers", on: "title: Keepers", says: "has this title already"),
        BadPolicy("clauses: [RP-1.3]", "clauses: []", on: "clauses: []", says: "this list is empty"),
        BadPolicy(
            "clauses: [RP-1.3]", "clauses: [RP-1.3z]", on: "clauses:",
            says: "there is no clause `RP-1.3z`; did you mean `RP-1.3`"),
        BadPolicy("clauses: [RP-1.3]", "clauses: [rp-1.3]", on: "clauses:", says: "is no clause id"),
        BadPolicy("  machine-room:\n", "  office:\n", on: "office:", says: "a word of the policy's language"),
        BadPolicy("  machine-room:\n", "  Machine-Room:\n", on: "Machine-Room:", says: "is no code"),
        BadPolicy(
            "  keepers:\n",
            "  a-body: {sort: body, title: A, clauses: [RP-1.1], marks: [], minimum: 1, seated-by: b-body}\n"
                + "  b-body: {sort: body, title: B, clauses: [RP-1.1], marks: [], minimum: 1, seated-by: a-body}\n"
                + "  keepers:\n",
            on: "a-body:", says: "in a circle: a-body → b-body → a-body"),
        BadPolicy("  - [reviser, \"*\"]\n", "", on: "exclusive:", says: "`[reviser, \"*\"]` is missing"),
        BadPolicy(
            "[keepers, reviewers]      #", "[keepers, keepers] #", on: "- [keepers",
            says: "cannot exclude itself"),
        BadPolicy(
            "[keepers, reviewers]      #", "[machine-room, keepers] #", on: "- [machine",
            says: "from which it is drawn"),
        BadPolicy(
            "  - [keepers, reviewers]", "  - [reviewers, keepers]\n  - [keepers, reviewers]",
            on: "- [keepers", says: "this pair stands twice"),
        BadPolicy(
            "[keepers, reviewers]      #", "[keepers] #", on: "- [keepers", says: "at least 2 must stand here"
        ),
    ]

    @Test("P-30: groups and exclusivities", arguments: groups)
    func badGroups(_ bad: BadPolicy) throws { try expectRefusal(bad) }
}
