import Ledger

/// SP-2.2.3.1b, SP-2.2.3.2b: when a medium was in use, and whether it was erased before.
///
/// A use begins when it goes into a computer. A clean erasure ends it, in the machine or out of it: staying there and
/// being taken out afterwards are no use. Whoever could write on a medium while it was lost, or where it was found, used
/// it too.
extension Medium {
    struct Use: Comparable {
        let happened: Time
        let place: Int
        /// The system that it was used in; nil: it was lost, or found.
        let system: ItemID?

        static func < (one: Use, other: Use) -> Bool { (one.happened, one.place) < (other.happened, other.place) }
        func isBefore<Value>(_ event: Happening<Value>) -> Bool {
            (happened, place) < (event.happened, event.place)
        }
    }

    /// Every use that was not reversed: clean or not, confirmed or only claimed, it shuts gates (K-8). A medium that came
    /// out of a computer was in use there, though nobody has entered yet that it went in.
    func uses(in world: World, before record: OpenRecord? = nil) -> [Use] {
        return
            (comings(in: world).map { Use(happened: $0.happened, place: $0.place, system: id) }
            + used.shutting(world).map { Use(happened: $0.happened, place: $0.place, system: $0.value.item) }
            + losses.shutting(world).map { Use(happened: $0.happened, place: $0.place, system: nil) }).filter { use in
                record.map { (use.happened, use.place) < ($0.ordered, $0.place) } ?? true
            }.sorted()
    }

    /// The removals before which nobody had said that it went into a machine, or a clean record had it out of it.
    private func comings(in world: World) -> [Happening<Place>] {
        var mayBeInMachine = false
        return place.shutting(world).filter { event in
            let isRemoval =
                world.recordIndex(at: event.place).map { world.records[$0].record is RemoveMedium } ?? false
            defer {
                if event.value.item.prefix == Computer.prefix {
                    mayBeInMachine = true
                } else if mayBeInMachine, world.opensGate(event.source) {
                    mayBeInMachine = false
                }
            }
            return isRemoval && !mayBeInMachine
        }
    }

    /// The erasures that open gates. Which methods count depends on whether the medium was used: one that was judged
    /// before an earlier use was on record counts only if the Manual admits it for used media too.
    func erasures(in world: World, after uses: [Use]) -> [Happening<Erasure>] {
        erased.opening(world).filter { erasure in
            guard erasure.value.sort == given.sort, let record = world.recordIndex(at: erasure.place),
                let judged = world.records[record].complete
            else { return false }
            return uses.allSatisfy { !$0.isBefore(erasure) || $0.place < judged }
                || world.methods(of: given.sort)?.used.values.contains(erasure.value.method) == true
        }
    }

    /// Whether a record that opens gates says that it was erased after its last use, or ever.
    package func isErasedSinceLastUse(in world: World) -> Bool {
        let uses = uses(in: world)
        return erasures(in: world, after: uses).contains { uses.last?.isBefore($0) ?? true }
    }

    /// Whether a record that opens gates says that it could not be read after its last use.
    package func isUnreadable(in world: World) -> Bool {
        let last = uses(in: world).last
        return unreadable.opening(world).contains { last?.isBefore($0) ?? true }
    }

    /// The uses that no erasure went before. A medium that holds what its own system wrote (a backup, a transfer) may go
    /// back into that system to be read.
    func uncleanUses(in world: World) -> [Use] {
        guard given.sort.isErasable else { return [] }
        let uses = uses(in: world)
        let erasures = erasures(in: world, after: uses)
        var unclean: [Use] = []
        var (last, wasClean) = (Use?.none, false)
        for use in uses {
            let isErased = erasures.contains {
                ($0.happened, $0.place) < (use.happened, .max) && last?.isBefore($0) ?? true
            }
            let goesBack = wasClean && given.purpose != .system && use.system != nil && use.system == last?.system
            wasClean = isErased || goesBack
            if !wasClean, use.system != nil { unclean.append(use) }
            last = use
        }
        return unclean
    }

    /// The use in a machine that goes on now, if no clean erasure lies before it. What was said to be lost since does not
    /// change how it came there: else one report of a loss would silence the finding and let the machine serve.
    package func uncleanUse(in world: World) -> (place: Int, happened: Time)? {
        let uses = uses(in: world)
        guard retirement(in: world) == nil, isInMachine(in: world), let last = uses.last(where: { $0.system != nil }),
            !erasures(in: world, after: uses).contains(where: { last.isBefore($0) }),
            uncleanUses(in: world).last == last
        else { return nil }
        return (last.place, last.happened)
    }

    /// SP-2.2.3.3: whether critical data was ever on it: it was in a computer that was then of no system, or of any that
    /// is not noted as non-critical. It stays so for ever, because the class of a system never changes.
    package func isExposed(in world: World, before record: OpenRecord? = nil) -> Bool {
        uses(in: world, before: record).contains { use in
            use.system.map { world.references.isCritical($0) } ?? false
        }
    }
}
