import Ledger
import Rules
import Synchronization

/// A person's own copy of a ledger, replayed: what they are shown and what they sign comes from here, never from what
/// a server says about itself.
///
/// The files are those of an export, without hash tiles. Bundles up to the kept checkpoint have had their
/// signatures checked, so a start trusts them; the root over them is compared with the checkpoint every time.
package struct Replica: Sendable {
    package let storage: any ReplicaStorage
    /// State after all entries of the copy.
    package internal(set) var state = State()
    /// Entries that change nothing (P-4): evidence.
    package var voids: [VoidEntry] { state.voids }
    /// The highest head seen, signed by the log.
    package internal(set) var checkpoint: SignedCheckpoint?
    package internal(set) var trust: Trust?
    /// The highest head of the journal.
    var journal: JournalCopy?
    var enclosures: [Digest: [UInt8]] = [:]

    private let lastBundle = LastBundle()

    static let checkpointName = "checkpoint"
    static let trustName = "trust"

    /// Loads the copy, or begins an empty one.
    package init(storage: any ReplicaStorage) throws(Failure) {
        self.storage = storage
        guard let kept = storage.read(Self.trustName) else { return }
        guard let trust = Trust(kept) else { throw damaged("its trust file is not readable") }
        self.trust = trust
        journal = storage.read(JournalCopy.name).flatMap { JournalCopy($0) }
        guard let note = storage.read(Self.checkpointName) else { return }
        try load(note)
    }

    private mutating func load(_ note: [UInt8]) throws(Failure) {
        guard let head = (try? Self.claims(note))?.head else {
            throw damaged("its checkpoint is not readable")
        }
        for path in TilePath.bundles(from: 0, to: head.size) {
            guard let bytes = storage.read(path.text), let entries = try? EntryBundle.decoded(bytes, as: path)
            else {
                throw damaged("the file \(path.text) is missing or incomplete")
            }
            let storage = storage
            for entry in entries {
                try fold(CheckedLeaf(trusting: Array(entry))) { storage.read(ExportPath.enclosure($0).text) }
            }
        }
        guard state.log.head == head, let founding = state.authority.founding,
            founding.hash == trust?.founding,
            let signed = try? Self.verified(note, by: founding)
        else { throw damaged("its entries differ from those under its checkpoint") }
        checkpoint = signed
    }

    private func damaged(_ what: String) -> Failure {
        .alarm(
            Alarm(
                .copy, "The copy \(storage.place(of: "")) is damaged: \(what)."))
    }

    // MARK: What is asked of it

    package var authority: Authority { state.authority }
    package var founding: Founding? { state.authority.founding }
    package var head: Head { state.log.head }
    /// Bytes by hash that this copy holds, for `decide`.
    package var enclosed: @Sendable (Digest) -> [UInt8]? {
        let enclosures = enclosures
        return { enclosures[$0] }
    }

    /// The bytes of the entry at a place.
    package func entry(at place: Int) -> [UInt8]? {
        guard let path = TilePath.bundle(of: place, at: head.size) else { return nil }
        let entries = lastBundle.entries(path) {
            storage.read(path.text).flatMap { try? EntryBundle.decoded($0, as: path) }
        }
        guard let entries, entries.indices.contains(place - path.leaves.lowerBound) else { return nil }
        return Array(entries[place - path.leaves.lowerBound])
    }

    /// The statement at a place, where it decodes.
    package func statement(at place: Int) -> Statement? {
        entry(at: place).flatMap { try? Entry(bytes: $0).statement }
    }

    /// The state after the first entries: for judging a refusal at its own head (P-33).
    package func state(at size: Int) -> State? {
        guard 0...head.size ~= size else { return nil }
        if size == head.size { return state }
        var past = State()
        for place in 0..<size {
            guard let bytes = entry(at: place),
                (try? past.fold(CheckedLeaf(trusting: bytes), enclosed: enclosed)) != nil
            else { return nil }
        }
        return past
    }

    /// What an unverified note says of itself.
    static func claims(_ note: [UInt8]) throws(Malformed) -> Checkpoint {
        try Checkpoint(text: try Note(bytes: note).text)
    }

    /// The checkpoint, if the founding's log key signed it.
    static func verified(_ note: [UInt8], by founding: Founding) throws(Malformed) -> SignedCheckpoint {
        try SignedCheckpoint(
            verifying: note, origin: founding.origin, keys: [try NoteKey(vkey: founding.ledgerKey)])
    }

    // MARK: Folding

    /// Folds the next leaf, with the enclosures that its kind reads.
    mutating func fold(_ leaf: CheckedLeaf, enclosure: (Digest) throws(Failure) -> [UInt8]?) throws(Failure) {
        if case .success(let recorded) = leaf.content {
            for digest in Self.reads(recorded.verified.statement) where enclosures[digest] == nil {
                guard let bytes = try enclosure(digest) else { continue }
                guard Digest.of(bytes) == digest else {
                    throw .alarm(
                        Alarm(
                            .altered,
                            "The enclosure \(digest.hex) differs from the one that entry \(head.size) names."))
                }
                enclosures[digest] = bytes
            }
        }
        do throws(Halt) { try state.fold(leaf, enclosed: enclosed) } catch { throw Self.failure(of: error) }
    }

    /// The enclosures that a rule reads (P-7); all others are fetched when somebody asks for them.
    static func reads(_ statement: Statement) -> [Digest] {
        let readsSome =
            statement.kind == "authority/founding" || Kind.named(statement.kind)?.encloses.isEmpty == false
        return readsSome ? statement.enclosures.map(\.sha256) : []
    }

    private static func failure(of halt: Halt) -> Failure {
        if halt.refusal.sort == .unknownEdition {
            return .alarm(
                Alarm(
                    .stopped, "The replay stops at entry \(halt.place): \(halt.refusal.what)"))
        }
        return .alarm(Alarm(.withheld, "The replay stops at entry \(halt.place): \(halt.refusal.what)"))
    }

    // MARK: Changing what is kept

    mutating func bind(_ trust: Trust) throws(Failure) {
        try storage.write(Self.trustName, trust.written)
        self.trust = trust
    }

    /// Forgets all entries, in memory and on disk; evidence and what was signed stay where they are.
    mutating func empty() {
        storage.remove(Self.trustName)
        storage.remove(Self.checkpointName)
        storage.remove(JournalCopy.name)
        forgetHeads()
        journal = nil
        lastBundle.forget()
        (state, checkpoint, trust, enclosures) = (State(), nil, nil, [:])
    }
}

/// The bundle that was read last: whoever walks over entries reads each file once.
private final class LastBundle: Sendable {
    private let last = Mutex<(path: TilePath, entries: [ArraySlice<UInt8>])?>(nil)

    func entries(_ path: TilePath, read: () -> [ArraySlice<UInt8>]?) -> [ArraySlice<UInt8>]? {
        if let last = last.withLock({ $0 }), last.path == path { return last.entries }
        guard let entries = read() else { return nil }
        last.withLock { $0 = (path, entries) }
        return entries
    }

    func forget() { last.withLock { $0 = nil } }
}
