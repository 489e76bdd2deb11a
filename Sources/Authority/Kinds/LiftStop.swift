import Ledger

/// P-56: a stop ends before its 72 hours are over by all that giving again what it stopped would need: an act's own
/// requirement, a key's enrolment, the appointment to a person's seats; neither the stopped nor a stopper has a part.
package struct LiftStop: AuthorityAct {
    /// What it stops is in the line, so that whoever signs reads it there, and no signature counts for another stop.
    package let stop: ID<Stop>, target: StopTarget

    package static let kind = "authority/stop.lift", title = "End a stop early, before 72 hours"
    package static let clauses = ["P-56"], isLocal = true
    package static let fields = Fields(
        { Self(stop: $0, target: $1) }, Field("stop", \Self.stop, "Stop to end"),
        Field("target", \Self.target, "Person, key or act that it stops"))

    /// The stopped, and whom a stopped act names: nobody helps to give themselves power this way round either (P-30).
    package func named(in authority: Authority) -> [Int] {
        let named = authority.restored(target).flatMap { $0.act?.named(in: authority) ?? [] }
        return Set(authority.stopSubject(target).people + named).sorted()
    }
    package func stopSubject(in authority: Authority) -> StopSubject? {
        authority.stops.at(stop.index).map { authority.stopSubject($0.target, stoppers: $0.by) }
    }
    package func restored(in authority: Authority) -> [Restored]? { authority.restored(target) }

    /// A key that is given back proves that its holder has it still, as a new one does.
    package func holderKey(in authority: Authority) -> PublicKey? {
        guard case .key(let fingerprint) = target, let enrolled = authority.key(fingerprint)?.key,
            enrolled.revoked == nil
        else { return nil }
        return enrolled.key
    }
    package func asks(slot: String) -> JSON {
        guard case .key(let fingerprint) = target else { return .object([]) }
        return heard(fingerprint, slot: slot)
    }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let stop = authority.stops.at(stop.index) else { return }
        guard stop.target == target else {
            throw Refusal("P-56", "\(self.stop.text) stops \(stop.target.text), not this.", field: "target")
        }
        guard stop.ended == nil else { throw Refusal("P-56", "\(self.stop.text) has already ended.", field: "stop") }
        // As with a further key (P-21): with the stopped one in hand, a thief and two whom they deceive would do.
        guard case .key(let fingerprint) = target, moment.by.isEmpty,
            let owner = authority.key(fingerprint)?.key.person, owner != moment.signer
        else { return }
        throw Refusal(
            "P-56", "This is a key of p\(owner). Only p\(owner) can propose this, with another working key.",
            who: "p\(owner); after 72 hours also two key witnesses", field: "target")
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.endStop(stop.index, at: moment)
    }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        if authority.stops.at(stop.index)?.by.contains(person) == true {
            return Refusal(
                "P-56", "p\(person) set \(stop.text) and cannot help to end it.", who: "other eligible people")
        }
        if isInConflict(person, in: authority) {
            return Refusal(
                "P-51", "p\(person) has declared a conflict of interest about \(target.text).",
                who: "others who are eligible")
        }
        return authority.restored(target).lazy.compactMap { $0.act?.bars(person, from: slot, in: authority) }.first
    }

    /// Whoever may not act on an act does not give it back (P-51).
    func isInConflict(_ person: Int, in authority: Authority) -> Bool {
        guard case .act(let place) = target else { return false }
        return authority.conflicted[place]?.contains(person) == true
    }

    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        authority.restored(target).lazy.compactMap { $0.act?.lacks(counted, in: authority, at: now) }.first
    }
}
