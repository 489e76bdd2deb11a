import Ledger

extension AuthorityRules {
    /// SP-9.1.4c, SM-6.1.2: everybody in a critical role has a background check that is good now. Nobody comes in without one; the
    /// people of the opening have none at first, and every check is over one day.
    static let unchecked = FindingRule(
        "unchecked", ["SP-9.1.4c", "SM-6.1.2"], .due, title: "People without a background check", word: "unchecked",
        answer: "Those who check a person’s background, as the policy has it."
    ) { seen in
        seen.groups.filter { $0.group.marks.contains(.critical) }.flatMap { group, roster, _ in
            roster.seats.compactMap { seat -> Cause? in
                guard seen.authority.check(of: seat.person, for: group.code, at: seen.now) == nil else { return nil }
                let last = seen.authority.staff.checks(of: seat.person).last { $0.role == group.code }
                let what = last == nil ? "has no background check" : "has no background check that is good now"
                return Cause(
                    about: .item("p\(seat.person)"), place: last?.born ?? seat.since,
                    says: "p\(seat.person) \(what) for \(group.title).")
            }
        }
    }
}
