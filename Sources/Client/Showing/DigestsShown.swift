import Ledger
import Rules

/// What a digest is, by one's own replay and outbox: sixty-four hexadecimal letters say nothing to a signer, and what
/// nobody here can name is not signed (K-12).
extension Describing {
    func digest(_ digest: Digest) -> String? {
        if let key = key(digest) { return key }
        if let place = state.log.place(of: digest) { return entry(place) ?? "entry \(place)" }
        if let void = state.voids.first(where: { $0.leaf == digest }) {
            return "leaf hash of entry \(void.place), which is void"
        }
        let authority = state.authority
        if digest == authority.manual.digest { return "the Manual in force" }
        if let change = authority.manualChanges.list.first(where: { $0.made == digest }) {
            return "the Manual since entry \(change.inForce ?? change.signed)"
        }
        for part in [KnownEditions.Part.authority, .register] {
            for number in 1...Self.editionsMax where KnownEditions.digest(part, number) == digest {
                return "edition \(number) of the \(part.rawValue) rules, which this program contains"
            }
        }
        return digests(digest)
    }

    /// More than any program contains.
    private static var editionsMax: Int { 64 }
}

extension Workspace {
    /// What this copy holds beside its entries, for a statement about to be signed: its own enclosures, those that rules
    /// read, what this person has signed and the log has not shown, and leaf hashes of the entries that it names.
    func digests(for composed: UnsignedStatement) -> @Sendable (Digest) -> String? {
        var known: [Digest: String] = [:]
        for (digest, bytes) in replica.enclosures { known[digest] = "enclosed in the ledger, \(bytes.count) bytes" }
        for bytes in composed.enclosures { known[Digest.of(bytes)] = "enclosed here, \(bytes.count) bytes" }
        for request in outbox.all {
            known[request.submission.hash] = "your own \(request.submission.statement.kind), not in the log yet"
        }
        let about = composed.statement.of.flatMap { state.log.place(of: $0) }
        let bodies = [composed.statement.body] + (about.flatMap { replica.statement(at: $0)?.body }.map { [$0] } ?? [])
        for place in bodies.compactMap({ $0["entry"]?.number }) {
            guard let bytes = replica.entry(at: place) else { continue }
            known[Digest.leaf(of: bytes)] = "leaf hash of entry \(place)"
        }
        return { [known] in known[$0] }
    }
}
