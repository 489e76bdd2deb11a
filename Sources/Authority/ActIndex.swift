import HashTreeCollections
import Ledger

/// Where to find the acts of one part without looking at all of them: what may be open, what ended and in which order,
/// what was made of each kind. Worked out from the table and no state: a test rebuilds it after a random walk.
package struct ActIndex: Equatable, Sendable {
    /// Acts without an end by the day on which they expire. Nothing sweeps expired ones (P-12), so what is asked for is
    /// what expires from a day on.
    private var waiting = TreeDictionary<Int, TreeSet<Int>>()
    /// The last day on which any act expires.
    private var lastDay = 0
    /// Acts that have ended, in the order of their ends: all, and by the word of the end.
    package private(set) var ended = Table<Int>()
    private var endedBy = TreeDictionary<String, Table<Int>>()
    /// Acts by kind, in the order of their proposals.
    private var kinds = TreeDictionary<String, Table<Int>>()
    /// How many of each kind took effect.
    private var effects = TreeDictionary<String, Int>()
    /// Acts in effect that rest on a ruling, by its number, in the order of their ends.
    private var rested = TreeDictionary<Int, Table<Int>>()

    package init() {}

    package static func == (one: ActIndex, other: ActIndex) -> Bool {
        one.waiting == other.waiting && one.effects == other.effects
            && one.ended.elementsEqual(other.ended)
            && one.kinds.keys == other.kinds.keys && one.endedBy.keys == other.endedBy.keys
            && one.kinds.allSatisfy { other.kinds[$0.key]?.elementsEqual($0.value) ?? false }
            && one.rested.keys == other.rested.keys
            && one.rested.allSatisfy { other.rested[$0.key]?.elementsEqual($0.value) ?? false }
            && one.endedBy.allSatisfy { other.endedBy[$0.key]?.elementsEqual($0.value) ?? false }
    }

    private static func day(_ time: Time) -> Int { time.seconds / StatementSort.day }

    package mutating func append<S: Scope>(_ index: Int, _ act: ProposedAct<S>) {
        kinds[act.kind.name, default: Table()].append(index)
        if let end = act.end { return take(end, of: index, act) }
        let day = Self.day(act.expires)
        waiting[day, default: []].insert(index)
        lastDay = max(lastDay, day)
    }

    /// Takes note of an act's end; until then nothing else of it is indexed.
    package mutating func replace<S: Scope>(_ index: Int, _ old: ProposedAct<S>, by act: ProposedAct<S>) {
        guard old.end == nil, let end = act.end else { return }
        let day = Self.day(act.expires)
        waiting[day]?.remove(index)
        if waiting[day]?.isEmpty == true { waiting[day] = nil }
        take(end, of: index, act)
    }

    private mutating func take<S: Scope>(_ end: End, of index: Int, _ act: ProposedAct<S>) {
        ended.append(index)
        endedBy[end.word, default: Table()].append(index)
        guard case .inEffect = end else { return }
        effects[act.kind.name, default: 0] += 1
        if let ruling = act.ruling { rested[ruling, default: Table()].append(index) }
    }

    /// Acts without an end that expire at a time or later, ascending: all that can be open.
    func unexpired(at now: Time) -> [Int] {
        let first = Self.day(now)
        guard first <= lastDay else { return [] }
        return (first...lastDay).flatMap { waiting[$0].map(Array.init) ?? [] }.sorted()
    }

    /// Acts of a kind, in the order of their proposals.
    package func made(_ kind: String) -> Table<Int> { kinds[kind] ?? Table() }
    /// Acts that ended in a way, in the order of their ends.
    package func ended(_ word: String) -> Table<Int> { endedBy[word] ?? Table() }
    /// Acts in effect that rest on a ruling.
    package func resting(on ruling: Int) -> Table<Int> { rested[ruling] ?? Table() }
    /// How many of a kind took effect.
    package func inEffect(_ kind: String) -> Int { effects[kind] ?? 0 }
}

extension Scope {
    /// The acts of this part that are open at a time, oldest first.
    package func openActs(at now: Time) -> [ProposedAct<Self>] {
        acts.index.unexpired(at: now).map { acts.table[$0] }.filter { condition(of: $0, at: now) == .open }
    }
}
