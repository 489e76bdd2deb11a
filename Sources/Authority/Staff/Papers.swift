import Ledger

extension Authority {
    /// Whether rules about critical roles hold for a group (SP-1.1.1): the policy marks it, and the code knows no name.
    package func isCritical(_ group: String) -> Bool { policy?.groups[group]?.marks.contains(.critical) == true }

    /// SP-9.1.4c: the newest check of a person for a role that is good now; nil: there is none.
    package func check(of person: Int, for role: String, at now: Time) -> BackgroundCheck? {
        // The newest word counts: who was refused since is not accepted by an older ruling.
        ruling(on: person, for: role).flatMap { $0.isGood(at: now) ? $0 : nil }
    }

    /// The newest ruling on a person for a role that two others did not reverse (P-22).
    func ruling(on person: Int, for role: String) -> BackgroundCheck? {
        staff.checks(of: person).last { $0.role == role && !isReversed($0.act) }
    }

    /// SP-9.1.4d: the agreement to the policy in force; nil: they agreed to none, or to an older one.
    package func agreement(of person: Int) -> Agreement? {
        staff.agreements(of: person).last { !isReversed($0.born) }.flatMap { $0.policy == policy?.digest ? $0 : nil }
    }

    /// What a person lacks to come into a critical role, each with its clause and who supplies it.
    package func papersLacking(_ person: Int, for role: String, at now: Time) -> [Refusal] {
        guard isCritical(role) else { return [] }
        var lacking: [Refusal] = []
        if agreement(of: person) == nil {
            let old = !staff.agreements(of: person).isEmpty
            lacking.append(
                Refusal(
                    "SP-1.3",
                    old
                        ? "p\(person) agreed to an older policy, not to the one in force."
                        : "p\(person) has not named a membership and agreed to the policy.",
                    who: "p\(person), by \(SignAgreement.kind)", field: "person"))
        }
        if check(of: person, for: role, at: now) == nil {
            let what =
                switch ruling(on: person, for: role)?.outcome {
                case .accept: "The background check of p\(person) for “\(role)” is over."
                case .refuse, .defer: "The background check of p\(person) for “\(role)” did not accept them."
                case nil: "p\(person) has no background check for “\(role)”."
                }
            lacking.append(
                Refusal(
                    "SP-9.1.3", what, who: "an Arbitrator and a Case Manager, by \(RuleOnCheck.kind)", field: "person"))
        }
        return lacking
    }

    /// SP-9.1.3, SP-1.3: refuses with all that is missing. During the opening nobody could check anybody (P-54).
    func requirePapers(_ person: Int, for role: String, kind: String, at moment: Moment) throws(Refusal) {
        guard !stands(underOpening: kind, at: moment.recorded) else { return }
        let lacking = papersLacking(person, for: role, at: moment.recorded)
        guard let first = lacking.first else { return }
        throw Refusal(
            first.clause, lacking.map(\.what).joined(separator: " "),
            who: lacking.map(\.who).joined(separator: "; "), field: "person")
    }

    /// P-54: a seat that was taken in the opening in a role for which the policy asks a check ends 180 days later, unless its
    /// person was accepted since.
    func hasLapsed(_ seat: Seat, in group: Group, at now: Time) -> Bool {
        guard group.marks.contains(.critical), let end = founding?.openingEnd, seat.taken < end,
            now.since(seat.taken) >= Self.uncheckedMax
        else { return false }
        return !staff.checks(of: seat.person).contains {
            $0.role == group.code && $0.outcome == .accept && !isReversed($0.act)
        }
    }

    /// How long a check may be good, in seconds: the Manual's value; where it is silent, five years.
    var checkValid: Int {
        guard case .span(let seconds)? = manualValues?.value("check.valid") else { return 1826 * StatementSort.day }
        return seconds
    }

    private static let uncheckedMax = 180 * StatementSort.day
}
