import Ledger

/// Records within others: a record that keeps presence is the *occasion* within which later ones happen, as a visit is.
///
/// A later record names its occasion by the hash of that record's statement, in its field `within`: so a chain of
/// statements is signed at a rack before the first of them has a number. The hash is looked up when somebody asks, and
/// never judged at the record's place, because entries come in any order: until the occasion is in the log the record
/// stands as one that happened on no occasion, and it belongs to it from then on.
extension World {
    /// The record within which another says that it happened; nil while the log holds none of that hash that keeps presence.
    package func occasion(of record: OpenRecord) -> OpenRecord? {
        record.record.within.flatMap { recordIndex.occasion($0) }.map { records[$0] }
    }

    /// The records that name this one as their occasion, newest first.
    package func records(within occasion: OpenRecord, limit: Int) -> [OpenRecord] {
        occasion.kind.keepsPresence ? recordIndex.within(occasion.hash).newest(limit).map { records[$0] } : []
    }

    /// Records that name an occasion which the log does not hold, newest first.
    package var recordsAdrift: [OpenRecord] { recordIndex.adrift.sorted(by: >).map { records[$0] } }
}
