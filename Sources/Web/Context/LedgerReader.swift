import Ledger
import Rules
import Store
import Synchronization

/// The store as pages read it: whatever cannot be read is not there. Entries never change, so those that pages ask for again
/// and again are kept.
package final class LedgerReader: Sendable {
    private let store: LedgerStore
    /// Entries by place, bounded: names of people are read from their enrolments on almost every page.
    private let entries = Mutex<[Int: [UInt8]]>([:])
    private static let entriesMax = 4096
    private let openedParts = OpenedPartCache()
    /// What pages say of public files, so that a list of photos reads none of them twice.
    private let files = Mutex<[PartReference: FileFacts]>([:])
    /// Names that people published, and which are not public.
    private let publicNames = Mutex<[PartReference: String?]>([:])
    /// Rows of imports by the hash of their bytes, the last ones: whoever turns their pages reads them once.
    private let rows = Mutex<[EnclosedRows]>([])
    private static let rowsMax = 4

    package init(_ store: LedgerStore) { self.store = store }

    /// The newest state that is durable. Take it once per request and let it go: an old one keeps its pages alive.
    var published: Published { store.published }

    /// What the store itself found, beside what the state shows: content that is not what was signed for.
    var mismatches: [ContentMismatch] { store.mismatches }

    /// Why nothing is written any more; nil while it is.
    var stopped: String? { store.stopped }
    var journal: Journal { store.journal }
    /// How the store is, for whoever watches it.
    var health: StoreHealth { store.health }

    /// The bytes of an entry that nobody else will ask for soon.
    func unkept(at place: Int) -> [UInt8]? { try? store.body(at: place) }

    /// The bytes of an entry.
    func entry(at place: Int) -> [UInt8]? {
        if let bytes = entries.withLock({ $0[place] }) { return bytes }
        guard let bytes = try? store.body(at: place) else { return nil }
        entries.withLock { entries in
            if entries.count >= LedgerReader.entriesMax { entries.removeAll() }
            entries[place] = bytes
        }
        return bytes
    }

    /// The bytes of a file of the export's tree (P-71); nil where there is none.
    func file(_ path: ExportPath) -> [UInt8]? { try? store.file(path) }

    /// A name that everybody may read (K-3); nil where it is restricted, erased since, or not what was signed for.
    func publicName(_ part: PartReference, _ context: ViewContext) -> String? {
        let newest = store.published.state
        guard newest.erasure(of: part.statement, part: part.part) == nil,
            context.log.place(of: part.statement).map({ !newest.authority.isReversed($0) }) ?? false
        else { return nil }
        if let known = publicNames.withLock({ $0[part] }) { return known }
        guard let entry = context.log.place(of: part.statement).flatMap({ context.entry(at: $0) }) else { return nil }
        var name: String?
        if entry.statement.detached.contains(where: { $0.name == part.part && !$0.isRestricted }) {
            name = context.text(of: part.part, in: entry.statement, hash: entry.hash)
            // What could not be read just now may be there at the next look.
            if name == nil { return nil }
        }
        publicNames.withLock { names in
            if names.count >= LedgerReader.entriesMax { names.removeAll() }
            names[part] = .some(name)
        }
        return name
    }

    /// What there is to say of a public file: nil where it is not here, nil within where it is not what was signed for.
    func file(_ part: DetachedPart, of statement: Statement, hash: Digest, at context: ViewContext) -> FileFacts?? {
        let reference = PartReference(statement: hash, part: part.name)
        if let known = files.withLock({ $0[reference] }) { return .some(known) }
        guard let opened = context.opening(of: hash, part: part.name) else { return nil }
        guard statement.opens(part: part.name, key: opened.key, content: opened.content),
            let facts = FileFacts(opened.content)
        else { return .some(nil) }
        files.withLock { files in
            if files.count >= LedgerReader.entriesMax { files.removeAll() }
            files[reference] = facts
        }
        return .some(facts)
    }

    /// What an act of this kind and body enters, if it enters many things at once.
    func rows(of kind: Kind, _ body: JSON) -> EnclosedRows? {
        var known: EnclosedRows?
        let read = kind.rows(in: body) { digest in
            known = rows.withLock { $0.first { $0.digest == digest } }
            return known == nil ? file(.enclosure(digest)) : nil
        }
        if let known { return known }
        guard let read else { return nil }
        rows.withLock { rows in
            if rows.count >= LedgerReader.rowsMax { rows.removeFirst() }
            rows.append(read)
        }
        return read
    }

    /// Opens restricted parts for a reader, in their order, after the reading is in the journal; nil for a part that the
    /// reader has no right to, or that is not there, erased, or not what was signed for (P-6).
    func open(_ parts: [PartReference], for reader: Int, because authority: String) -> [OpenedPart?] {
        let erasures = store.published.state.authority.erasures.count
        let now = store.clock()
        var found = parts.map { openedParts.part($0, for: reader, at: now, erasures: erasures) }
        // Somebody whose right ended meanwhile reads nothing that was opened before.
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
            openedParts.keep(part, as: parts[index], for: reader, at: now, erasures: erasures)
            found[index] = part
        }
        return found
    }

    /// The names that a reader may read, by number, all opened together after one line in the journal (P-6); none where the
    /// journal takes no line.
    func names(for reader: Int) -> [Int: String] { (try? store.names(for: reader)) ?? [:] }

    /// What is stored about a person: that it is there, not what it says.
    func stored(about person: Int) -> [StoredPart] { (try? store.stored(about: person)) ?? [] }

    /// Who read it, newest first, from the journal; those before a line's number. Throws where it cannot be read.
    func readings(about person: Int, before: Int?) throws -> [StoredLine] {
        try store.readings(about: person, before: before)
    }

    /// Lines of the journal for somebody who may read them, after this reading is a line itself; nil for others, and where
    /// the journal cannot be read or written (SP-4.2.2a).
    func lines(_ query: JournalQuery, for reader: Int) -> ReadLines? {
        (try? store.lines(query, for: reader)).flatMap { $0 }
    }

    /// One of them with its proof; nil also where there is none.
    func line(_ number: Int, for reader: Int) -> ProvenLine? {
        (try? store.line(number, for: reader)).flatMap { $0 }
    }

    /// Asks the writer; returns when the outcome is durable.
    func submit(_ incoming: Incoming, from address: String) async -> SubmissionResult {
        await store.submit(incoming, from: address)
    }
}
