import Ledger
import Rules

/// What stands beside a record, an act or an item: who was there, what else happened meanwhile, notes.
extension Workspace {
    /// The newest notes and records of a list; older ones are counted.
    static let besideShownMax = 50

    /// Who came and went, on which occasion it happened, and what happened on it.
    func presenceLines(_ record: OpenRecord) -> [String] {
        var lines: [String] = []
        for presence in record.presences {
            let until = presence.until.map { ", until \(TimeText.full($0, now: now))" } ?? ", present"
            let said = presence.late ? ", entered late" : ""
            lines += Layout.field(
                presence.role,
                "p\(presence.person) from \(TimeText.full(presence.from, now: now))\(until)\(said), entry \(presence.joined)"
            )
            for breach in presence.breaches {
                lines += Layout.field("BREACH", "\(breach.clause): \(Visible.text(breach.what))")
            }
        }
        if let hash = record.record.within {
            lines += Layout.field(
                "occasion",
                state.world.occasion(of: record).map { "\($0.name) \($0.kind.title)" }
                    ?? "\(hash.hex): your copy has no such record that keeps presence")
        }
        for inner in state.world.records(within: record, limit: Self.besideShownMax) {
            lines += Layout.field("within it", "\(inner.name) \(inner.kind.title), \(state.world.word(of: inner))")
        }
        for answer in state.world.verdicts(on: record.place) {
            guard let verdict = answer.verdict else { continue }
            lines += Layout.field("verdict", "\(verdict.rawValue), says p\(answer.person), entry \(answer.place)")
        }
        return lines
    }

    /// A page with the notes about what it shows, each with what its reader may open of it.
    func withNotes(_ page: Output, about: Annotation.About, _ isOffline: Bool) async throws(Failure) -> Output {
        let notes = state.world.remarks.notes(about: about)
        guard !notes.isEmpty else { return page }
        var lines = page.lines
        if notes.count > Self.besideShownMax {
            lines += Layout.field("notes", "\(notes.count - Self.besideShownMax) older notes; see foureyes log")
        }
        var json: [JSON] = []
        for note in notes.suffix(Self.besideShownMax) {
            lines += Layout.field(
                "note", "by p\(note.person), \(TimeText.full(note.recorded, now: now)), entry \(note.place)")
            var members = note.json.members ?? []
            if let statement = replica.statement(at: note.place) {
                let parts = try await parts(of: statement, hash: note.hash, isOffline: isOffline)
                for part in parts { lines += PartShown.lines(part.name, of: "the note", part.part) }
                if case .opened(let content)? = parts.first(where: { $0.name == "text" })?.part {
                    members.append(JSON.Member("text", .string(Visible.lines(content).joined(separator: "\n"))))
                }
            }
            json.append(.sorted(members))
        }
        return Output(lines, .sorted((page.json.members ?? []) + [JSON.Member("notes", .array(json))]))
    }
}
