// Goal and method: see BadPolicy.swift.

import Testing

@Suite struct BadYAMLTests {
    static let yaml: [BadPolicy] = [
        BadPolicy("schema: 1\n", "schema: 1\nschema: 1\n", on: "schema: 1", says: "`schema` is twice"),
        BadPolicy("name: small", "name: &n small", on: "name: &n", says: "anchors"),
        BadPolicy("name: small", "name: *n", on: "name: *n", says: "aliases"),
        BadPolicy("name: small", "name: !!str small", on: "name: !!str", says: "tags"),
        BadPolicy("name: small", "name: ! 'small'", on: "name: !", says: "tags"),
        BadPolicy("    marks: [governs]", "    <<: {marks: [governs]}", on: "<<:", says: "merge keys"),
        BadPolicy("title: Council", "title: no", on: "title: no", says: "for true or false"),
        BadPolicy("title: Council", "title: Yes", on: "title: Yes", says: "for true or false"),
        BadPolicy("title: Council", "title: ~", on: "title: ~", says: "remove the key"),
        BadPolicy("title: Council", "title:", on: "title:", says: "the value is missing"),
        BadPolicy("minimum: 3", "minimum: 03", on: "minimum: 03", says: "could be read as a number"),
        BadPolicy("minimum: 3", "minimum: 3.0", on: "minimum: 3.0", says: "could be read as a number"),
        BadPolicy("minimum: 3", "minimum: 0x3", on: "minimum: 0x3", says: "could be read as a number"),
        BadPolicy("minimum: 3", "minimum: 1e3", on: "minimum: 1e3", says: "could be read as a number"),
        BadPolicy("minimum: 3", "minimum: -3", on: "minimum: -3", says: "could be read as a number"),
        BadPolicy("minimum: 3", "minimum: 99999999999999999", on: "minimum:", says: "too large"),
        BadPolicy("title: Council", "title: 2026-11-22", on: "title: 2026", says: "a date or a time"),
        BadPolicy("title: Council", "title: 12:30", on: "title: 12:30", says: "a date or a time"),
        BadPolicy(
            "title: Council", "title: Council: of four", on: "title: Council",
            says: "put a text with `: ` in it in quotes"),
        BadPolicy("title: Council", "title: \"Council", on: "", says: "this is not YAML"),
        BadPolicy("title: Council", "title: \"Cou\\u0007ncil\"", on: "title:", says: "control character"),
        BadPolicy("title: Council", "title: Cou\u{202e}ncil", on: "title:", says: "U+202E"),
        BadPolicy("    title: Council", "\ttitle: Council", on: "\ttitle", says: "indent with spaces"),
        BadPolicy("  council:\n", "  [a, b]: c\n  council:\n", on: "", says: "a key must be a word"),
        BadPolicy("expires: 21 days", "expires: 21 dyas", on: "expires: 21 dyas", says: "is not a length of time"),
        BadPolicy("expires: 21 days", "expires: 1 month", on: "expires: 1 month", says: "is not a length of time"),
        BadPolicy("expires: 21 days", "expires: 0 days", on: "expires: 0 days", says: "is not a length of time"),
        BadPolicy("opening:\n", "---\nopening:\n", on: "---", says: "a second document"),
    ]

    @Test("What is not the YAML of policies is told with its line", arguments: yaml)
    func badYAML(_ bad: BadPolicy) throws { try expectRefusal(bad) }
}
