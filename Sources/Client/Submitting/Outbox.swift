import Ledger
import Rules

/// What this person signed and the log has not shown yet. It is kept before it is sent, so that a lost answer loses
/// nothing, and later statements name it as unheard (P-8).
package struct Outbox: Sendable {
    private let storage: any ReplicaStorage
    private static let folder = "outbox"

    package init(storage: any ReplicaStorage) { self.storage = storage }

    private func name(_ hash: Digest) -> String { "\(Self.folder)/\(hash.hex)" }

    package func put(_ request: SubmissionRequest) throws(Failure) {
        try storage.write(name(request.submission.hash), request.bytes)
    }

    package func remove(_ hash: Digest) { storage.remove(name(hash)) }

    package func place(of hash: Digest) -> String { storage.place(of: name(hash)) }

    /// Everything in it, by hash.
    package var all: [SubmissionRequest] {
        storage.names(in: Self.folder).compactMap { Digest(hex: $0) }.compactMap { hash in
            storage.read(name(hash)).flatMap { try? SubmissionRequest(bytes: $0) }
        }
    }

    /// Forgets what is in the log, and what can be there no more. A refusal is no reason: a server that refuses today can
    /// enter the same bytes tomorrow, when their signer has forgotten them (K-11).
    package func tidy(_ state: State, now: Time) {
        for request in all {
            let statement = request.submission.statement
            let stands = state.log.place(of: request.submission.hash) != nil
            // An hour's grace: another clock may still let it in.
            if stands || now > statement.until.adding(3600) { remove(request.submission.hash) }
        }
    }

    /// The hashes of a signer's statements that the log has not shown.
    package func unheard(of signer: Signer, origin: String, state: State) -> [Digest] {
        all.filter {
            $0.submission.statement.signer == signer && $0.submission.statement.origin == origin
                && state.log.place(of: $0.submission.hash) == nil
        }.map(\.submission.hash)
    }
}
