// Goal: whatever is wrong in a policy folder is told with its file, its line and what to do, and nothing else is told.
// Method: each case changes one place of `policy/small`, and says how many problems there are, on which line the first is,
// and words of its message.

import Foundation
import PolicyFiles
import Rules
import Testing

/// One change that makes a policy bad.
struct BadPolicy: Sendable, CustomTestStringConvertible {
    var file = "policy.yaml"
    /// Text that stands there exactly once before the change, or whose first place is meant.
    let find: String
    let put: String
    /// How the line with the problem begins, after its white space.
    let on: String
    let says: String
    var problems = 1

    init(_ find: String, _ put: String, on: String, says: String, problems: Int = 1, file: String = "policy.yaml") {
        self.file = file
        self.find = find
        self.put = put
        self.on = on
        self.says = says
        self.problems = problems
    }

    var testDescription: String { says }
}

/// The problems of `policy/small` with one change, and the text of the changed file.
private func spoiled(_ bad: BadPolicy) throws -> (problems: [Problem], text: String) {
    let copy = try PolicyCopy(of: "small")
    let text = try copy.text(bad.file)
    let place = try #require(text.range(of: bad.find), "the case looks for text that is not there")
    let changed = text.replacingCharacters(in: place, with: bad.put)
    try copy.write(changed, to: bad.file)
    do {
        _ = try PolicyFolder.load(copy.path, kinds: kindTable)
        return ([], changed)
    } catch {
        let inside = error.problems.map { problem in
            Problem(
                position: Position(
                    file: String(problem.position.file.dropFirst(copy.path.count + 1)),
                    line: problem.position.line, column: problem.position.column),
                what: problem.what)
        }
        return (inside, changed)
    }
}

private func check(_ bad: BadPolicy) throws {
    let (problems, text) = try spoiled(bad)
    let all = problems.map(\.description).joined(separator: "\n")
    #expect(problems.count == bad.problems, "\(all)")
    let first = try #require(problems.first, "nothing was found wrong")
    #expect(first.position.file == bad.file, "\(all)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.indices.contains(first.position.line - 1) ? lines[first.position.line - 1] : ""
    #expect(line.drop { $0 == " " }.hasPrefix(bad.on), "line \(first.position.line): \(all)")
    #expect(first.what.contains(bad.says), "\(all)")
}

@Suite struct BadYAMLTests {
    static let yaml: [BadPolicy] = [
        BadPolicy("schema: 1\n", "schema: 1\nschema: 1\n", on: "schema: 1", says: "`schema` stands twice"),
        BadPolicy("name: small", "name: &n small", on: "name: &n", says: "anchors"),
        BadPolicy("name: small", "name: *n", on: "name: *n", says: "aliases"),
        BadPolicy("name: small", "name: !!str small", on: "name: !!str", says: "tags"),
        BadPolicy("name: small", "name: ! 'small'", on: "name: !", says: "tags"),
        BadPolicy("    marks: [governs]", "    <<: {marks: [governs]}", on: "<<:", says: "merge keys"),
        BadPolicy("title: Council", "title: no", on: "title: no", says: "truth value"),
        BadPolicy("title: Council", "title: Yes", on: "title: Yes", says: "truth value"),
        BadPolicy("title: Council", "title: ~", on: "title: ~", says: "leave the key out"),
        BadPolicy("title: Council", "title:", on: "title:", says: "nothing stands here"),
        BadPolicy("minimum: 3", "minimum: 03", on: "minimum: 03", says: "may be read as a number"),
        BadPolicy("minimum: 3", "minimum: 3.0", on: "minimum: 3.0", says: "may be read as a number"),
        BadPolicy("minimum: 3", "minimum: 0x3", on: "minimum: 0x3", says: "may be read as a number"),
        BadPolicy("minimum: 3", "minimum: 1e3", on: "minimum: 1e3", says: "may be read as a number"),
        BadPolicy("minimum: 3", "minimum: -3", on: "minimum: -3", says: "may be read as a number"),
        BadPolicy("minimum: 3", "minimum: 99999999999999999", on: "minimum:", says: "too large"),
        BadPolicy("title: Council", "title: 2026-11-22", on: "title: 2026", says: "a date or a time"),
        BadPolicy("title: Council", "title: 12:30", on: "title: 12:30", says: "a date or a time"),
        BadPolicy("title: Council", "title: Council: of four", on: "title: Council", says: "put a text with `: ` in it in quotes"),
        BadPolicy("title: Council", "title: \"Council", on: "", says: "this is not YAML"),
        BadPolicy("title: Council", "title: \"Cou\\u0007ncil\"", on: "title:", says: "control character"),
        BadPolicy("title: Council", "title: Cou\u{202e}ncil", on: "title:", says: "U+202E"),
        BadPolicy("    title: Council", "\ttitle: Council", on: "\ttitle", says: "indent with spaces"),
        BadPolicy("  council:\n", "  [a, b]: c\n  council:\n", on: "", says: "a key is a word"),
        BadPolicy("expires: 21 days", "expires: 21 dyas", on: "expires: 21 dyas", says: "no length of time"),
        BadPolicy("expires: 21 days", "expires: 1 month", on: "expires: 1 month", says: "no length of time"),
        BadPolicy("expires: 21 days", "expires: 0 days", on: "expires: 0 days", says: "no length of time"),
        BadPolicy("opening:\n", "---\nopening:\n", on: "---", says: "a second document"),
    ]

    @Test("design 8: what is not the YAML of policies is told with its line", arguments: yaml)
    func badYAML(_ bad: BadPolicy) throws { try check(bad) }

    static let groups: [BadPolicy] = [
        BadPolicy("minimum: 3", "minium: 3", on: "council:", says: "`minimum` is missing", problems: 2),
        BadPolicy("seats: 4", "seatd: 4", on: "seatd: 4", says: "unknown key `seatd`; did you mean `seats`?"),
        BadPolicy("    minimum: 3\n", "", on: "council:", says: "`minimum` is missing"),
        BadPolicy("minimum: 3", "minimum: 0", on: "minimum: 0", says: "from 1 to 1000"),
        BadPolicy("minimum: 3", "minimum: three", on: "minimum: three", says: "not a text"),
        BadPolicy("seats: 4", "seats: 2", on: "seats: 2", says: "fewer than the minimum", problems: 4),
        BadPolicy("sort: body", "sort: bdy", on: "sort: bdy", says: "did you mean `body`?"),
        BadPolicy("marks: [governs]", "marks: [audits, governs]", on: "marks: [audits", says: "only a group of sort `office`", problems: 2),
        BadPolicy("marks: [governs]", "marks: []", on: "groups:", says: "no group bears the mark `governs`", problems: 2),
        BadPolicy("marks: [governs]", "marks: [governs, arbitrates]", on: "marks:", says: "ascending"),
        BadPolicy("marks: [audits]", "marks: [audits, governs]", on: "marks: [audits, g", says: "only a group of sort `body`", problems: 3),
        BadPolicy("seated-by: council", "seated-by: councl", on: "seated-by: councl", says: "did you mean `council`?"),
        BadPolicy("seated-by: council", "seated-by: keepers", on: "seated-by: keepers", says: "sort `team`"),
        BadPolicy("    seated-by: council\n    term", "    term", on: "reviser:", says: "only the body that governs"),
        BadPolicy("    seats: 4\n", "    seats: 4\n    seated-by: council\n", on: "seated-by", says: "leave `seated-by` out"),
        BadPolicy("    eligible: [keepers, reviewers]\n", "", on: "machine-room:", says: "`eligible` is missing"),
        BadPolicy("eligible: [keepers, reviewers]", "eligible: [keepers, council]", on: "eligible:", says: "a team must stand here"),
        BadPolicy("eligible: [keepers, reviewers]", "eligible: [keepers, keepers]", on: "eligible:", says: "stands twice"),
        BadPolicy("eligible: [keepers, reviewers]", "eligible: []", on: "eligible:", says: "this list is empty"),
        BadPolicy("manager: keepers", "manager: keepres", on: "manager:", says: "did you mean `keepers`?"),
        BadPolicy("    term: 730 days\n", "    manager: keepers\n", on: "manager: keepers", says: "only a list has `manager`"),
        BadPolicy("term: 730 days", "term: 2 hours", on: "term:", says: "from 86400"),
        BadPolicy("title: Reviewers", "title: Keepers", on: "title: Keepers", says: "has this title already"),
        BadPolicy("clauses: [RP-1.3]", "clauses: []", on: "clauses: []", says: "this list is empty"),
        BadPolicy("clauses: [RP-1.3]", "clauses: [RP-1.3z]", on: "clauses:", says: "there is no clause `RP-1.3z`; did you mean `RP-1.3`"),
        BadPolicy("clauses: [RP-1.3]", "clauses: [rp-1.3]", on: "clauses:", says: "is no clause id"),
        BadPolicy("  machine-room:\n", "  office:\n", on: "office:", says: "a word of the policy's language"),
        BadPolicy("  machine-room:\n", "  Machine-Room:\n", on: "Machine-Room:", says: "is no code"),
        BadPolicy(
            "  keepers:\n",
            "  a-body: {sort: body, title: A, clauses: [RP-1.1], marks: [], minimum: 1, seated-by: b-body}\n"
                + "  b-body: {sort: body, title: B, clauses: [RP-1.1], marks: [], minimum: 1, seated-by: a-body}\n  keepers:\n",
            on: "a-body:", says: "in a circle: a-body → b-body → a-body"),
        BadPolicy("  - [reviser, \"*\"]\n", "", on: "exclusive:", says: "`[reviser, \"*\"]` is missing"),
        BadPolicy("[keepers, reviewers]      #", "[keepers, keepers] #", on: "- [keepers", says: "cannot exclude itself"),
        BadPolicy("[keepers, reviewers]      #", "[machine-room, keepers] #", on: "- [machine", says: "from which it is drawn"),
        BadPolicy(
            "  - [keepers, reviewers]", "  - [reviewers, keepers]\n  - [keepers, reviewers]", on: "- [keepers", says: "this pair stands twice"),
        BadPolicy("[keepers, reviewers]      #", "[keepers] #", on: "- [keepers", says: "at least 2 must stand here"),
    ]

    @Test("P-30: groups and exclusivities", arguments: groups)
    func badGroups(_ bad: BadPolicy) throws { try check(bad) }

    static let requirements: [BadPolicy] = [
        BadPolicy("  authority/body.leave:", "  authority/body.leaves:", on: "kinds:", says: "`authority/body.leave` is missing", problems: 2),
        BadPolicy("  register/medium.retire:", "  record/medium.move:", on: "kinds:", says: "is missing", problems: 2),
        BadPolicy("{name: owner, count: 1", "{name: owner, count: 0", on: "- - {name: owner", says: "from 1 to 20"),
        BadPolicy("{name: owner, count: 1", "{name: owner, count: 21", on: "- - {name: owner", says: "not 21"),
        BadPolicy("{name: owner, count: 1", "{name: motion, count: 1", on: "- - {name: motion", says: "closing of a motion"),
        BadPolicy("{name: owner, count: 1", "{name: holder, count: 1", on: "- - {name: holder", says: "kept for the pool `holder`"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: []}", on: "- - {name: owner", says: "this list is empty"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [naemd]}", on: "- - {name: owner", says: "did you mean `named`?"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [reviser]}", on: "- - {name: owner", says: "counts in nothing"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [holder]}", on: "- - {name: owner", says: "enrols none"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [restorers]}", on: "- - {name: owner", says: "ends none"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 2, pool: [\"leader:keepers\"]}", on: "- - {name: owner", says: "unreachable"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [\"leader:council\"]}", on: "- - {name: owner", says: "a team must stand here"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [\"{team}\"]}", on: "- - {name: owner", says: "has no field `team`"),
        BadPolicy("{name: owner, count: 1, pool: [named]}", "{name: owner, count: 5, pool: [council]}", on: "- - {name: owner", says: "there can be at most 4"),
        BadPolicy("      - - {name: holder, count: 1, pool: [holder]}\n        - {name: witness, count: 2", "      - - {name: witness, count: 2", on: "- - {name: witness", says: "the slot `holder` is missing"),
        BadPolicy("{name: witness, count: 2", "{name: witness, count: 1", on: "- {name: witness", says: "needs two witnesses"),
        BadPolicy("{name: witness, count: 2", "{name: hearer, count: 2", on: "- - {name: holder", says: "the slot `witness` is missing"),
        BadPolicy("{name: witness, count: 2, pool: [office]", "{name: witness, count: 2, pool: [enrolled]", on: "- {name: witness", says: "somebody in office"),
        BadPolicy("{name: holder, count: 1", "{name: holder, count: 2", on: "- - {name: holder", says: "unreachable"),
        BadPolicy("{name: peer, count: 2", "{name: peer, count: 1", on: "- - {name: peer", says: "two peers"),
        BadPolicy("{name: peer, count: 2", "{name: peers, count: 2", on: "- - {name: peers", says: "a slot that is called `peer`"),
        BadPolicy("{name: restorer, count: 2", "{name: restorer, count: 1", on: "- - {name: restorer", says: "too low"),
        BadPolicy("    motion: {body: council, floor: 2}\n    ways: [[]]", "    ways: [[]]", on: "ways: [[]]", says: "nobody would decide", problems: 1),
        BadPolicy("motion: {body: council, floor: 2}", "motion: {body: council, floor: 1}", on: "motion:", says: "from 2 to 20"),
        BadPolicy("motion: {body: council, floor: 2}", "motion: {body: council, floor: 5}", on: "motion:", says: "5 can never say yes"),
        BadPolicy("motion: {body: council, floor: 2}", "motion: {body: keepers, floor: 2}", on: "motion:", says: "a body must stand here"),
        BadPolicy("motion: {body: council, floor: 3}\n    ways: [[]]\n  authority/edition", "motion: {body: council, floor: 2}\n    ways: [[]]\n  authority/edition", on: "motion:", says: "at least 3 votes"),
        BadPolicy("    motion: {body: council, floor: 3}\n    ways: [[]]\n  authority/edition", "    ways: [[{name: council, count: 3, pool: [council]}]]\n  authority/edition", on: "authority/policy.change", says: "`motion` is missing"),
        BadPolicy("    exclude: [named]\n    motion", "    motion", on: "authority/body.seat:", says: "`exclude: [named]` is missing"),
        BadPolicy("exclude: [named, proposer]", "exclude: [proposer, named]", on: "exclude:", says: "ascending"),
        BadPolicy("exclude: [proposer]", "exclude: [named]", on: "exclude:", says: "names no person"),
        BadPolicy("exclude: [proposer]", "exclude: [everybody]", on: "exclude:", says: "none of `named`, `proposer`"),
        BadPolicy("expires: 1 day", "expires: 10 minutes", on: "expires: 10", says: "from 3600"),
        BadPolicy("expires: 1 day", "expires: 60 weeks", on: "expires: 60", says: "to 31536000"),
        BadPolicy("propose: [named]", "propose: []", on: "propose: []", says: "this list is empty"),
        BadPolicy("ways:\n      - - {name: owner, count: 1, pool: [named]}", "ways: []", on: "ways: []", says: "this list is empty"),
        BadPolicy("      - - {name: owner, count: 1, pool: [named]}", "      - - {name: owner, count: 1, pool: [named]}\n      - - {name: owner, count: 1, pool: [named]}", on: "- - {name: owner", says: "this way stands twice"),
        BadPolicy("      - - {name: person, count: 1, pool: [named]}\n      - - {name: leader,", "      - - {name: person, count: 1, pool: [named]}\n      - - {name: person,", on: "- - {name: person, count: 1, pool: [leader", says: "one name means one pool"),
        BadPolicy("days: 30", "days: 91", on: "days: 91", says: "from 1 to 90"),
        BadPolicy("    authority/team.lead:\n      clauses: [RP-1.2a]\n      propose: [council]\n", "    authority/team.lead:\n      clauses: [RP-1.2a]\n      rpopose: [council]\n", on: "authority/team.lead", says: "`propose` is missing", problems: 2),
        BadPolicy("local: true\n    performer: [keepers]\n    observer: [reviewers]", "local: false\n    performer: [keepers]\n    observer: [reviewers]", on: "local: false", says: "signed locally, always"),
        BadPolicy("observer: [reviewers]", "observer: [reviser]", on: "observer: [reviser]", says: "counts in nothing"),
        BadPolicy("performer: [keepers]\n    observer: [reviewers]", "performer: [\"leader:keepers\"]\n    observer: [\"leader:keepers\"]", on: "record/medium.erase", says: "unreachable: `performer` and `observer`"),
        BadPolicy("  record/medium.move:", "  record/medium.mvoe:", on: "records:", says: "is missing", problems: 2),
        BadPolicy("schema: 1", "schema: 2", on: "schema: 2", says: "reads schema 1"),
    ]

    @Test("P-23, P-30: requirements and records", arguments: requirements)
    func badRequirements(_ bad: BadPolicy) throws { try check(bad) }

    static let manual = "manual/media.yaml"
    static let clauses = "clauses.yaml"
    static let others: [BadPolicy] = [
        BadPolicy("name: small", "name: smal", on: "name: smal", says: "the policy is called `small`", file: manual),
        BadPolicy("owner: keepers", "owner: keeper", on: "owner: keeper", says: "did you mean `keepers`?", file: manual),
        BadPolicy("owner: keepers", "owner: council", on: "owner: council", says: "no team `council`", file: manual),
        BadPolicy("clause: RP-2.3b", "clause: RP-2.3x", on: "clause: RP-2.3x", says: "there is no clause", file: manual),
        BadPolicy("loosens: more", "loosens: mor", on: "loosens: mor", says: "did you mean `more`?", file: manual),
        BadPolicy("choices: [purge, destroy]", "choices: [purge, purge]", on: "choices:", says: "stands twice", file: manual),
        BadPolicy("    choices: [purge, destroy]\n", "", on: "media.erasure-methods.disk", says: "exactly one of", file: manual),
        BadPolicy("choices: [purge, destroy]", "span: 10 dasy", on: "span:", says: "no length of time", file: manual),
        BadPolicy("media.erasure-methods.disk:", "media..disk:", on: "media..disk", says: "is no name of a value", file: manual),
        BadPolicy("id: RP-1.2a", "id: RP-1.1", on: "- id: RP-1.1", says: "stands twice", file: clauses),
        BadPolicy("chapter: Recovery", "chapter: Recover", on: "chapter:", says: "did you mean `Recovery`?", file: clauses),
        BadPolicy("means: [duty]", "means: [duties]", on: "means: [duties]", says: "is none of", file: clauses),
        BadPolicy("means: [duty]", "means: []", on: "means: []", says: "this list is empty", file: clauses),
        BadPolicy("act:authority/body.seat,", "act:authority/body.sit,", on: "by: [act:authority/body.sit", says: "did you mean `authority/body.seat`?", file: clauses),
        BadPolicy("register:groups]", "registry:groups]", on: "by: [registry", says: "did you mean `register`?", file: clauses),
        BadPolicy("register:groups]", "groups]", on: "by: [groups", says: "names no sort", file: clauses),
        BadPolicy("register:groups]", "register:group]", on: "by: [register:group]", says: "did you mean `groups`?", file: clauses),
        BadPolicy("finding:group-below-minimum", "finding:group-below", on: "by:", says: "there is no finding", file: clauses),
        BadPolicy("program:foureyes-server,", "program:four-eyes,", on: "by:", says: "there is no program", file: clauses),
        BadPolicy("document:docs/check-by-hand.md", "document:docs/../secret.md", on: "by:", says: "cannot stand after `document:`", file: clauses),
        BadPolicy("act:authority/policy.change", "record:record/medium.burn", on: "by:", says: "there is no record", file: clauses),
        BadPolicy("says: \"Nobody is keeper and reviewer at once.\"", "says: \"\"", on: "says:", says: "1 to 1000 bytes", file: clauses),
        BadPolicy("  - id: RP-1.1\n", "  - nothing\n  - id: RP-1.1\n", on: "- nothing", says: "an object must stand here, not a text", file: clauses),
    ]

    @Test("P-37, design 10: Manual and clauses", arguments: others)
    func badOthers(_ bad: BadPolicy) throws { try check(bad) }
}
