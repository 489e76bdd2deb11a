// Goal and method: see BadPolicy.swift.

import Testing

@Suite struct BadGroupTests {
    static let groups: [BadPolicy] = [
        BadPolicy("minimum: 3", "minium: 3", on: "council:", says: "`minimum` is missing", problems: 2),
        BadPolicy("seats: 4", "seatd: 4", on: "seatd: 4", says: "unknown key `seatd`; did you mean `seats`?"),
        BadPolicy("    minimum: 3\n", "", on: "council:", says: "`minimum` is missing"),
        BadPolicy("minimum: 3", "minimum: 0", on: "minimum: 0", says: "from 1 to 1000"),
        BadPolicy("minimum: 3", "minimum: three", on: "minimum: three", says: "not a text"),
        BadPolicy("seats: 4", "seats: 2", on: "seats: 2", says: "fewer than the minimum", problems: 6),
        BadPolicy("sort: body", "sort: bdy", on: "sort: bdy", says: "did you mean `body`?"),
        BadPolicy(
            "marks: [governs]", "marks: [audits, governs]", on: "marks: [audits",
            says: "only a group of sort `office`", problems: 2),
        BadPolicy(
            "marks: [governs]", "marks: []", on: "groups:", says: "no group has the mark `governs`",
            problems: 2),
        // Where somebody arbitrates, each kind of cases and rulings is missing too.
        BadPolicy("marks: [governs]", "marks: [governs, arbitrates]", on: "marks:", says: "ascending", problems: 11),
        BadPolicy(
            "marks: [audits]", "marks: [audits, governs]", on: "marks: [audits, g",
            says: "only a group of sort `body`", problems: 3),
        BadPolicy(
            "seated-by: council", "seated-by: councl", on: "seated-by: councl",
            says: "did you mean `council`?"),
        BadPolicy("seated-by: council", "seated-by: keepers", on: "seated-by: keepers", says: "of sort team"),
        BadPolicy(
            "    seated-by: council\n    term", "    term", on: "reviser:", says: "only the governing body"
        ),
        BadPolicy(
            "    seats: 4\n", "    seats: 4\n    seated-by: council\n", on: "seated-by",
            says: "remove `seated-by`"),
        BadPolicy(
            "    eligible: [keepers, reviewers]\n", "", on: "machine-room:", says: "`eligible` is missing"),
        BadPolicy(
            "eligible: [keepers, reviewers]", "eligible: [keepers, council]", on: "eligible:",
            says: "must be a group of sort team"),
        BadPolicy(
            "eligible: [keepers, reviewers]", "eligible: [keepers, keepers]", on: "eligible:",
            says: "listed twice"),
        BadPolicy(
            "eligible: [keepers, reviewers]", "eligible: []", on: "eligible:", says: "this list is empty"),
        BadPolicy("manager: keepers", "manager: keepres", on: "manager:", says: "did you mean `keepers`?"),
        BadPolicy(
            "    term: 730 days\n", "    manager: keepers\n", on: "manager: keepers",
            says: "only a list can have `manager`"),
        BadPolicy("term: 730 days", "term: 2 hours", on: "term:", says: "from 86400"),
        BadPolicy("title: Reviewers", "title: Keepers", on: "title: Keepers", says: "already has this title"),
        BadPolicy("clauses: [RP-1.3]", "clauses: []", on: "clauses: []", says: "this list is empty"),
        BadPolicy(
            "clauses: [RP-1.3]", "clauses: [RP-1.3z]", on: "clauses:",
            says: "there is no clause `RP-1.3z`; did you mean `RP-1.3`"),
        BadPolicy("clauses: [RP-1.3]", "clauses: [rp-1.3]", on: "clauses:", says: "is not a valid clause id"),
        BadPolicy("  machine-room:\n", "  office:\n", on: "office:", says: "a reserved word in policies"),
        BadPolicy("  machine-room:\n", "  Machine-Room:\n", on: "Machine-Room:", says: "is not a valid code"),
        BadPolicy(
            "  keepers:\n",
            "  a-body: {sort: body, title: A, clauses: [RP-1.1], marks: [], minimum: 1, electors: [keepers], seated-by: b-body}\n"
                + "  b-body: {sort: body, title: B, clauses: [RP-1.1], marks: [], minimum: 1, electors: [keepers], seated-by: a-body}\n"
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
            on: "- [keepers", says: "this pair is listed twice"),
        BadPolicy(
            "[keepers, reviewers]      #", "[keepers] #", on: "- [keepers", says: "give at least 2"
        ),
    ]

    @Test("P-30: groups and exclusivities", arguments: groups)
    func badGroups(_ bad: BadPolicy) throws { try expectRefusal(bad) }

    private static let electors = "    electors: [keepers, reviewers]"
    static let givingBack: [BadPolicy] = [
        BadPolicy(
            electors, "    #", on: "council:",
            says: "`electors` is missing: two of `council` could stop all others"),
        BadPolicy(electors, "    electors: []", on: "electors:", says: "this list is empty"),
        BadPolicy(
            electors, "    electors: [keepers, reviwers]", on: "electors:", says: "did you mean `reviewers`?"),
        BadPolicy(
            electors, "    electors: [keepers, council]", on: "electors:", says: "cannot be its own electors"),
        BadPolicy(
            electors, "    electors: [keepers, reviser]", on: "electors:",
            says: "audits, so its members cannot be electors"),
        BadPolicy(
            electors, "    electors: [machine-room]", on: "electors:",
            says: "this must be a group of sort body or office or team"),
        BadPolicy(electors, "    electors: [keepers, keepers]", on: "electors:", says: "twice"),
        BadPolicy(
            electors,
            "    electors: [one]\n  one: {sort: office, title: One, clauses: [RP-1.1], marks: [], minimum: 1, seats: 1, "
                + "seated-by: council}", on: "electors: [one]", says: "at most 1 people, but two must end a stop (K-5)"),
        BadPolicy(
            "    title: Keepers\n", "    title: Keepers\n    electors: [council]\n", on: "electors: [council]",
            says: "only a body has electors"),
    ]

    @Test("K-5: a policy says who gives back where a body cannot", arguments: givingBack)
    func badElectors(_ bad: BadPolicy) throws { try expectRefusal(bad) }
}
