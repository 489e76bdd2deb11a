import Testing

/// Audiences and exceptions with a fault: each is told with its line.
@Suite struct BadAudienceTests {
    static let cases: [BadPolicy] = [
        BadPolicy("    readers: [office, reviser]", "    readers: []", on: "readers:", says: "this list is empty"),
        BadPolicy(
            "readers: [office, reviser]", "readers: [office, revisor]", on: "readers:", says: "did you mean `reviser`?"),
        BadPolicy("readers: [office, reviser]", "readers: [named]", on: "readers:", says: "has a meaning in acts only"),
        BadPolicy(
            "readers: [office, reviser]", "readers: [\"leader:council\"]", on: "readers:",
            says: "must be a group of sort team"),
        BadPolicy("  members:\n", "  everyone:\n", on: "everyone:", says: "reserved for public content", problems: 2),
        BadPolicy("    audience: members", "    audience: member", on: "audience:", says: "did you mean `members`?"),
        BadPolicy("    marks: [personal]", "    marks: []", on: "exceptions:", says: "no exception has the mark"),
        BadPolicy("  RP-1.4-personal:", "  RP_1:", on: "RP_1:", says: "not a valid id for an exception"),
        BadPolicy("    says: names", "    why: names", on: "RP-1.4-personal:", says: "`says` is missing", problems: 2),
        BadPolicy("    review: \"2027-11-30\"\n", "", on: "RP-1.4-personal:", says: "`review` is missing"),
        BadPolicy("    review: \"2027-11-30\"", "    review: \"2027-11-31\"", on: "review:", says: "is not a date"),
        BadPolicy("    review: \"2027-11-30\"", "    review: 20271130", on: "review:", says: "this must be a text"),
        BadPolicy(
            "exceptions:\n",
            "exceptions:\n  other: {title: Other, clauses: [RP-1.4], marks: [personal], audience: members, says: all}\n",
            on: "other:", says: "already has the mark `personal`"),
        BadPolicy(
            "exceptions:\n",
            "exceptions:\n  other: {title: Other, clauses: [RP-1.4], marks: [journal], audience: members, says: all}\n",
            on: "other:", says: "already has the mark `journal`"),
    ]

    @Test("P-6: audiences and exceptions", arguments: cases)
    func audience(bad: BadPolicy) throws { try expectRefusal(bad) }
}
