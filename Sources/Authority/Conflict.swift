import Ledger

/// P-51, SP-9.1.5b: a conflict of interest that a person declared, final for that act.
package struct Conflict: Equatable, Sendable {
    package let person: Int
    /// The place of the act.
    package let act: Int
    package let declared: Int

    package var line: JSON {
        .line(["act": .integer(act), "declared": .integer(declared), "person": .integer(person)])
    }
}

extension Authority {
    /// `authority/conflict.declare`: `of` names an act of either part, or the motion about it.
    func declareConflict(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        try requireEmpty(admission.verified.statement.body)
        guard let named = admission.ofPlace else {
            throw Refusal("P-51", "“of” must name an act or the motion about it.", field: "of")
        }
        let place = motion(at: named)?.act ?? named
        guard acts[place: place] != nil || thingAct(place) != nil else {
            throw Refusal("P-51", "“of” names neither an act nor a motion about an act.", field: "of")
        }
        guard conflicted[place]?.contains(moment.signer) != true else {
            throw Refusal("P-51", "p\(moment.signer) has already declared a conflict of interest in this act.")
        }
        var copy = self
        copy.conflicts.append(Conflict(person: moment.signer, act: place, declared: moment.place))
        copy.conflicted[place, default: []].append(moment.signer)
        return .whole(copy)
    }
}
