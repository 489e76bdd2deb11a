import Ledger

extension Authority {
    /// `authority/manual.close`: `of` names the act that loosens. The leader puts it into force once the waiting time is over,
    /// if those who signed it still stand and the Manual is still the one that they changed (P-37, K-24).
    func closeManual(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        try requireEmpty(admission.verified.statement.body)
        guard let place = admission.ofPlace, let (index, change) = manualChange(ofActAt: place),
            let act = acts[place: place], let loosening = act.act as? LoosenManual, change.inForce == nil
        else {
            throw Refusal("P-37", "“of” does not name a waiting change of the Manual.", field: "of", sort: .notFound)
        }
        try requireLeader(of: loosening.team.text, act, admission, at: moment)
        try requireTime(of: change, act.name, at: moment)
        try requireUntouched(act)
        _ = try manual(changed: change.changes, on: change.base, by: loosening.team.text)
        var copy = self
        copy.putIntoForce(index, at: moment.place)
        return .whole(copy)
    }

    private func requireLeader(
        of team: String, _ act: ProposedAct<Authority>, _ admission: Admission, at moment: Moment
    ) throws(Refusal) {
        let subject = Subject(proposer: 0, named: [], groups: act.groups, place: act.place, stop: nil)
        guard let key = moment.key, !moment.isPage, isGood(key, since: moment.place, page: false),
            stands(moment.signer, own: false),
            standing(of: moment.signer, in: [.leader(team)], for: subject, at: moment.recorded) != nil
        else {
            throw Refusal(
                "P-37", "Only the leader of “\(team)” puts \(act.name) into force, on their own machine.",
                who: "leader:\(team)")
        }
        _ = try widensLocally(admission.verified.signature, kind: act.kind, isPage: moment.isPage)
    }

    private func requireTime(of change: ManualChange, _ name: String, at moment: Moment) throws(Refusal) {
        guard change.signed < moment.seen else {
            throw Refusal("P-35", "\(name) was not in the log that the signer had seen.", field: "of")
        }
        guard moment.clock >= change.opens else {
            throw Refusal(
                "P-37", "\(name) loosens a rule and cannot come into force before \(change.opens.text).",
                who: "the leader, from then on")
        }
        guard moment.recorded <= change.expires else {
            throw Refusal("P-37", "\(name) expired at \(change.expires.text).", sort: .over)
        }
    }

    /// The closing is the act's effect: what would end an open act holds it too (P-32, P-34, P-55). Whoever signed it must not
    /// have been stopped, nor their key, since; an ordinary end of office does not count (as in P-58).
    private func requireUntouched(_ act: ProposedAct<Authority>) throws(Refusal) {
        if let stop = stoppedActs[act.place] {
            throw Refusal(
                "P-55", "\(act.name) is stopped by X-\(stop + 1).", who: "two people who may end the stop")
        }
        if let place = [changed[act.kind.name], editions.authority.place].compactMap({ $0 }).max(), place > act.place {
            throw Refusal(
                "P-34", "Entry \(place) changed the edition, or who must sign \(act.name). It must be proposed again.",
                sort: .over)
        }
        let counted = act.signatures.filter { act.counted.contains($0.place) }
        for signed in counted {
            guard let key = signed.key, let person = person(signed.person), person.stopped == nil,
                person.since < signed.place, isGood(key, since: signed.place, page: !signed.local)
            else {
                throw Refusal(
                    "P-37", "p\(signed.person) signed \(act.name) and has since been stopped, or their key ended.",
                    who: "the leader and another of the team, by proposing it again")
            }
        }
    }
}
