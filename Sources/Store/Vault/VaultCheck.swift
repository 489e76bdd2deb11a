import Ledger
import Rules

/// Holds everything in the vault against the commitments in the log.
struct VaultCheck {
    let vault: Vault
    let ledger: LedgerFile
    let state: State

    /// Everything whose commitment it does not open, in order.
    func run() throws(StoreError) -> [ContentMismatch] {
        var found: [ContentMismatch] = []
        for reference in try vault.file.references(sealed: false) {
            if let mismatch = try check(reference, try vault.file.part(of: reference.statement, name: reference.part)) {
                found.append(mismatch)
            }
        }
        for reference in try vault.file.references(sealed: true) {
            // What an act erased is here no more; so whose key is gone was closed by nobody who may.
            guard let sealed = try vault.file.sealed(reference), try vault.keys.key(sealed.key) != nil else {
                if let place = state.log.place(of: reference.statement) {
                    found.append(ContentMismatch(reference: reference, place: place, isClosed: true))
                }
                continue
            }
            if let mismatch = try check(reference, try vault.opened(reference)) { found.append(mismatch) }
        }
        return found.sorted { ($0.place, $0.reference.part) < ($1.place, $1.reference.part) }
    }

    /// nil where the part opens what was signed for, or its statement never came into the log.
    private func check(_ reference: PartReference, _ part: OpenedPart?) throws(StoreError) -> ContentMismatch? {
        guard let place = state.log.place(of: reference.statement) else { return nil }
        let body = try ledger.bodies(place..<place + 1).first
        if let part, let statement = body.flatMap({ try? Entry(bytes: $0) })?.statement,
            statement.opens(part: reference.part, key: part.key, content: part.content)
        {
            return nil
        }
        return ContentMismatch(reference: reference, place: place)
    }
}
