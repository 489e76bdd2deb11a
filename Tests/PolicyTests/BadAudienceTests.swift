import Testing

/// Audiences and exceptions with a fault: each is told with its line.
@Suite struct BadAudienceTests {
    static let cases: [BadPolicy] = [
        BadPolicy("    readers: [office, reviser]", "    readers: []", on: "readers:", says: "this list is empty"),
        BadPolicy(
            "readers: [office, reviser]", "readers: [office, revisor]", on: "readers:", says: "did you mean `reviser`?"),
        BadPolicy("readers: [office, reviser]", "readers: [named]", on: "readers:", says: "somebody in an act only"),
        BadPolicy(
            "readers: [office, reviser]", "readers: [\"leader:council\"]", on: "readers:",
            says: "a team must stand here"),
        BadPolicy("  members:\n", "  everyone:\n", on: "everyone:", says: "word for public content", problems: 2),
        BadPolicy("    audience: members", "    audience: member", on: "audience:", says: "did you mean `members`?"),
        BadPolicy("    marks: [personal]", "    marks: []", on: "exceptions:", says: "no exception bears the mark"),
        BadPolicy("  RP-1.4-personal:", "  RP_1:", on: "RP_1:", says: "no id of an exception"),
        BadPolicy("    says: names", "    why: names", on: "RP-1.4-personal:", says: "`says` is missing", problems: 2),
        BadPolicy("    review: \"2027-11-30\"\n", "", on: "RP-1.4-personal:", says: "`review` is missing"),
        BadPolicy("    review: \"2027-11-30\"", "    review: \"2027-11-31\"", on: "review:", says: "is no day"),
        BadPolicy("    review: \"2027-11-30\"", "    review: 20271130", on: "review:", says: "a text must stand here"),
        BadPolicy(
            "exceptions:\n",
            "exceptions:\n  other: {title: Other, clauses: [RP-1.4], marks: [personal], audience: members, says: all}\n",
            on: "other:", says: "bears `personal` already"),
        BadPolicy(
            "exceptions:\n",
            "exceptions:\n  other: {title: Other, clauses: [RP-1.4], marks: [journal], audience: members, says: all}\n",
            on: "other:", says: "bears `journal` already"),
    ]

    @Test("P-6: audiences and exceptions", arguments: cases)
    func audience(bad: BadPolicy) throws { try expectRefusal(bad) }
}
