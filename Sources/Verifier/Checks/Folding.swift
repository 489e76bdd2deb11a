import Ledger
import Rules

/// The one who takes checked leaves in their order and folds them: all that a replay finds, and no input or output
/// but the enclosures that a rule reads.
struct Folding: Sendable {
    private(set) var state = State()
    /// Hashes of all leaves, those behind a halt too: for roots and tiles.
    private(set) var kept = KeptHashes()
    private(set) var faults = Faults()
    private(set) var findings = Findings()
    /// What counting statements enclose, with length and place; other statements' for the question what is strange.
    private(set) var enclosed: [Digest: [Listed]] = [:]
    /// The files under `public/` that belong to a statement.
    private(set) var partFiles: Set<ExportListing.Part> = []
    /// Bundles in which nothing was wrong.
    private(set) var goodBundles = 0
    /// Why the replay could not go on, if so.
    private(set) var halt: Halt?
    /// What entry 0 says of log and key, whether or not it founds anything.
    private(set) var claim: FoundingClaim?
    /// The heads of the journal that signers name, with whose statements do, and where.
    private(set) var journalHeads: [Head: [(signer: Signer, place: Int)]] = [:]
    /// Whether some bundle is lost so that nothing behind it could be placed.
    private(set) var endsInHole = false

    /// A statement that names an enclosure.
    struct Listed: Sendable {
        let entry: Int
        let length: Int
        let counts: Bool
    }

    private let now: Time
    private let bytes: @Sendable (Digest) -> [UInt8]?

    init(now: Time, bytes: @escaping @Sendable (Digest) -> [UInt8]?) {
        self.now = now
        self.bytes = bytes
    }

    mutating func take(_ chunk: CheckedChunk) {
        faults.add(chunk.faults)
        for item in chunk.items { take(item) }
        goodBundles += chunk.goodBundles
        endsInHole = chunk.endsInHole
    }

    /// What signers missed and the log never took; asked when all entries are folded.
    func missing() -> [UnheardStatement] { findings.unheard.filter { state.log.place(of: $0.hash) == nil } }

    private mutating func take(_ item: CheckedChunk.Item) {
        let place = kept.size
        kept.append(item.leaf.leafHash)
        if place == 0 { claim = FoundingClaim(item.leaf) }
        guard halt == nil else {
            note(item, at: place, counts: false, standing: false)
            return
        }
        var judgement = Judgement.counts
        do throws(Halt) {
            judgement = try state.fold(item.leaf, enclosed: bytes)
        } catch {
            halt = error
            faults.add(
                Fault(error.refusal.clause, "the replay stops here: " + error.refusal.what, entry: place))
            note(item, at: place, counts: true, standing: true)
            return
        }
        switch judgement {
        case .counts: note(item, at: place, counts: true, standing: true)
        case .void where item.isLost: findings.lost.insert(place)
        case .void(_, let standing):
            note(item, at: place, counts: false, standing: standing)
        }
    }

    private mutating func note(_ item: CheckedChunk.Item, at place: Int, counts: Bool, standing: Bool) {
        guard case .success(let entry) = item.leaf.content else { return }
        let statement = entry.verified.statement
        for enclosure in statement.enclosures {
            enclosed[enclosure.sha256, default: []].append(
                Listed(entry: place, length: enclosure.length, counts: counts))
        }
        partFiles.formUnion(item.parts.files)
        faults.add(item.parts.faults)
        if standing, entry.recorded.since(now) > VerificationOptions.aheadMax {
            findings.ahead.append(AheadEntry(place: place, recorded: entry.recorded))
        }
        guard counts else { return }
        findings.kinds[statement.kind, default: 0] += 1
        findings.add(item.parts)
        if statement.journal != .empty {
            journalHeads[statement.journal, default: []].append((statement.signer, place))
        }
        for hash in statement.unheard { findings.unheard.append(UnheardStatement(entry: place, hash: hash)) }
    }
}

/// A log's name, and the key under which its checkpoints stand.
struct LogClaim: Sendable {
    let origin: String
    let key: NoteKey
}

/// The logs' names and keys as entry 0 has them: checkpoints are checked by them even where the replay stops at once
/// for want of the policy. An entry 0 that founds nothing is a fault of its own.
struct FoundingClaim: Sendable {
    let ledger: LogClaim
    /// The journal's name is that of its key; nil when the founding names none that can be read.
    let journal: LogClaim?

    init?(_ leaf: CheckedLeaf) {
        guard case .success(let entry) = leaf.content else { return nil }
        let statement = entry.verified.statement
        guard statement.kind.utf8.elementsEqual("authority/founding".utf8),
            let text = statement.body["logs"]?["ledger"]?.text, let key = try? NoteKey(vkey: text)
        else { return nil }
        ledger = LogClaim(origin: statement.origin, key: key)
        journal = statement.body["logs"]?["journal"]?.text.flatMap { try? NoteKey(vkey: $0) }
            .map { LogClaim(origin: $0.name, key: $0) }
    }
}
