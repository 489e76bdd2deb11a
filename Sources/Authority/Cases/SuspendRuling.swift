import Ledger

/// P-52: a motion of the Board suspends a ruling until other Arbitrators answer. It permits nothing while it is suspended.
package struct SuspendRuling: AuthorityAct {
    package let ruling: ID<Ruling>

    package static let kind = "authority/ruling.suspend", title = "Suspend a ruling"
    package static let clauses = ["SP-1.2h"], narrows = true, needsArbitrator = true
    package static let fields = Fields({ Self(ruling: $0) }, Field("ruling", \Self.ruling, "Which ruling"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let one = authority.cases.rulings[ruling]
        guard one.ended == nil, one.suspended == nil else {
            throw Refusal(
                "P-52", "\(one.id.text) is \(one.ended == nil ? "suspended" : "set aside") already.", field: "ruling",
                sort: .over)
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.cases.rulings[ruling].suspended = moment.place
    }
}

/// P-52, K-29: other Arbitrators decide the appeal against a ruling, or answer its suspension: three, or all others where there are
/// two. It stands, or it is set aside and permits nothing from then on.
package struct GiveAppeal: AuthorityAct {
    package enum Outcome: String, Choice {
        case setAside = "set-aside"
        case stands
    }
    package let outcome: Outcome, ruling: ID<Ruling>

    package static let kind = "authority/appeal.give", title = "Decide the appeal against a ruling"
    package static let clauses = ["SP-1.2h"], isLocal = true, needsArbitrator = true
    package static let detached = [DetachedNote("logic", "Why it follows", required: true)]
    package static let fields = Fields(
        { Self(outcome: $0, ruling: $1) }, Field("outcome", \Self.outcome, "Outcome"),
        Field("ruling", \Self.ruling, "Which ruling"))

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let one = authority.cases.rulings[ruling]
        guard one.ended == nil else {
            throw Refusal("P-52", "\(one.id.text) is set aside already.", field: "ruling", sort: .over)
        }
        guard one.suspended != nil || outcome == .setAside || authority.isContested(one) else {
            throw Refusal(
                "P-52", "Nobody contests \(one.id.text).",
                who: "whoever files an appeal, or a motion by \(SuspendRuling.kind)",
                field: "ruling")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.cases.rulings[ruling].suspended = nil
        if outcome == .setAside { authority.cases.rulings[ruling].ended = moment.place }
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let one = authority.cases.rulings[ruling]
        guard !one.by.contains(person) else {
            return Refusal("P-52", "p\(person) gave \(one.id.text).", who: "other Arbitrators and Case Managers")
        }
        let known = authority.cases.cases.item(ItemID(prefix: Case.prefix, number: one.inCase))
        return known.flatMap { authority.partBar(person, in: $0) }
    }

    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        let one = authority.cases.rulings[ruling]
        let known = authority.cases.cases.item(ItemID(prefix: Case.prefix, number: one.inCase))
        let others = (authority.policy?.arbitrates.map { authority.seated(in: $0, at: now) } ?? []).filter { person in
            !one.by.contains(person) && !(known?.parties.contains(person) ?? false)
        }
        let needed = max(2, min(3, others.count))
        let signed = Set(counted.map(\.person)).intersection(others).count
        guard signed < needed else { return nil }
        return Refusal(
            "P-52", "\(needed) other Arbitrators decide about \(one.id.text); \(signed) of them signed.",
            who: others.map { "p\($0)" }.joined(separator: ", "))
    }
}

extension Authority {
    /// Whether somebody appeals against a ruling in a case that an Arbitrator has accepted.
    package func isContested(_ ruling: Ruling) -> Bool {
        cases.cases.contains { $0.sort == .appeal && $0.about.contains(ruling.id.text) && $0.accepted != nil }
    }
}
