import Ledger

/// What a stop stops: a person, a key by its fingerprint, an act by its place (P-55).
package enum StopTarget: FieldValue {
    case person(Int), key(Digest), act(Int)

    package static let type: FieldType = {
        var type = FieldType(
            StopTarget.self, "person|key|act", takes: "a person (p17), an act (A-412) or the fingerprint of a key",
            control: .line(sample: "p17"),
            mentions: { json in
                let text = json.text ?? ""
                if let key = Digest(hex: text) { return [.key(key)] }
                return ItemID(text).map { [.item($0)] } ?? []
            })
        type.otherPrefixes = [Person.prefix]
        return type
    }()
    package init(_ json: JSON) throws(Misfit) {
        let misfit = Misfit(expected: "a person (p17), an act (A-412) or the fingerprint of a key (64 hex digits)")
        guard let text = json.text else { throw misfit }
        if let key = Digest(hex: text) {
            self = .key(key)
        } else if let id = ItemID(text), id.prefix == "A" {
            self = .act(id.number)
        } else if let id = ItemID(text), id.prefix == Person.prefix {
            self = .person(id.number)
        } else {
            throw misfit
        }
    }
    package var text: String {
        switch self {
        case .person(let number): "p\(number)"
        case .key(let fingerprint): fingerprint.hex
        case .act(let place): "A-\(place)"
        }
    }
    package var json: JSON { .string(text) }
}

/// One stop: it narrows power at once, and only people give it back (P-56).
package struct Stop: Item, Equatable {
    package static let prefix = "X", noun = "stop"
    package let number: Int
    package let born: Int
    package let target: StopTarget
    package let by: [Int]
    package let recorded: Time
    /// Set by page: it stops page signatures and sessions, and nothing that is signed on an own machine (P-55).
    package let page: Bool
    package var ended: Int?

    package var line: JSON {
        .line([
            "born": .integer(born), "by": .numbers(by), "ended": ended.map { .integer($0) },
            "page": page ? .bool(true) : nil, "recorded": .string(recorded.text), "target": target.json,
        ])
    }
}

/// Whom a stop concerns, for the pools of section G.
package struct StopSubject: Sendable {
    /// The stopped person, the key's, or for an act its proposer and whoever signed it, also who took that back: else
    /// the stopped would withdraw and give it back to themselves.
    package let people: [Int]
    /// The groups in which they sit: their leaders and their other members may stop.
    package let groups: [String]
    package let target: StopTarget
    /// Who stopped: they do not restore.
    package let stoppers: [Int]
}

extension Authority {
    package func stopSubject(_ target: StopTarget, stoppers: [Int] = []) -> StopSubject {
        var people: [Int] = []
        switch target {
        case .person(let number): people = [number]
        case .key(let fingerprint): people = key(fingerprint).map { [$0.key.person] } ?? []
        case .act(let place):
            if let act = acts[place: place] {
                people = Set(act.parties + closers(ofActAt: place)).sorted()
            } else if let thing = thingAct(place) {
                people = parties(to: thing)
            }
        }
        let groups = Set(people.flatMap { self.groups(of: $0) }).sorted()
        return StopSubject(people: people, groups: groups, target: target, stoppers: stoppers)
    }

    func leaderStanding(_ person: Int, over subject: StopSubject, at now: Time) -> Int? {
        guard !subject.people.contains(person) else { return nil }
        return subject.groups.compactMap { leadership(of: person, over: $0, at: now) }.min()
    }

    /// Who could sign an act, in a slot or in its motion: for an act these are *the list* (P-56).
    func slotStanding(_ person: Int, of place: Int, at now: Time) -> Int? {
        if let thing = thingAct(place) { return slotStanding(person, of: thing, at: place, now: now) }
        guard let act = acts[place: place], let requirement = requirement(of: act) else { return nil }
        let pools =
            requirement.ways.flatMap(\.slots).flatMap(\.pool) + (requirement.motion.map { [.group($0.body)] } ?? [])
        return standing(of: person, in: pools, for: subject(of: act), at: now)
    }

    /// Two of the list; who has no leader is stopped by two of the governing body (P-55).
    func peerStanding(_ person: Int, of subject: StopSubject, at now: Time) -> Int? {
        guard !subject.people.contains(person) else { return nil }
        if case .act(let place) = subject.target { return slotStanding(person, of: place, at: now) }
        return peerGroups(of: subject).compactMap { membership(of: person, in: $0, at: now) }.min()
    }

    /// The groups of the stopped; the governing body too where nobody leads them (P-55).
    private func peerGroups(of subject: StopSubject) -> [String] {
        let led = subject.groups.contains { group in
            roster(group)?.seats.contains { $0.leads != nil && !subject.people.contains($0.person) } == true
        }
        guard !led, let governs = policy?.governs, !subject.groups.contains(governs) else { return subject.groups }
        return subject.groups + [governs]
    }

    /// The pools in which somebody stands of which two stop together, by name: each group of the stopped, or the governing
    /// body; of an act its slots' pools as one list, and the body that votes on it (K-19).
    func peerPools(_ person: Int, of subject: StopSubject, at now: Time) -> Set<String> {
        guard case .act(let place) = subject.target else {
            return Set(peerGroups(of: subject).filter { membership(of: person, in: $0, at: now) != nil })
        }
        guard let requirement = requirement(ofActAt: place) else { return [] }
        let about =
            acts[place: place].map { self.subject(of: $0) }
            ?? Subject(proposer: 0, named: [], groups: [:], place: place)
        var pools = ["the list of A-\(place)": requirement.ways.flatMap(\.slots).flatMap(\.pool)]
        if let body = requirement.motion?.body { pools[body] = [.group(body)] }
        return Set(pools.filter { standing(of: person, in: $0.value, for: about, at: now) != nil }.keys)
    }

    /// Puts a stop into force; one by page holds page signatures and sessions only.
    mutating func stop(_ target: StopTarget, by people: [Int], page: Bool = false, at moment: Moment) {
        let index = stops.count
        stops.append(
            Stop(
                number: index + 1, born: moment.place, target: target, by: people, recorded: moment.recorded,
                page: page))
        switch target {
        case .person(let number) where page:
            if self.person(number) != nil { self.people[number - 1].pageStopped = index }
        case .key(let fingerprint) where page: if let key = key(fingerprint)?.index { keys[key].pageStopped = index }
        case .person(let number): if self.person(number) != nil { self.people[number - 1].stopped = index }
        case .key(let fingerprint): if let key = key(fingerprint)?.index { keys[key].stopped = index }
        case .act(let place): stoppedActs[place] = index
        }
    }

    /// Ends a stop: memberships and keys stand again from here (P-32).
    mutating func endStop(_ index: Int, at moment: Moment) {
        stops[index].ended = moment.place
        let page = stops[index].page
        switch stops[index].target {
        case .person(let number) where page:
            people[number - 1].pageStopped = nil
            people[number - 1].sincePage = moment.place
        case .key(let fingerprint) where page:
            guard let key = key(fingerprint)?.index else { return }
            keys[key].pageStopped = nil
            keys[key].sincePage = moment.place
        case .person(let number):
            people[number - 1].stopped = nil
            people[number - 1].since = moment.place
        case .key(let fingerprint):
            guard let key = key(fingerprint)?.index else { return }
            keys[key].stopped = nil
            keys[key].since = moment.place
        case .act(let place): stoppedActs[place] = nil
        }
    }

    /// Whether a target is stopped now, by page or on somebody's own machine.
    package func isStopped(_ target: StopTarget, byPage page: Bool = false) -> Bool {
        switch target {
        case .person(let number): (page ? person(number)?.pageStopped : person(number)?.stopped) != nil
        case .key(let fingerprint):
            (page ? key(fingerprint)?.key.pageStopped : key(fingerprint)?.key.stopped) != nil
        case .act(let place): !page && stoppedActs[place] != nil
        }
    }
}
