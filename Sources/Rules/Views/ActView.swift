import Ledger

/// A slot as people look at it: who has signed, how many are missing, who could.
package struct SlotView: Sendable {
    package let name: String
    package let count: Int
    package let pool: String
    package let signed: [Signed]
    /// People who could still sign here, ascending; none for the holder of a new key, none once the act has ended.
    package let candidates: [Int]
    /// The slot of a key that is being enrolled: its holder signs with that key.
    package let isHolder: Bool
    package var missing: Int { max(0, count - signed.count) }
    /// The slot `motion`, which no policy names.
    package var isClosing: Bool { name == Slot.motion }
}

/// One way to meet a requirement, with what it still lacks.
package struct WayView: Sendable {
    package let slots: [SlotView]
    package let lacking: Refusal?

    /// With the slot of those who closed its motion, which opens when all else is there (P-50).
    func closed(by closing: SlotView) -> WayView {
        guard lacking == nil else { return self }
        let missing = Refusal(
            "P-50", "The motion was carried. One of the two who closed it must now sign in the slot “\(closing.name)”.",
            who: closing.candidates.map { "p\($0)" }.joined(separator: " or "))
        return WayView(slots: slots + [closing], lacking: closing.missing > 0 ? missing : nil)
    }
}

extension Scope {
    /// The slot `motion` of an act on things whose motion was carried.
    fileprivate func closing(of open: ProposedAct<Self>, by motion: Motion, isOpen: Bool, at now: Time) -> SlotView? {
        guard Self.part == .register, case .carried = motion.outcome else { return nil }
        return SlotView(
            name: Slot.motion, count: 1, pool: "one of the two who closed \(motion.name)",
            signed: open.signatures.filter { $0.slot == Slot.motion },
            candidates: !isOpen
                ? []
                : authority.closers(ofActAt: open.place).filter {
                    !open.out.contains($0) && authority.isCloser($0, of: motion, at: now)
                }.sorted(), isHolder: false)
    }
}

/// An act of either part, ready to be shown: a view, computed from state and a time given.
package struct ActView: Sendable {
    package let name: String
    package let place: Int
    package let hash: Digest
    package let kind: Kind
    package let part: Part
    package let body: JSON
    package let proposer: Int
    package let proposed: Time
    package let expires: Time
    package let condition: Condition
    package let opening: Bool
    package let named: [Int]
    package let ways: [WayView]
    /// What it needs; the groups by which its pools are worked out, by field.
    package let requirement: Requirement?
    package let groups: [String: String]
    package let motionRule: MotionRule?
    /// The ruling on which it rests.
    package let ruling: Int?
    /// The motion about it, if one is open or decided.
    package let motion: Int?
    package let conflicted: [Int]
    package let declined: [Int]
    package let signatures: [Signed]

    package var isOpen: Bool { condition == .open }
    /// All signatures of one way are there, and only its motion is waited for: no other way is asked for any more.
    package let isSigned: Bool

    init<S: Scope>(_ open: ProposedAct<S>, in scope: S, at now: Time) {
        let requirement = scope.requirement(of: open)
        let condition = scope.condition(of: open, at: now)
        (self.requirement, groups) = (requirement, open.groups)
        (name, place, hash, kind, part) = (open.name, open.place, open.hash, open.kind, S.part)
        body = open.kind.body(of: open.act)
        (proposer, proposed, expires, opening) = (open.proposer, open.proposed, open.expires, open.opening)
        (named, declined, signatures) = (open.named, open.out, open.signatures)
        self.condition = condition
        motionRule = requirement?.motion
        ruling = open.ruling
        let motion = scope.authority.motion(ofActAt: open.place)
        self.motion = motion?.place
        conflicted = scope.authority.conflicted[open.place] ?? []
        let closing = motion.flatMap { scope.closing(of: open, by: $0, isOpen: condition == .open, at: now) }
        guard condition == .open else {
            (isSigned, ways) = (false, open.waysAtEnd(by: requirement))
            return
        }
        // Where no ruling permits the act, nobody is asked to sign as if one did.
        let counts = scope.count(open, at: now).filter { !$0.way.restsOnRuling || open.ruling != nil }
        isSigned = requirement?.motion != nil && counts.contains { $0.lacking == nil && !$0.slots.isEmpty }
        let asked = isSigned ? nil : requirement
        ways = counts.map { way in
            let view = WayView(
                slots: way.slots.map { count in
                    SlotView(
                        name: count.slot.name, count: count.slot.count,
                        pool: count.slot.pool.map(\.text).joined(separator: " or "), signed: count.counted,
                        candidates: asked.map { requirement in
                            scope.candidates(for: count.slot, of: open, by: requirement, at: now).filter { person in
                                !open.signatures.contains { $0.person == person }
                            }
                        } ?? [], isHolder: count.slot.pool == [.holder])
                }, lacking: way.lacking)
            return closing.map { view.closed(by: $0) } ?? view
        }
    }

    /// The slots that this person could fill now. Who closed the motion signs for it, whatever they signed before.
    package func slots(for person: Int) -> [SlotView] {
        guard isOpen else { return [] }
        let hasSigned = signatures.contains { $0.person == person }
        var seen: Set<String> = []
        return ways.flatMap(\.slots).filter {
            $0.missing > 0 && $0.candidates.contains(person) && (!hasSigned || $0.isClosing)
                && seen.insert($0.name).inserted
        }
    }

    package var json: JSON {
        .line([
            "body": body, "condition": .string(condition.word), "expires": .string(expires.text),
            "hash": .string(hash.hex),
            "id": .string(name), "kind": .string(kind.name), "motion": motion.map { .string("B-\($0)") },
            "named": named.isEmpty ? nil : .array(named.map { .person($0) }), "opening": opening ? .bool(true) : nil,
            "proposed": .string(proposed.text), "proposer": .person(proposer), "title": .string(kind.title),
            "ways": .array(
                ways.map { way in
                    .line([
                        "lacking": way.lacking.map { .string($0.text) },
                        "slots": .array(
                            way.slots.map { slot in
                                .line([
                                    "candidates": .array(slot.candidates.map { .person($0) }),
                                    "count": .integer(slot.count),
                                    "missing": .integer(slot.missing), "name": .string(slot.name),
                                    "pool": .string(slot.pool),
                                    "signed": .array(slot.signed.map { .person($0.person) }),
                                ])
                            }),
                    ])
                }),
            "words": .string(Words.words12(hash).joined(separator: " ")),
        ])
    }
}

extension World {
    /// The act proposed at a place, of either part.
    package func actView(at place: Int, now: Time) -> ActView? {
        if let open = authority.acts[place: place] { return ActView(open, in: authority, at: now) }
        return acts[place: place].map { ActView($0, in: self, at: now) }
    }

    /// A page of the acts of both parts, newest first, before the one at a place.
    package func actViews(at now: Time, before place: Int = .max, limit: Int) -> [ActView] {
        merged(
            authority.acts.table.firstIndex { $0.place < place }, { authority.acts.table[$0].place },
            acts.table.firstIndex { $0.place < place }, { acts.table[$0].place }, limit: limit
        ).compactMap { actView(at: $0, now: now) }
    }

    /// Acts of both parts that are open, newest first.
    package func openActViews(at now: Time) -> [ActView] {
        let places = authority.openActs(at: now).map(\.place) + openActs(at: now).map(\.place)
        return places.sorted(by: >).compactMap { actView(at: $0, now: now) }
    }

    /// How many acts of both parts are open.
    package func openActCount(at now: Time) -> Int { authority.openActs(at: now).count + openActs(at: now).count }

    /// A page of the acts of both parts that ended, the last ended first, before an entry: all, or by the word of the end.
    package func endedActViews(_ word: String? = nil, at now: Time, before place: Int = .max, limit: Int) -> [ActView] {
        func ends<S: Scope>(_ part: S) -> (count: Int, end: (Int) -> Int, place: (Int) -> Int) {
            let list = word.map(part.acts.index.ended) ?? part.acts.index.ended
            func ended(_ act: Int) -> Int { part.end(of: part.acts.table[act])?.place ?? 0 }
            return (list.firstIndex { ended($0) < place }, { ended(list[$0]) }, { part.acts.table[list[$0]].place })
        }
        let (one, other) = (ends(authority), ends(self))
        return merged(one.count, one.end, other.count, other.end, limit: limit) { isOne, index in
            isOne ? one.place(index) : other.place(index)
        }.compactMap { actView(at: $0, now: now) }
    }

    /// How many acts of both parts there are, or ended in a way.
    package func actCount(_ word: String? = nil) -> Int {
        guard let word else { return authority.acts.table.count + acts.table.count }
        return authority.acts.index.ended(word).count + acts.index.ended(word).count
    }

    /// The newest acts of a kind.
    package func actViews(of kind: Kind, at now: Time, limit: Int) -> [ActView] {
        func places<S: Scope>(_ part: S) -> [Int] {
            part.acts.index.made(kind.name).newest(limit).map { part.acts.table[$0].place }
        }
        return (kind.part == .authority ? places(authority) : places(self)).compactMap { actView(at: $0, now: now) }
    }

    /// Two ascending lists, read from their ends as one, the largest key first; each index becomes what `pick` says.
    private func merged(
        _ one: Int, _ oneKey: (Int) -> Int, _ other: Int, _ otherKey: (Int) -> Int, limit: Int,
        pick: ((_ isOne: Bool, _ index: Int) -> Int)? = nil
    ) -> [Int] {
        var (one, other) = (one, other)
        var found: [Int] = []
        while found.count < limit, one > 0 || other > 0 {
            let isOne = other == 0 || one > 0 && oneKey(one - 1) > otherKey(other - 1)
            if isOne { one -= 1 } else { other -= 1 }
            let index = isOne ? one : other
            found.append(pick?(isOne, index) ?? (isOne ? oneKey(index) : otherKey(index)))
        }
        return found
    }
}

extension Kind {
    /// The body that an act was proposed with.
    package static func body<S: Scope>(of act: any Act<S>) -> JSON { write(opening: act) }
    package static func body(of record: any Record) -> JSON { write(opening: record) }
    private static func write<A: Act>(opening act: A) -> JSON { A.fields.write(act) }
    private static func write<R: Record>(opening record: R) -> JSON { R.fields.write(record) }
}
