import Authority
import Ledger

extension Administration {
    /// SP-1.2h: a case waits for somebody longer than the Manual gives them.
    static let caseLate = FindingRule(
        "case-late", ["SP-1.2h"], .due, title: "Cases that wait", word: "waits",
        answer: "Somebody who runs cases takes it and asks an Arbitrator, who answers."
    ) { seen in
        let authority = seen.authority
        return authority.cases.cases.compactMap { one in
            guard !one.isOver else { return nil }
            if one.accepted == nil, let asked = one.asked, let taken = one.taken, !one.declined.contains(asked) {
                let due = taken.adding(authority.caseAcceptMax)
                guard seen.now >= due else { return nil }
                return Cause(
                    about: .item(one.id.text), place: one.number, since: due,
                    says: "p\(asked) has not answered whether they decide \(one.id.text).")
            }
            guard authority.isTaken(one, at: seen.now) == nil else { return nil }
            let due = (one.taken ?? one.opened).adding(authority.caseTakeMax)
            guard seen.now >= due else { return nil }
            return Cause(
                about: .item(one.id.text), place: one.number, since: due,
                says: "\(one.id.text) waits for somebody who runs it.")
        }
    }

    /// P-52: whoever a ruling told to do something has not said that it is done.
    static let directionLate = FindingRule(
        "direction-late", ["SP-1.2h"], .due, title: "Directions that are not done", word: "not done",
        answer: "Whoever the ruling told to do it, or the Arbitrator by another ruling."
    ) { seen in
        seen.authority.cases.directions.compactMap { one in
            guard one.says.sort == .instruct, one.done == nil, let until = one.says.until, seen.now >= until.begins,
                let ruling = seen.authority.cases.rulings.at(one.ruling - 1), seen.authority.isSilent(ruling) == nil
            else { return nil }
            return Cause(
                about: .item(one.id.text), place: one.born, since: until.begins,
                says: "\(one.says.by?.text ?? "Nobody") has not done what RUL-\(one.ruling) says.")
        }
    }
}
