import Ledger

extension Medium {
    package enum State: String, ItemState {
        case acquired, ready
        case inUse = "in use"
        case used, lost, retired
        case storedForGood = "stored for good"
        case destroyed, disposed

        package var tone: Tone {
            switch self {
            case .ready, .inUse: .good
            case .acquired, .used: .open
            case .lost: .alarm
            case .retired, .storedForGood, .destroyed, .disposed: .over
            }
        }
    }

    package func state(in world: World) -> State {
        if !disposed.opening(world).isEmpty { return .disposed }
        if !destroyed.opening(world).isEmpty { return .destroyed }
        if isLost(in: world) { return .lost }
        if retired != nil { return fate == .destroyed ? .retired : .storedForGood }
        if isErasedSinceLastUse(in: world) { return .ready }
        if isInMachine(in: world) { return .inUse }
        return uses(in: world).isEmpty ? .acquired : .used
    }

    /// Where it is, as far as anybody says.
    package func whereabouts(in world: World) -> ItemID? { place.shutting(world).last?.value.item }

    /// Where it was before a record of it, by what everybody else says.
    func whereabouts(before record: OpenRecord, in world: World) -> ItemID? {
        place.shutting(world).last { ($0.happened, $0.place) < (record.ordered, record.place) }?.value.item
    }

    /// The computers in which it may be: what anybody says now, clean or not, and what the last clean record says. So
    /// neither a claim that it went in nor one that it came out opens a gate (K-8).
    func machines(in world: World) -> [ItemID] {
        [place.shutting(world).last, place.opening(world).last].compactMap { $0?.value.item }
            .filter { $0.prefix == Computer.prefix }
    }
    package func isInMachine(in world: World) -> Bool { !machines(in: world).isEmpty }

    /// Whether a record that opens gates has it in a secure store now (K-8).
    package func isStored(in world: World) -> Bool {
        place.opening(world).last?.value.item.prefix == SecureStore.prefix && !isInMachine(in: world)
    }

    /// SP-2.2.3.2a: one in office says so, and only two who found it say otherwise (K-8).
    package func loss(in world: World) -> Happening<Loss>? {
        guard let last = losses.shutting(world).last(where: { $0.value == .lost }) else { return nil }
        return losses.opening(world).contains { $0.value != .lost && last < $0 } ? nil : last
    }
    package func isLost(in world: World) -> Bool { loss(in: world) != nil }

    /// Where somebody else had it: found, and since then neither erased nor on its way out.
    func foundUnerased(in world: World) -> Happening<Loss>? {
        guard retired == nil, !isLost(in: world), let found = losses.shutting(world).last(where: { $0.value != .lost })
        else { return nil }
        let uses = uses(in: world)
        return erasures(in: world, after: uses).contains {
            found < Happening(happened: $0.happened, place: $0.place, value: .lost)
        }
            ? nil : found
    }

    /// Destroyed or disposed of, by a record that opens gates: nothing can happen to it any more.
    package func isGone(in world: World) -> Bool {
        !destroyed.opening(world).isEmpty || !disposed.opening(world).isEmpty
    }
}
