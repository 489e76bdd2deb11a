import Ledger
import Rules

extension Workspace {
    /// Proposes the erasure of a part, named by what it is beside; a part that the line does not have is an error.
    package func erasure(of part: String, beside id: String) throws(Failure) -> Intent {
        let place: Int =
            switch try find(id) {
            case .act(let view): view.place
            case .motion(let view): view.motion.place
            case .record(let record): record.place
            case .entry(let place): place
            default: throw .usage("\(Visible.text(id)) is neither an act, a motion, a record nor an entry")
            }
        guard let statement = replica.statement(at: place) else { throw .notFound("a statement at entry \(place)") }
        guard statement.detached.contains(where: { $0.name == part }) else {
            let names = statement.detached.map(\.name).joined(separator: ", ")
            throw .notFound("a part \(Visible.text(part)) of \(id); its parts are: \(names.isEmpty ? "none" : names)")
        }
        let hash = Digest.of(statement.line())
        if let act = state.erasure(of: hash, part: part) {
            throw .refused(Refusal("P-6", "This part has already been erased by \(act).", sort: .over))
        }
        return try proposal(EraseContent.kind, ["part=\(part)", "statement=\(hash.hex)"])
    }
}
