// Goal: the readers of the compiled form refuse by themselves: what a founding encloses never came through
// our YAML.
// Method: each case sets or takes away one value of the compiled `policy/small` and names the path and words
// of the fault.

import Ledger
import PolicyFiles
import Rules
import Testing

/// A change of one value of a compiled document.
struct BadCompiled: Sendable, CustomTestStringConvertible {
    let document: PolicyFault.Document
    /// Path to what changes, parts separated by spaces.
    let path: String
    /// nil takes the value away.
    let put: JSON?
    /// Path of the fault; the changed one where nil.
    let at: String?
    let says: String

    init(_ document: PolicyFault.Document, _ path: String, _ put: JSON?, at: String? = nil, _ says: String) {
        self.document = document
        self.path = path
        self.put = put
        self.at = at
        self.says = says
    }

    var testDescription: String { path + ": " + says }
}

extension JSON {
    /// The same with the value at a path set, or taken away.
    func setting(_ path: [String], _ value: JSON?) -> JSON {
        guard let key = path.first else { return value ?? self }
        let rest = Array(path.dropFirst())
        switch self {
        case .object(var members):
            let old = members.first { $0.key == key }?.value
            members.removeAll { $0.key == key }
            let new = rest.isEmpty ? value : (old ?? .object([])).setting(rest, value)
            if let new { members.append(Member(key, new)) }
            return .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        case .array(var list):
            guard let place = Int(key), place <= list.count else { return self }
            if place == list.count {
                if let value { list.append(value) }
            } else if rest.isEmpty {
                if let value { list[place] = value } else { list.remove(at: place) }
            } else {
                list[place] = list[place].setting(rest, value)
            }
            return .array(list)
        default: return self
        }
    }
}

/// The faults of the compiled `policy/small` after a change.
private func faults(_ document: PolicyFault.Document, _ path: String, _ put: JSON?) throws -> [PolicyFault] {
    let compiled = try PolicyFolder.load(PolicyPlaces.folder("small"), kinds: kindTable)
    let bytes = [
        PolicyFault.Document.policy: compiled.policy, .manual: compiled.manual, .clauses: compiled.clauses,
    ]
    func json(_ which: PolicyFault.Document) throws -> JSON {
        let json = try JSON(enclosed: bytes[which] ?? [])
        guard which == document else { return json }
        return json.setting(path.split(separator: " ").map(String.init), put)
    }
    do {
        let policy = try json(.policy)
        _ = try PolicySet(
            policy: policy, digest: Digest.of(policy.written()), manual: try json(.manual),
            clauses: try json(.clauses), kinds: kindTable)
        return []
    } catch let error as PolicyFaults {
        return error.list
    }
}

@Suite struct BadCompiledTests {
    static let retire = "kinds register/medium.retire"
    static let cases: [BadCompiled] = [
        BadCompiled(.policy, "schema", .integer(2), "reads schema 1"),
        BadCompiled(.manual, "name", .string("smal"), "the policy is called `small`"),
        BadCompiled(.policy, "schema", nil, at: "", "`schema` is missing"),
        BadCompiled(.policy, "extra", .bool(true), "unknown key `extra`"),
        BadCompiled(.policy, "name", .integer(3), "this must be a text, not a number"),
        BadCompiled(.policy, "name", .string("Small"), "is not a valid code"),
        BadCompiled(.policy, "groups", .array([]), "this must be an object, not a list"),
        BadCompiled(.policy, "groups keepers minimum", .bool(true), "not true or false"),
        BadCompiled(.policy, "groups keepers minimum", .integer(0), "from 1 to 1000"),
        BadCompiled(.policy, "groups keepers title", .string("Kee\npers"), "line break"),
        BadCompiled(.policy, "groups keepers title", .string("Kee\u{202e}pers"), "an invisible character"),
        BadCompiled(.policy, "groups keepers title", .string(""), "1 to 80 bytes"),
        BadCompiled(.policy, "groups keepers seated-by", .string("kéepers"), "there is no group"),
        BadCompiled(
            .policy, "groups machine-room eligible", .array([.string("council")]),
            at: "groups machine-room eligible 0", "must be a group of sort team"),
        BadCompiled(
            .policy, "groups machine-room manager", nil, at: "groups machine-room", "`manager` is missing"),
        BadCompiled(
            .policy, "exclusive 2", .array([.string("keepers"), .string("nobody")]), at: "exclusive 2 1",
            "no group `nobody`"),
        BadCompiled(.policy, "kinds authority/motion.open", .object([]), "there is no act called"),
        BadCompiled(.policy, "kinds record/medium.move", .object([]), "is a record"),
        BadCompiled(.policy, "records register/medium.retire", .object([]), "is an act"),
        BadCompiled(.policy, "kinds authority/stop.end", nil, "is missing"),
        BadCompiled(.policy, "records record/medium.erase", nil, "is missing"),
        BadCompiled(.policy, retire + " ruling", .bool(true), "unknown key `ruling`"),
        BadCompiled(.policy, retire + " ways", .array([]), "this list is empty"),
        BadCompiled(.policy, retire + " ways", .array(Array(repeating: .array([]), count: 5)), "at most 4"),
        BadCompiled(.policy, retire + " ways 0", .array([]), "nobody would decide"),
        BadCompiled(.policy, retire + " ways 0 0 count", .integer(0), "from 1 to 20"),
        BadCompiled(.policy, retire + " ways 0 0 count", .string("1"), "not a text"),
        BadCompiled(.policy, retire + " ways 0 1 name", .string("keeper"), "already has a slot `keeper`"),
        BadCompiled(.policy, retire + " ways 0 0 name", .string("Keeper"), "is not a valid code"),
        BadCompiled(.policy, retire + " ways 0 0 pool 0", .string("leader:{list}"), "has no field `list`"),
        BadCompiled(.policy, retire + " ways 0 0 pool 0", .string("leader:"), "there is no group ``"),
        BadCompiled(.policy, retire + " ways 0 0 pool 0", .string("{"), "there is no group or pool `{`"),
        BadCompiled(.policy, retire + " ways 0 0 pool 0", .string("leader:{"), "there is no group `{`"),
        BadCompiled(
            .policy, retire + " exclude", .array([.string("proposer"), .string("proposer")]), "ascending"),
        BadCompiled(.policy, retire + " expires", .integer(3599), "from 3600"),
        BadCompiled(.policy, retire + " expires", .integer(31_536_001), "from 3600"),
        BadCompiled(.policy, retire + " motion", .string("council"), "this must be an object"),
        BadCompiled(.policy, retire + " clauses 0", .string("RP-9.9"), "there is no clause"),
        BadCompiled(
            .policy, "kinds authority/list.add exclude", .array([.string("proposer")]),
            at: "kinds authority/list.add", "`exclude: [named]` is missing"),
        BadCompiled(
            .policy, "kinds authority/key.enrol exclude", .array([.string("named")]),
            "holds the key and must sign"),
        BadCompiled(.policy, "kinds authority/policy.change motion floor", .integer(2), "at least 3 votes"),
        BadCompiled(
            .policy, "kinds authority/edition.adopt motion", nil, at: "kinds authority/edition.adopt",
            "`motion` is missing"),
        BadCompiled(.policy, "opening days", .integer(0), "from 1 to 90"),
        BadCompiled(.policy, "opening kinds authority/team.lead motion floor", .integer(1), "from 2 to 20"),
        BadCompiled(
            .policy, "records record/medium.erase local", .integer(1), "this must be true or false"),
        BadCompiled(.policy, "records record/medium.erase roles observer", .array([]), "this list is empty"),
        BadCompiled(
            .manual, "values computer.label.sides number", .integer(3),
            at: "values computer.label.sides", "exactly one of"),
        BadCompiled(.manual, "values computer.label.sides choices", .array([]), "this list is empty"),
        BadCompiled(.manual, "values computer.label.sides loosens", .string("up"), "is not one of"),
        BadCompiled(.manual, "values computer.label.sides owner", .string("machine-room"), "no team"),
        BadCompiled(.clauses, "clauses 0 id", .string("RP-1."), "is not a valid clause id"),
        BadCompiled(.clauses, "clauses 0 id", .string("RP-01.1"), "is not a valid clause id"),
        BadCompiled(.clauses, "clauses 0 parts", .array([]), "this list is empty"),
        BadCompiled(.clauses, "clauses 0 parts 0 by 0", .string("act:nothing"), "cannot follow `act:`"),
        BadCompiled(
            .clauses, "clauses 0 parts 0 by 0", .string("document:/etc/passwd"),
            "cannot follow `document:`"),
        BadCompiled(
            .clauses, "clauses 0 says", .string(String(repeating: "x", count: 1001)), "1 to 1000 bytes"),
    ]

    @Test("P-30: a compiled document is refused with the path of its fault", arguments: cases)
    func bad(_ bad: BadCompiled) throws {
        let found = try faults(bad.document, bad.path, bad.put)
        let path = (bad.at ?? bad.path).split(separator: " ").map(String.init)
        let hit = found.contains {
            $0.document == bad.document && $0.path == path && $0.what.contains(bad.says)
        }
        #expect(hit, "\(found)")
    }

    @Test("All faults are told, in all three documents at once")
    func allAtOnce() throws {
        let json = JSON.object([])
        do {
            _ = try PolicySet(policy: json, digest: .ofNothing, manual: json, clauses: json, kinds: kindTable)
            Issue.record("three empty documents were taken")
        } catch {
            #expect(error.list.count == 7 + 3 + 2)
            #expect(Set(error.list.map(\.document)) == Set(PolicyFault.Document.allCases))
        }
    }

    /// Whatever single value is put in the place of any other, the reader answers; a trap would stop every
    /// replay that meets a change of policy.
    @Test("P-5: no value anywhere in a compiled policy makes the reader trap")
    func neverTraps() throws {
        let compiled = try PolicyFolder.load(PolicyPlaces.folder("small"), kinds: kindTable)
        let top = try JSON(enclosed: compiled.policy)
        let values: [JSON?] = [
            nil, .integer(0), .integer(JSON.largestInteger), .bool(true), .string(""), .string("*"),
            .string("{}"),
            .string("leader:{}"), .string("named"), .array([]), .array([.array([])]), .object([]),
        ]
        var refused = 0
        // Three of the values at each place, others at the next one: all of them everywhere takes long in debug.
        for (index, path) in paths(of: top).enumerated() {
            for value in (0..<3).map({ values[(index * 5 + $0 * 4) % values.count] }) {
                do {
                    _ = try Policy(compiled: top.setting(path, value), digest: .ofNothing, kinds: kindTable)
                } catch {
                    #expect(!error.list.isEmpty)
                    refused += 1
                }
            }
        }
        #expect(refused > 500)
    }

    private func paths(of json: JSON) -> [[String]] {
        switch json {
        case .object(let members):
            members.flatMap { member in [[member.key]] + paths(of: member.value).map { [member.key] + $0 } }
        case .array(let list):
            list.enumerated().flatMap { place, value in
                [[String(place)]] + paths(of: value).map { [String(place)] + $0 }
            }
        default: []
        }
    }
}
