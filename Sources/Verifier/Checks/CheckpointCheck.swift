import Ledger

/// The checkpoints of an export against the leaves: who signed them, and that they are one history.
struct CheckpointCheck {
    let log: ShownLog
    let kept: KeptHashes
    /// The log and its key as entry 0 names them; nil when it names none.
    let claim: LogClaim?
    /// The name of the ledger's journal, or of the journal's ledger.
    let other: String?
    private(set) var faults: [Fault] = []
    /// Checkpoints whose signature and root are good.
    private(set) var good = 0

    init(log: ShownLog, kept: KeptHashes, claim: FoundingClaim?) {
        self.log = log
        self.kept = kept
        let logs = [claim?.ledger, claim?.journal]
        self.claim = log.name == .ledger ? logs[0] : logs[1]
        other = log.name == .ledger ? logs[1]?.origin : logs[0]?.origin
    }

    /// The newest checkpoint, and every one that is kept.
    mutating func run(newest: Int) throws(FolderFailure) {
        guard let claim else {
            faults.append(
                Fault(
                    "P-54", "no founding names the log's key, so no checkpoint can be checked",
                    file: log.path(.checkpoint)))
            return
        }
        if log.listing.hasCheckpoint { try check(.checkpoint, size: newest, claim) }
        for size in log.listing.checkpoints {
            try check(.cosigned(size: size), size: size, claim)
            if size > newest {
                faults.append(
                    Fault(
                        "P-71", "the log signed \(size) entries but shows \(newest): it was rolled back",
                        file: log.path(.cosigned(size: size))))
            }
        }
    }

    /// A checkpoint that the verifier was given: the log must go on from it.
    mutating func run(known bytes: [UInt8]) {
        guard let claim else { return }
        // Of the other log: that one is asked.
        let named = (try? Note(bytes: bytes)).flatMap { try? Checkpoint(text: $0.text).origin }
        if let named, let other, named.utf8.elementsEqual(other.utf8) { return }
        do throws(Malformed) {
            let signed = try SignedCheckpoint(verifying: bytes, origin: claim.origin, keys: [claim.key])
            if let wrong = wrong(with: signed.checkpoint.head) {
                faults.append(Fault("P-71", "the checkpoint that was given: " + wrong))
            } else {
                good += 1
            }
        } catch { faults.append(Fault(error.rule, "the checkpoint that was given: " + error.what)) }
    }

    private mutating func check(_ path: LogPath, size: Int, _ claim: LogClaim) throws(FolderFailure) {
        let reading = try log.read(path)
        do throws(Malformed) {
            let signed = try SignedCheckpoint(
                verifying: try reading.bytes(), origin: claim.origin, keys: [claim.key])
            guard signed.checkpoint.head.size == size else {
                throw Malformed("P-71", "it is of \(signed.checkpoint.head.size) entries, not of \(size)")
            }
            if let wrong = wrong(with: signed.checkpoint.head) { throw Malformed("P-8", wrong) }
            good += 1
        } catch { faults.append(Fault(error.rule, error.what, file: log.path(path))) }
    }

    private func wrong(with head: Head) -> String? {
        guard head.size <= kept.size else {
            return "the log signed \(head.size) entries, but only \(kept.size) are here"
        }
        guard let root = kept.root(at: head.size) else {
            return "the root of \(head.size) entries is not known"
        }
        return root == head.root
            ? nil
            : "the log signed the root \(head.root.hex), but the first \(head.size) entries give \(root.hex): a fork, or entries were changed"
    }
}
