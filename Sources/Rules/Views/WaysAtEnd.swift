import Ledger

extension ProposedAct {
    /// Who signed an act that is over, and what counted at its effect. Over is over: pools, keys and the policy are others by
    /// now, so nothing is counted again (K-17). Of a way that was met nothing is missing; the other ways are left out.
    func waysAtEnd(by requirement: Requirement?) -> [WayView] {
        func view(_ slot: Slot, _ signed: [Signed]) -> SlotView {
            SlotView(
                name: slot.name, count: slot.count, pool: slot.pool.map(\.text).joined(separator: " or "),
                signed: signed, candidates: [], isHolder: slot.pool == [.holder])
        }
        let stood = signatures.filter { signed in
            guard case .inEffect = end, !counted.isEmpty else { return true }
            return counted.contains(signed.place)
        }
        let ways = (requirement?.ways ?? []).filter { !$0.restsOnRuling || ruling != nil }.map { way in
            WayView(
                slots: way.slots.map { slot in view(slot, stood.filter { $0.slot == slot.name }) }, lacking: nil)
        }
        guard case .inEffect = end else { return ways }
        let met = ways.filter { way in way.slots.allSatisfy { $0.missing == 0 } }
        guard met.isEmpty else { return met.map { closed($0, stood) } }
        // The policy asks for something else today than when it took effect.
        var names: [String] = []
        for signed in stood where signed.slot != Slot.motion && !names.contains(signed.slot) {
            names.append(signed.slot)
        }
        let slots = names.map { name in
            let own = stood.filter { $0.slot == name }
            return SlotView(
                name: name, count: own.count, pool: "as the policy was then", signed: own, candidates: [],
                isHolder: false)
        }
        return [closed(WayView(slots: slots, lacking: nil), stood)]
    }

    /// With the signature that carried out its motion.
    private func closed(_ way: WayView, _ stood: [Signed]) -> WayView {
        let closing = stood.filter { $0.slot == Slot.motion }
        guard !closing.isEmpty else { return way }
        let slot = SlotView(
            name: Slot.motion, count: 1, pool: "one of the two who closed the motion", signed: closing, candidates: [],
            isHolder: false)
        return WayView(slots: way.slots + [slot], lacking: nil)
    }
}
