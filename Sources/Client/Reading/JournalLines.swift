import Ledger
import Rules

/// A line of the journal as the server tells it. What is checked: that the words hash to the leaf, with the salt, and that the
/// leaf leads to the digest of a segment which a machine of this ledger signed (P-70).
struct ToldLine: Sendable {
    let number: Int
    let sort: String
    let at: Time
    /// Nil when its time was over and the words were removed.
    let line: JournalLine?
    let segment: Int?
    let json: JSON

    init?(_ json: JSON) {
        guard let number = json["number"]?.number, let sort = json["class"]?.text,
            let at = json["at"]?.text.flatMap({ Time($0) })
        else { return nil }
        (self.number, self.sort, self.at, self.json) = (number, Visible.text(sort), at, json)
        let text = json["line"]?.text
        line = text.flatMap { try? JournalLine(bytes: Array($0.utf8) + [0x0A]) }
        // Words that are no line of a journal are a server's own.
        if text != nil, line == nil { return nil }
        segment = json["segment"]?.number
    }

    var row: [String] {
        [
            "\(number)", sort, at.text, line?.person.map { "p\($0)" } ?? "",
            line.map { Visible.text(String(decoding: $0.facts.written(), as: UTF8.self)) }
                ?? "removed after its retention time",
        ]
    }

    /// Whether salt and words lead to this digest.
    func leads(to digest: Digest) -> Bool {
        guard let line, let salt = json["salt"]?.text.flatMap({ Digest(hex: $0) }),
            let index = json["index"]?.number, let size = json["size"]?.number, let list = json["proof"]?.list,
            case let path = list.compactMap({ $0.text.flatMap { Digest(hex: $0) } }), path.count == list.count
        else { return false }
        let leaf = SaltedLine(salt: salt.bytes, line: line.bytes()).leaf
        return Proof.includes(leaf, at: index, in: Head(root: digest, size: size), path: path)
    }
}

/// The journal's lines, for whom the policy lets read them; each answer is a line there itself, written first (SP-4.2.2a).
extension Workspace {
    /// The newest lines, or those below a number; of a class, of a person.
    package func journal(
        of sort: String? = nil, by person: String? = nil, below: Int? = nil, count: Int? = nil
    ) async throws(Failure) -> Output {
        if let sort, JournalLine.Sort(rawValue: sort) == nil {
            throw .usage("--class must be one of \(JournalLine.Sort.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if let person, ItemID(person)?.prefix != Person.prefix { throw .usage("--person must be an id like p17") }
        let given = [
            sort.map { "class=\($0)" }, person.map { "person=\($0)" }, below.map { "below=\($0)" },
            count.map { "count=\($0)" },
        ].compactMap { $0 }
        let reply = try await askJournal(given.isEmpty ? "" : "?" + given.joined(separator: "&"))
        let items = reply.list
        guard let items, case let lines = items.compactMap({ ToldLine($0) }), lines.count == items.count else {
            throw .unavailable("\(transport.name) sent no list of journal lines")
        }
        return Output(
            ["LINE", "CLASS", "AT", "WHO", "WHAT"], lines.map(\.row), none: "no lines", lines.map(\.json))
    }

    /// One line, held against the segment that a machine signed over it.
    package func journalLine(_ number: Int) async throws(Failure) -> Output {
        let reply = try await askJournal("/\(number)")
        guard let told = (try? JSON(enclosed: reply.body)).flatMap({ ToldLine($0) }), told.number == number else {
            throw .unavailable("\(transport.name) did not send line \(number)")
        }
        var lines = Layout.table(["LINE", "CLASS", "AT", "WHO", "WHAT"], [told.row])
        guard let place = told.segment else {
            lines.append("no segment contains it yet; ask again in a few minutes")
            return Output(lines, told.json)
        }
        guard told.line != nil else { return Output(lines, told.json) }
        let segment = try await segment(place)
        guard told.leads(to: segment.segment.digest) else {
            throw .alarm(
                Alarm(
                    .journal,
                    "Line \(number) of the journal differs from the one that segment \(place) was signed over."))
        }
        lines.append(
            "proved by segment \(place), signed by m\(segment.statement.signer.number) at \(segment.statement.claimed.text)"
        )
        return Output(lines, told.json)
    }

    /// A segment of the journal, signed by a machine of this ledger.
    private func segment(_ place: Int) async throws(Failure) -> JournalEntry {
        guard let founding = replica.founding, let key = try? NoteKey(vkey: founding.journalKey),
            let path = TilePath.bundle(of: place, at: replica.journalHead.size),
            let bytes = try await transport.fetch(.journal(.tile(path))),
            let bodies = try? EntryBundle.decoded(bytes, as: path), path.leaves.contains(place)
        else { throw .unavailable("\(transport.name) does not serve segment \(place) of the journal") }
        let body = Array(bodies[bodies.index(bodies.startIndex, offsetBy: place - path.leaves.lowerBound)])
        guard let entry = try? JournalEntry(checking: body, origin: key.name),
            state.authority.machine(key: entry.key) != nil
        else {
            throw .alarm(Alarm(.journal, "Segment \(place) of the journal is not signed by a machine of this ledger."))
        }
        return entry
    }

    private func askJournal(_ rest: String) async throws(Failure) -> Reply {
        let reply = try await atServer("GET", "/api/journal/lines\(rest)", nil)
        guard reply.status == 200 else {
            let answer = try? JSON(enclosed: reply.body)
            guard reply.status == 403 else {
                throw .notFound(answer?["missing"]?.text ?? "that in the journal (HTTP \(reply.status))")
            }
            throw .refused(
                Refusal("SP-4.2.2a", answer?["missing"]?.text ?? "You may not read the lines of the journal."))
        }
        return reply
    }
}
