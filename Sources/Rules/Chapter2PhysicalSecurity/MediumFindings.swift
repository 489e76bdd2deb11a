import Ledger

extension PhysicalSecurity {
    /// SP-2.2.3.1b: media are erased before they come into use.
    static let mediumInUseUnerased = FindingRule(
        "medium-in-use-unerased", ["SP-2.2.3.1b"], .fault, title: "Media in use without an erasure before",
        word: "not erased", answer: "Two people erase it and record that, or it goes back into a store."
    ) { seen in
        seen.world.physical.media.filter { medium in
            guard medium.state == .inUse else { return false }
            return !medium.erasures.contains { erasure in
                seen.world.opensGate(erasure.place) && erasure.happened <= medium.moved.happened
            }
        }.map { medium in
            Cause(
                about: .item("M-\(medium.number)"), place: medium.moved.place, since: medium.moved.happened,
                says: "M-\(medium.number) is in \(medium.whereabouts.item.text) without a clean erasure before.")
        }
    }
}
