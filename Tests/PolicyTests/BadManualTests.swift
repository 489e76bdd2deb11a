// Goal and method: see BadPolicy.swift.

import Testing

@Suite struct BadManualTests {
    static let manual = "manual/media.yaml"
    static let clauses = "clauses.yaml"
    static let others: [BadPolicy] = [
        BadPolicy(
            "name: small", "name: smal", on: "name: smal", says: "the policy is called `small`", file: manual),
        BadPolicy(
            "owner: keepers", "owner: keeper", on: "owner: keeper", says: "did you mean `keepers`?",
            file: manual),
        BadPolicy(
            "owner: keepers", "owner: council", on: "owner: council", says: "no team `council`", file: manual),
        BadPolicy(
            "clause: RP-2.3b", "clause: RP-2.3x", on: "clause: RP-2.3x", says: "there is no clause",
            file: manual),
        BadPolicy(
            "loosens: more", "loosens: mor", on: "loosens: mor", says: "did you mean `more`?", file: manual),
        BadPolicy(
            "choices: [purge, destroy]", "choices: [purge, purge]", on: "choices:", says: "stands twice",
            file: manual),
        BadPolicy(
            "    choices: [purge, destroy]\n", "", on: "media.erasure-methods.disk", says: "exactly one of",
            file: manual),
        BadPolicy(
            "choices: [purge, destroy]", "span: 10 dasy", on: "span:", says: "no length of time", file: manual
        ),
        BadPolicy(
            "media.erasure-methods.disk:", "media..disk:", on: "media..disk", says: "is no name of a value",
            file: manual),
        BadPolicy("id: RP-1.2a", "id: RP-1.1", on: "- id: RP-1.1", says: "stands twice", file: clauses),
        BadPolicy(
            "chapter: Recovery", "chapter: Recover", on: "chapter:", says: "did you mean `Recovery`?",
            file: clauses),
        BadPolicy(
            "means: [duty]", "means: [duties]", on: "means: [duties]", says: "is none of", file: clauses),
        BadPolicy("means: [duty]", "means: []", on: "means: []", says: "this list is empty", file: clauses),
        BadPolicy(
            "act:authority/body.seat,", "act:authority/body.sit,", on: "by: [act:authority/body.sit",
            says: "did you mean `authority/body.seat`?", file: clauses),
        BadPolicy(
            "register:groups]", "registry:groups]", on: "by: [registry", says: "did you mean `register`?",
            file: clauses),
        BadPolicy("register:groups]", "groups]", on: "by: [groups", says: "names no sort", file: clauses),
        BadPolicy(
            "register:groups]", "register:group]", on: "by: [register:group]", says: "did you mean `groups`?",
            file: clauses),
        BadPolicy(
            "finding:group-below-minimum", "finding:group-below", on: "by:", says: "there is no finding",
            file: clauses),
        BadPolicy(
            "program:foureyes-server,", "program:four-eyes,", on: "by:", says: "there is no program",
            file: clauses),
        BadPolicy(
            "document:docs/check-by-hand.md", "document:docs/../secret.md", on: "by:",
            says: "cannot stand after `document:`", file: clauses),
        BadPolicy(
            "act:authority/policy.change", "record:record/medium.burn", on: "by:", says: "there is no record",
            file: clauses),
        BadPolicy(
            "says: \"Nobody is keeper and reviewer at once.\"", "says: \"\"", on: "says:",
            says: "1 to 1000 bytes", file: clauses),
        BadPolicy(
            "  - id: RP-1.1\n", "  - nothing\n  - id: RP-1.1\n", on: "- nothing",
            says: "an object must stand here, not a text", file: clauses),
    ]

    @Test("P-37: Manual and clauses", arguments: others)
    func badOthers(_ bad: BadPolicy) throws { try expectRefusal(bad) }
}
