import Dispatch
import Ledger
import Rules

/// Holds everything in the vault against the commitments in the log.
struct VaultCheck {
    let vault: Vault
    let ledger: LogFile
    let state: State

    /// Everything whose commitment it does not open, in order.
    func run() throws(StoreError) -> [ContentMismatch] {
        var found: [ContentMismatch] = []
        var last: PartReference?
        while case let parts = try vault.file.open(after: last), !parts.isEmpty {
            found += try mismatches(parts)
            last = parts.last?.reference
        }
        for reference in try vault.file.references(sealed: true) {
            // What an act erased is here no more; so whose key is gone was closed by nobody who may.
            guard let sealed = try vault.file.sealed(reference), try vault.keys.key(sealed.key) != nil else {
                if let place = state.log.place(of: reference.statement) {
                    found.append(ContentMismatch(reference: reference, place: place, .closed))
                }
                continue
            }
            found += try mismatches([(reference, try vault.opened(reference))])
        }
        return found.sorted { ($0.place, $0.reference.part) < ($1.place, $1.reference.part) }
    }

    /// Those that do not open what was signed for; parts whose statement never came into the log are none.
    private func mismatches(_ parts: [(reference: PartReference, part: OpenedPart?)]) throws(StoreError)
        -> [ContentMismatch]
    {
        let places = parts.map { state.log.place(of: $0.reference.statement) }
        let bodies = try ledger.bodies(at: places.compactMap(\.self))
        // A commitment is hashed over all of the content; each index is written by one iteration alone.
        let opens = [Bool](unsafeUninitializedCapacity: parts.count) { buffer, count in
            nonisolated(unsafe) let buffer = buffer
            DispatchQueue.concurrentPerform(iterations: parts.count) { index in
                buffer.initializeElement(
                    at: index, to: Self.opens(parts[index].part, places[index].flatMap { bodies[$0] }))
            }
            count = parts.count
        }
        return zip(parts, zip(places, opens)).compactMap { part, found in
            guard let place = found.0, !found.1 else { return nil }
            return ContentMismatch(reference: part.reference, place: place)
        }
    }

    /// Whether a part opens its commitment in the entry with these bytes. The root binds them, so that their signature
    /// needs no second look.
    private static func opens(_ part: OpenedPart?, _ body: [UInt8]?) -> Bool {
        guard let part, let body, case .success(let entry) = CheckedLeaf(trusting: body).content else { return false }
        return entry.verified.statement.opens(part: part.name, key: part.key, content: part.content)
    }
}
