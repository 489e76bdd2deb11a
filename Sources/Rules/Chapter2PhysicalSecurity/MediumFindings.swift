import Ledger

extension PhysicalSecurity {
    /// SP-2.2.3.1b: media are erased before they come into use.
    static let mediumInUseUnerased = FindingRule(
        "medium-in-use-unerased", ["SP-2.2.3.1b"], .fault, title: "Media in use without an erasure before",
        word: "not erased", answer: "Two people erase it and record that, or it goes back into a store."
    ) { seen in
        seen.world.physical.media.compactMap { medium in
            medium.uncleanUse(in: seen.world).map { move in
                Cause(
                    about: .item(medium.id.text), place: move.place, since: move.happened,
                    says: "\(medium.id.text) is in \(move.value.text) without a clean erasure before.")
            }
        }
    }
}
