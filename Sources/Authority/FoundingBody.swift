import Ledger

/// The body of `authority/founding`, read strictly (docs/formats/founding.md).
package struct FoundingBody: Sendable {
    package let clauses: Digest, manual: Digest, policy: Digest
    package let editions: [(KnownEditions.Part, Digest)]
    package let founders: [Founding.Founder]
    package let journalKey: String, ledgerKey: String
    package let sort: Founding.Sort
    package let web: Founding.Web

    init(_ body: JSON) throws(Refusal) {
        let reader = BodyReader(body, path: "")
        try reader.only(["clauses", "editions", "founders", "logs", "manual", "policy", "sort", "web"])
        clauses = try reader.value("clauses")
        manual = try reader.value("manual")
        policy = try reader.value("policy")
        sort = try reader.value("sort")
        let editions = try reader.object("editions", ["authority", "register"])
        self.editions = [
            (.authority, try Self.edition(editions, "authority")), (.register, try Self.edition(editions, "register")),
        ]
        let logs = try reader.object("logs", ["journal", "ledger"])
        journalKey = try Self.logKey(logs, "journal")
        ledgerKey = try Self.logKey(logs, "ledger")
        let web = try reader.object("web", ["origins", "rp"])
        let origins = try web.list("origins").map(\.text)
        guard let rp = web.json["rp"]?.text, !rp.isEmpty, rp.utf8.count <= 255, !origins.contains(nil),
            (1...8).contains(origins.count)
        else { throw web.misfit("1 to 8 origins and an RP id") }
        self.web = Founding.Web(rp: rp, origins: origins.compactMap(\.self))
        var founders: [Founding.Founder] = []
        for (index, item) in try reader.list("founders").enumerated() {
            founders.append(try Self.founder(BodyReader(item, path: "founders"), number: index + 1))
        }
        guard Set(founders.map(\.key)).count == founders.count, founders.count <= 100 else {
            throw reader.misfit("founders p1, p2, …, each with a different key")
        }
        self.founders = founders
    }

    private static func edition(_ reader: BodyReader, _ name: String) throws(Refusal) -> Digest {
        let edition = try reader.object(name, ["digest", "number"])
        guard edition.json["number"]?.number == 1 else { throw edition.misfit("edition number 1 at a founding") }
        return try edition.value("digest")
    }

    private static func logKey(_ reader: BodyReader, _ name: String) throws(Refusal) -> String {
        guard let text = reader.json[name]?.text, (try? NoteKey(vkey: text)) != nil else {
            throw reader.misfit("a C2SP verifier key in “\(name)”")
        }
        return text
    }

    private static func founder(_ reader: BodyReader, number: Int) throws(Refusal) -> Founding.Founder {
        try reader.only(["key", "person", "seats"])
        let person: ID<Person> = try reader.value("person")
        guard person.number == number else { throw reader.misfit("founders p1, p2, … in order") }
        let seats = try reader.list("seats").map(\.text)
        guard !seats.isEmpty, !seats.contains(nil) else {
            throw reader.misfit("at least one seat for \(person.text), with the seats in ascending order")
        }
        let codes = seats.compactMap(\.self)
        guard zip(codes, codes.dropFirst()).allSatisfy({ $0.utf8.lexicographicallyPrecedes($1.utf8) }) else {
            throw reader.misfit("different seats in ascending order")
        }
        return Founding.Founder(person: number, key: try reader.value("key"), seats: codes)
    }
}

/// Strict access to an object inside a body that is not a plain list of fields.
struct BodyReader {
    let json: JSON
    let path: String

    init(_ json: JSON, path: String) {
        self.json = json
        self.path = path
    }

    func misfit(_ expected: String) -> Refusal {
        Refusal(
            "P-4", "The body\(path.isEmpty ? "" : " at “\(path)”") must have \(expected).", field: path,
            sort: .malformed)
    }

    /// Exactly these members, no more and no fewer.
    func only(_ names: [String]) throws(Refusal) {
        guard let members = json.members, members.map(\.key) == names else {
            throw misfit("exactly these members: " + names.joined(separator: ", "))
        }
    }

    func value<V: FieldValue>(_ name: String) throws(Refusal) -> V {
        guard let member = json[name] else { throw misfit("a member “\(name)”") }
        do throws(Misfit) { return try V(member) } catch { throw misfit("in “\(name)” \(error.expected)") }
    }

    func object(_ name: String, _ members: [String]) throws(Refusal) -> BodyReader {
        guard let member = json[name] else { throw misfit("a member “\(name)”") }
        let reader = BodyReader(member, path: name)
        try reader.only(members)
        return reader
    }

    func list(_ name: String) throws(Refusal) -> [JSON] {
        guard let list = json[name]?.list else { throw misfit("a list “\(name)”") }
        return list
    }
}
