import Ledger

/// P-62: the state hash is over name and hash of each register that is not empty, in order of name; a register's
/// is over the hashes of its pages, a page's over its items' canonical lines.
extension World {
    package var stateHash: Digest { StateHash.of(registerHashes) }

    /// Each register's own hash by name, nil where it is empty: two states are compared by them.
    package var registerHashes: [(name: String, hash: Digest?)] {
        let own: [(name: String, hash: Digest?)] = [
            ("acts", StateHash.of(acts.table) { $0.line }),
            ("authority", authority.stateHash),
            ("notes", StateHash.of(remarks.notes) { $0.line }),
            ("questions", StateHash.of(remarks.questions) { $0.line }),
            ("records", StateHash.of(records) { $0.line }),
        ]
        let registers = Register.all.map { (name: $0.name, hash: $0.hash(self)) }
        let tables = World.chapters.flatMap { $0.tables }.map { (name: $0.name, hash: $0.hash(self)) }
        return (own + registers + tables).sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
