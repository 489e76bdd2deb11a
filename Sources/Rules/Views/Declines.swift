import Ledger

/// A no to an act, and the entry that has its reason.
package struct Decline: Sendable {
    package let person: Int
    package let place: Int
}

extension State {
    /// Who declined an act and where, in order. `entry` reads an entry's statement; only those that decline something are read.
    package func declines(of act: ActView, statement entry: (Int) -> Statement?) -> [Decline] {
        guard !act.declined.isEmpty else { return [] }
        let verb = "\(act.part.rawValue)/act.decline"
        let end = act.end.map { $0 + 1 } ?? log.size
        return (act.place..<max(act.place, min(end, log.size))).compactMap { place in
            guard let row = log.rows.at(place), row.kind == verb, act.declined.contains(row.signer), row.hash != nil,
                let statement = entry(place), statement.of == act.hash
            else { return nil }
            return Decline(person: row.signer, place: place)
        }
    }
}

extension ActView {
    /// The entry that ended it, if one did.
    fileprivate var end: Int? { if case .ended(let end) = condition { end.place } else { nil } }
}
