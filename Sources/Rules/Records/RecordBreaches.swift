import Ledger

extension World {
    /// The clause that asks for a role of a kind.
    func clause(of role: String, in kind: Kind) -> String {
        kind.roles.first { $0.name == role }?.clause ?? kind.clauses.first ?? "P-41"
    }

    /// SP-1.2b: nobody observes themselves. Too few or too many in a role, or a role that the kind does not have: kept, in breach (P-41).
    func roleBreaches(_ open: OpenRecord) -> [Breach] {
        var breaches: [Breach] = []
        for role in open.kind.roles {
            let count = open.parties.count { $0.role == role.name }
            if count == 0, role.count.lowerBound > 0 {
                if open.record.needsNobody { continue }
                let isOwn = open.record.parties.list.contains { $0.person == open.performer && $0.role == role.name }
                breaches.append(
                    Breach(
                        role.clause,
                        isOwn
                            ? "its performer is also its \(role.name)"
                            : role == .observer ? "nobody observed it" : "it names no \(role.name)"))
            } else if !role.count.contains(count) {
                breaches.append(
                    Breach(
                        role.clause,
                        "it names \(count) as \(role.name), and \(role.count.lowerBound) to \(role.count.upperBound) are required"
                    ))
            }
        }
        for party in open.parties where !open.kind.roles.contains(where: { $0.name == party.role }) {
            breaches.append(
                Breach("P-41", "it names p\(party.person) as “\(party.role)”, a role that this kind does not have"))
        }
        return breaches
    }

    /// A wrong route, a stopped signer, somebody outside the pool: a breach, never a refusal (P-40).
    func routeBreaches(
        _ admission: Admission, of kind: Kind, role: String, pool: [Pool], at moment: Moment
    ) -> [Breach] {
        var breaches: [Breach] = []
        let person = moment.signer
        if let key = moment.key,
            !authority.isGood(key, since: moment.place, page: moment.isPage) || !authority.stands(person, own: false)
        {
            breaches.append(Breach("P-55", "the \(role) p\(person) or the key was stopped"))
        }
        return breaches + poolBreaches(person, of: kind, role: role, pool: pool, at: moment.recorded)
            + localBreaches(admission, of: kind, role: role)
    }

    /// Somebody outside the pool, or a record that the policy leaves out.
    func poolBreaches(_ person: Int, of kind: Kind, role: String, pool: [Pool], at now: Time) -> [Breach] {
        let clause = authority.policy?.records[kind.name]?.clauses.first ?? kind.clauses.first ?? "P-40"
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        if let chapter = kind.chapter, let reason = authority.notApplicable(chapter) {
            return [Breach(clause, "the policy leaves out \(chapter.rawValue), to which it belongs: \(reason)")]
        }
        guard authority.standing(of: person, in: pool, for: subject, at: now) == nil else { return [] }
        return [
            Breach(clause, "the \(role) p\(person) is not among " + pool.map(\.text).joined(separator: ", "))
        ]
    }

    /// A time that is still to come: else an erasure of next year would stay newer than every use, and a gate open for ever.
    func timeBreaches(_ open: OpenRecord, claimed: Time) -> [Breach] {
        open.happened > claimed ? [Breach("P-41", "its time is later than the performer’s signature")] : []
    }

    /// P-42: what the code or the policy says is signed locally.
    func isLocal(_ kind: Kind) -> Bool { kind.isLocal || authority.policy?.records[kind.name]?.local == true }

    func localBreaches(_ admission: Admission, of kind: Kind, role: String) -> [Breach] {
        guard isLocal(kind), !admission.verified.signature.isLocal else { return [] }
        return [Breach("P-42", "the \(role) did not sign on their own machine")]
    }

    /// P-43: over an hour after the claim, or over a day after the happening.
    func isLate(_ statement: Statement, happened: Time, at moment: Moment) -> Bool {
        moment.recorded.since(statement.claimed) > StatementSort.hour
            || moment.recorded.since(happened) > StatementSort.day
    }
}
