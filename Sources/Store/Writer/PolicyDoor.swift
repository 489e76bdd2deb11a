import Ledger
import Rules
import Synchronization

/// K-9: a change of policy compiles at the door. Whatever is let in everybody reads for ever: each page of the act, each
/// client, each replay. What does not load is told to its proposer with its first faults, and enters nowhere.
final class PolicyDoor: Sendable {
    private struct Documents: Hashable { let policy: Digest, manual: Digest, clauses: Digest }

    /// The verdicts on the last ones: the same bytes may come again and again.
    private let known = Mutex<[(documents: Documents, verdict: Malformed?)]>([])
    private static let knownMax = 8

    /// Why these documents cannot come in; nil where they load, or where it is for `decide` to say no.
    func misfit(_ incoming: Incoming, _ enclosures: EnclosureFolder) -> Malformed? {
        let statement = incoming.submission.statement
        guard statement.kind.utf8.elementsEqual(ChangePolicy.kind.utf8), statement.of == nil else { return nil }
        func digest(_ name: String) -> Digest? { statement.body[name]?.text.flatMap { Digest(hex: $0) } }
        func bytes(_ digest: Digest) -> [UInt8]? { incoming.enclosures[digest] ?? enclosures.get(digest) }
        guard let policy = digest("policy"), let manual = digest("manual"), let clauses = digest("clauses") else {
            return nil
        }
        let documents = Documents(policy: policy, manual: manual, clauses: clauses)
        if let verdict = known.withLock({ $0.first { $0.documents == documents }?.verdict }) { return verdict }
        guard let compiled = bytes(policy), let values = bytes(manual), let book = bytes(clauses),
            [compiled, values, book].allSatisfy({ $0.count <= PolicyDoor.bytesMax })
        else { return nil }
        let faults = PolicyLoader.faults(policy: compiled, manual: values, clauses: book)
        let verdict = faults.isEmpty ? nil : Malformed("K-9", PolicyDoor.words(faults))
        known.withLock { known in
            if known.count >= PolicyDoor.knownMax { known.removeFirst() }
            known.append((documents, verdict))
        }
        return verdict
    }

    /// Why this change of the Manual cannot come in: a chapter could not read what it would say.
    func misfit(_ incoming: Incoming, in authority: Authority) -> Malformed? {
        let statement = incoming.submission.statement
        guard statement.of == nil, let changes = ValueChanges(of: statement.kind, statement.body) else { return nil }
        let faults = PolicyLoader.faults(of: changes, in: authority)
        return faults.isEmpty ? nil : Malformed("K-9", PolicyDoor.words(faults))
    }

    /// What is longer `decide` refuses (K-22), and nobody reads it here.
    private static let bytesMax = 2 << 20

    private static func words(_ faults: [PolicyFault]) -> String {
        let isAll = faults.count < PolicyFaults.most
        let count = faults.count == 1 ? "1 fault" : "\(isAll ? "" : "at least ")\(faults.count) faults"
        return "this does not load, \(count): " + faults.map(\.line).joined(separator: "; ")
    }
}
