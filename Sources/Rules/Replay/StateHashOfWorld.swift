import Authority
import Ledger

extension World {
    package var stateHash: Digest { StateHash.of(registerHashes) }

    /// Each register's own hash by name, nil where it is empty: two states are compared by them.
    package var registerHashes: [(name: String, hash: Digest?)] {
        [
            ("acts", StateHash.of(acts.table) { $0.line }),
            ("authority", authority.stateHash),
            ("computers", StateHash.of(physical.computers) { $0.line }),
            ("descriptions", StateHash.of(administrative.descriptions) { $0.line }),
            ("media", StateHash.of(physical.media) { $0.line }),
            ("questions", StateHash.of(remarks.questions) { $0.line }),
            ("records", StateHash.of(records) { $0.line }),
            ("stores", StateHash.of(physical.stores) { $0.line }),
        ]
    }
}
