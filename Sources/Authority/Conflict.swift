import Ledger

/// P-51, SP-9.1.5b: a conflict of interest that a person declared, or that a ruling found; final for that act.
package struct Conflict: Equatable, Sendable {
    package let person: Int
    /// The place of the act.
    package let act: Int
    package let declared: Int
    /// The number of the ruling that found it; nil: the person declared it.
    package var ruling: Int?

    package var line: JSON {
        .line([
            "act": .integer(act), "declared": .integer(declared), "person": .integer(person),
            "ruling": ruling.map { .integer($0) },
        ])
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
        // A conflict is final and bars a voter: a touch that a page harvested would silence a "no" for good.
        guard !moment.isPage || !isDecidedByMotion(place) else {
            throw Refusal(
                "K-4",
                "A motion decides A-\(place). A conflict of interest in it must be declared on the declarer’s own machine.",
                who: "p\(moment.signer), with a key on their own machine")
        }
        // Whoever holds a stopped key must not take its owner out of a vote, nor out of those who keep it open.
        guard let key = moment.key, isGood(key, since: moment.place, page: moment.isPage),
            stands(moment.signer, own: false)
        else {
            throw Refusal(
                "P-55", "p\(moment.signer) or the key that signed is stopped.", who: "two people who may end the stop")
        }
        var copy = self
        copy.conflicts.append(Conflict(person: moment.signer, act: place, declared: moment.place))
        copy.conflicted[place, default: []].append(moment.signer)
        return .whole(copy)
    }

    /// Whether a motion decides the act at a place, or would decide whether it is given back after a stop: that asks what
    /// the policy says now, whatever the opening asked of the act itself (P-56).
    package func isDecidedByMotion(_ place: Int) -> Bool {
        requirement(ofActAt: place)?.motion != nil
            || kindName(ofActAt: place).flatMap { policy?.kinds[$0] }?.motion != nil
    }
}
