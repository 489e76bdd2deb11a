import Ledger

extension AuthorityRules {
    /// SP-9.1.7a, SM-2.4.3: a seat that is only suspended waits for whoever ends or renews it (P-57).
    static let seatSuspended = FindingRule(
        "seat-suspended", ["SP-9.1.7a", "SM-2.4.3"], .due, title: "Suspended seats", word: "suspended",
        answer: "The body that filled the seat ends or renews it by a motion (P-57)."
    ) { seen in
        seen.groups.flatMap { group, roster, _ in
            roster.seats.compactMap { seat in
                seat.suspended.map { place in
                    Cause(
                        // One entry may suspend a person's seats in several groups, and each is a finding.
                        about: .group(group.code), place: place,
                        says:
                            "The seat of p\(seat.person) in \(group.title) is suspended until a motion ends or renews it."
                    )
                }
            }
        }
    }
}
