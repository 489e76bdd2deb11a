import Ledger

/// Where a medium is and what it is now. All of it is computed from the acts and records about it, so each transition is one
/// entry (SP-2.2.3.2d), where it is follows from the last of them (SP-2.2.3.1a), and what was disposed of stays in the register
/// with that state (SP-2.2.3.3c).
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
        if retirement(in: world) != nil { return fate == .destroyed ? .retired : .storedForGood }
        if isErasedSinceLastUse(in: world) { return .ready }
        if isInMachine(in: world) { return .inUse }
        return uses(in: world).isEmpty ? .acquired : .used
    }

    /// The place of the act that retired it, if that stands.
    package func retirement(in world: World) -> Int? { standing(retired, in: world) }

    /// Where it is, as far as anybody says.
    package func whereabouts(in world: World) -> ItemID? { place.shutting(world).last?.value.item }

    /// Where it was before a record of it, by what everybody else says.
    func whereabouts(before record: OpenRecord, in world: World) -> ItemID? {
        place.shutting(world).last { ($0.happened, $0.place) < (record.ordered, record.place) }?.value.item
    }

    /// The places where it may be, the latest last: where the last record that opens gates has it, and where anybody
    /// says that it went since. Of two records in breach one would else hide the other: what went into a machine alone
    /// would come out of it alone (K-8).
    func places(in world: World, before record: OpenRecord? = nil) -> [ItemID] {
        func isBefore(_ event: Happening<Place>) -> Bool {
            record.map { (event.happened, event.place) < ($0.ordered, $0.place) } ?? true
        }
        let said = place.shutting(world).filter(isBefore)
        guard let sure = place.opening(world).last(where: isBefore) else { return said.map(\.value.item).distinct }
        return said.drop { $0 < sure }.map(\.value.item).distinct
    }

    /// The computers in which it may be, or might have been before a record.
    func machines(in world: World, before record: OpenRecord? = nil) -> [ItemID] {
        places(in: world, before: record).filter { $0.prefix == Computer.prefix }
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
        guard retirement(in: world) == nil, !isLost(in: world),
            let found = losses.shutting(world).last(where: { $0.value != .lost })
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
