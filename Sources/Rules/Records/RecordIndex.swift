import HashTreeCollections
import Ledger

/// Where to find records without looking at all of them. Worked out from the table and no state: a test rebuilds it
/// after a random walk.
package struct RecordIndex: Equatable, Sendable {
    /// The place of each, ascending: a search through numbers alone copies no record.
    private var places = Table<Int>()
    /// Records that somebody has not signed yet, by their place in the table.
    private var claimed = TreeSet<Int>()
    /// Complete and clean, but late, and nobody has attested it.
    private var late = TreeSet<Int>()
    /// In breach, in the order in which they came to be so.
    private var inBreach = Table<Int>()
    private var kinds = TreeDictionary<String, Table<Int>>()
    private var completed = TreeDictionary<String, Int>()
    /// Records that keep presence, by the hash of their statement.
    private var occasions = TreeDictionary<Digest, Int>()
    /// Records by the hash that they name as their occasion, and those whose occasion is not there.
    private var named = TreeDictionary<Digest, Table<Int>>()
    package private(set) var adrift = TreeSet<Int>()
    /// Where each person is present by having joined; who left stands here no longer.
    private var presences = TreeDictionary<Int, [Int]>()
    package private(set) var presencesInBreach = TreeSet<Int>()

    package init() {}

    package static func == (one: RecordIndex, other: RecordIndex) -> Bool {
        one.places.elementsEqual(other.places) && one.claimed == other.claimed && one.late == other.late
            && one.completed == other.completed
            && one.inBreach.elementsEqual(other.inBreach) && one.kinds.keys == other.kinds.keys
            && one.kinds.allSatisfy { other.kinds[$0.key]?.elementsEqual($0.value) ?? false }
            && one.occasions == other.occasions && one.adrift == other.adrift && one.presences == other.presences
            && one.presencesInBreach == other.presencesInBreach && one.named.keys == other.named.keys
            && one.named.allSatisfy { other.named[$0.key]?.elementsEqual($0.value) ?? false }
    }

    /// The index of the record that was entered at a place.
    package func at(_ place: Int) -> Int? {
        let index = places.firstIndex { $0 < place }
        return places.at(index) == place ? index : nil
    }

    package mutating func append(_ index: Int, _ record: OpenRecord) {
        places.append(record.place)
        kinds[record.kind.name, default: Table()].append(index)
        claimed.insert(index)
        take(index, record)
        takeOccasion(index, record)
        takePresences(index, record)
    }

    package mutating func replace(_ index: Int, _ old: OpenRecord, by record: OpenRecord) {
        if old.complete == nil {
            take(index, record)
        } else if old.breaches.isEmpty, !record.breaches.isEmpty {
            inBreach.append(index)
        }
        if !record.waitsForAttest { late.remove(index) }
        if old.presences != record.presences { takePresences(index, record) }
    }

    private mutating func takeOccasion(_ index: Int, _ record: OpenRecord) {
        if record.kind.keepsPresence {
            occasions[record.hash] = index
            for waiting in within(record.hash) { adrift.remove(waiting) }
        }
        guard let hash = record.record.within else { return }
        named[hash, default: Table()].append(index)
        if occasions[hash] == nil { adrift.insert(index) }
    }

    private mutating func takePresences(_ index: Int, _ record: OpenRecord) {
        for person in record.presences.map(\.person).distinct {
            let others = occasions(of: person).filter { $0 != index }
            // Whom the record itself names is there because it says so, and joined nothing.
            let isThere = record.presences(of: person).contains { $0.isOpen && $0.joined != record.place }
            let all = isThere ? (others + [index]).sorted() : others
            presences[person] = all.isEmpty ? nil : all
        }
        if record.presences.contains(where: { !$0.breaches.isEmpty }) { presencesInBreach.insert(index) }
    }

    /// The record with this hash that keeps presence.
    func occasion(_ hash: Digest) -> Int? { occasions[hash] }
    func within(_ hash: Digest) -> Table<Int> { named[hash] ?? Table() }

    /// The records in which a person is present by having joined, ascending.
    package func occasions(of person: Int) -> [Int] { presences[person] ?? [] }

    /// Who is present in more than one record at once.
    var presentTwice: [(person: Int, records: [Int])] {
        presences.filter { $0.value.count > 1 }.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private mutating func take(_ index: Int, _ record: OpenRecord) {
        guard record.complete != nil else { return }
        claimed.remove(index)
        completed[record.kind.name, default: 0] += 1
        if !record.breaches.isEmpty { inBreach.append(index) }
        if record.waitsForAttest { late.insert(index) }
    }

    /// How many records of a kind are complete.
    package func complete(_ kind: String) -> Int { completed[kind] ?? 0 }

    /// The records in a condition, newest first; nil for what is not a condition that is indexed.
    func indexes(_ word: String) -> [Int]? {
        switch word {
        case "claimed": claimed.sorted(by: >)
        case "late": late.sorted(by: >)
        case "in breach": inBreach.newest
        default: nil
        }
    }

    func made(_ kind: String) -> Table<Int> { kinds[kind] ?? Table() }
    package func count(_ word: String) -> Int? {
        switch word {
        case "claimed": claimed.count
        case "late": late.count
        case "in breach": inBreach.count
        default: nil
        }
    }
}

extension Table {
    /// Its items, the last one first.
    package var newest: [Item] { stride(from: count - 1, through: 0, by: -1).map { self[$0] } }

    /// The last items, the last one first.
    package func newest(_ limit: Int) -> [Item] {
        stride(from: count - 1, through: Swift.max(0, count - limit), by: -1).map { self[$0] }
    }
}

extension World {
    /// Records that wait for a signature, newest first.
    package var claimedRecords: [OpenRecord] { found("claimed") }
    /// Records that wait for somebody to attest them, newest first.
    package var lateRecords: [OpenRecord] { found("late") }
    /// Records in breach, the last completed first.
    package var recordsInBreach: [OpenRecord] { found("in breach") }

    private func found(_ word: String) -> [OpenRecord] { (recordIndex.indexes(word) ?? []).map { records[$0] } }

    /// The newest records of a kind.
    package func records(of kind: String, limit: Int) -> [OpenRecord] {
        recordIndex.made(kind).newest(limit).map { records[$0] }
    }

    /// A page of records, newest first, before the one at a place: of all, or of those in a condition.
    package func records(_ word: String? = nil, before place: Int = .max, limit: Int) -> [OpenRecord] {
        let denied = deniedRecords
        if let word, denied.contains(where: { self.word(of: $0) == word }) {
            return Array(denied.lazy.filter { $0.place < place && self.word(of: $0) == word }.prefix(limit))
        }
        if let word, let indexes = recordIndex.indexes(word) {
            let gone = Set(denied.map(\.place))
            return Array(
                indexes.lazy.map { records[$0] }.filter { $0.place < place && !gone.contains($0.place) }.prefix(limit))
        }
        var page: [OpenRecord] = []
        var index = records.firstIndex { $0.place < place }
        while index > 0, page.count < limit {
            index -= 1
            let record = records[index]
            if word == nil || self.word(of: record) == word { page.append(record) }
        }
        return page
    }

    /// What has become of a record: *reversed* or *answered false* wherever two others said that it does not stand
    /// (K-8, K-15).
    package func word(of record: OpenRecord) -> String {
        if authority.isReversed(record.place) { return "reversed" }
        return isAnsweredFalse(record.place) ? "answered false" : record.word
    }

    /// Records that two others reversed or answered false, newest first.
    private var deniedRecords: [OpenRecord] {
        let reversed = authority.disownedAnswers.filter { $0.answer == .reversed }.map(\.entry)
        return Set(reversed + remarks.doubted).sorted(by: >).filter(isDenied)
            .compactMap { recordIndex(at: $0).map { records[$0] } }
    }

    /// How many records are in a condition; what was reversed or answered false is in that one alone.
    package func recordCount(_ word: String) -> Int {
        let denied = deniedRecords
        if ["reversed", "answered false"].contains(word) { return denied.count { self.word(of: $0) == word } }
        let indexed =
            recordIndex.count(word)
            ?? records.count - ["claimed", "late", "in breach"].reduce(0) { $0 + (recordIndex.count($1) ?? 0) }
        return indexed - denied.count { $0.word == word }
    }
}
