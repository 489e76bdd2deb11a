import Ledger
import Rules
import Store
import Synchronization

/// The store behind the pages. Entries never change, so those that pages ask for again and again are kept.
package final class StoreArchive: Archive {
    private let store: LedgerStore
    /// Entries by place, bounded: names of people are read from their enrolments on almost every page.
    private let kept = Mutex<[Int: [UInt8]]>([:])
    private static let keptMax = 4096
    private let shelf = OpenedPartCache()

    package init(_ store: LedgerStore) { self.store = store }

    package func published() -> Snapshot {
        let published = store.published
        return Snapshot(
            state: published.state, voids: published.state.voids, checkpoint: published.checkpoint.note,
            sealed: published.checkpoint.head, journal: store.journal.facts,
            found: store.mismatches.map {
                $0.isClosed ? .closed($0.reference, at: $0.place) : .mismatch(of: $0.reference, at: $0.place)
            })
    }

    package func entry(at place: Int) -> [UInt8]? {
        if let bytes = kept.withLock({ $0[place] }) { return bytes }
        guard let bytes = try? store.body(at: place) else { return nil }
        kept.withLock { kept in
            if kept.count >= StoreArchive.keptMax { kept.removeAll() }
            kept[place] = bytes
        }
        return bytes
    }

    package func file(_ path: ExportPath) -> [UInt8]? { try? store.file(path) }

    package func open(_ parts: [PartReference], for reader: Int, because authority: String) -> [Opening?] {
        let erasures = store.published.state.authority.erasures.count
        let now = store.clock()
        var found = parts.map { shelf.opening($0, for: reader, at: now, erasures: erasures) }
        // Whose right ended meanwhile reads nothing that lies open from before.
        for index in found.indices where found[index] != nil && !store.mayRead(parts[index], reader: reader) {
            found[index] = nil
        }
        let wanted = parts.indices.filter { found[$0] == nil }
        let asked = wanted.map { (statement: parts[$0].statement, part: parts[$0].part) }
        // A journal that takes no line, or a disk that fails, shows nothing.
        guard !wanted.isEmpty, let opened = try? store.open(asked, for: reader, because: authority) else {
            return found
        }
        for (index, part) in zip(wanted, opened) {
            guard let part else { continue }
            let opening = Opening(name: part.name, key: part.key, content: part.content)
            shelf.keep(opening, as: parts[index], for: reader, at: now, erasures: erasures)
            found[index] = opening
        }
        return found
    }

    package func names(for reader: Int) -> [Int: String] { (try? store.names(for: reader)) ?? [:] }

    package func readings(about person: Int, before: Int?) throws -> [StoredLine] {
        try store.readings(about: person, before: before)
    }

    package func lines(_ query: JournalQuery, for reader: Int) -> ReadLines? {
        (try? store.lines(query, for: reader)).flatMap { $0 }
    }

    package func line(_ number: Int, for reader: Int) -> ProvenLine? {
        (try? store.line(number, for: reader)).flatMap { $0 }
    }

    package func stored(about person: Int) -> [StoredPart] { (try? store.stored(about: person)) ?? [] }

    package func proof(of place: Int, size: Int) -> [Digest]? {
        store.published.hashes.inclusionProof(leaf: place, size: size)
    }

    package func consistency(from old: Int, to size: Int) -> [Digest]? {
        store.published.hashes.consistencyProof(from: old, to: size)
    }

    package var stopped: String? { store.stopped }
    package var journal: Journal.Published? { store.journal.published }

    package func enter(_ offer: Offer) async -> Verdict {
        let incoming: Incoming
        do throws(Malformed) {
            incoming = try Incoming(
                checking: offer.submission,
                parts: offer.contents.map { OpenedPart(name: $0.name, key: $0.key, content: $0.content) },
                enclosures: offer.enclosures)
        } catch { return StoreArchive.unfit(error) }
        switch await store.submit(incoming) {
        case .accepted(let receipt):
            return .entered(
                Entered(
                    place: receipt.place, leaf: receipt.leaf, proof: receipt.proof,
                    checkpoint: receipt.checkpoint.note))
        case .refused(let refusal, let note): return .refused(refusal, note: note)
        case .unfit(let malformed): return StoreArchive.unfit(malformed)
        case .busy(.queue): return .busy("Too many statements wait just now.", retryAfter: 1)
        case .busy(.disk): return .diskFull
        // A store that is being closed has no fault: the next start takes the same bytes.
        case .busy(.stopped(let why)):
            return store.stopped == nil ? .busy(why, retryAfter: 5) : .stopped("The server only reads: \(why)")
        case .unknown(let why):
            return .busy(
                "It is not known whether it stands: \(why) Send the same bytes again.", retryAfter: 5)
        }
    }

    private static func unfit(_ malformed: Malformed) -> Verdict {
        .unfit(
            rule: malformed.rule, what: malformed.what,
            place: malformed.rule == "P-7"
                ? "enclosures" : malformed.rule == "P-6" ? "contents" : "submission")
    }
}
