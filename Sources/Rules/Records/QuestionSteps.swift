import Ledger

extension World {
    /// `record/question`: anybody enrolled asks, about an act, a record or a motion, also one that is over.
    func ask(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        try requireText(admission.verified.statement)
        guard let place = admission.ofPlace, isAskedAbout(place) else {
            throw Refusal("P-35", "“of” names no act, record or motion.", field: "of", sort: .notFound)
        }
        return .ask(
            Question(
                number: remarks.questions.count + 1, born: moment.place, hash: admission.verified.hash, about: place,
                person: moment.signer, recorded: moment.recorded, stopped: isStopped(moment)))
    }

    /// `record/answer`: anybody enrolled answers; he who asked may add to his own question so.
    func answer(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        try requireText(admission.verified.statement)
        guard let place = admission.ofPlace, let index = remarks.index(at: place) else {
            throw Refusal("P-35", "“of” names no question.", field: "of", sort: .notFound)
        }
        return .answer(
            index,
            Question.Answer(
                place: moment.place, hash: admission.verified.hash, person: moment.signer, recorded: moment.recorded,
                stopped: isStopped(moment)))
    }

    /// What is said is one text for everyone, and nothing else: a question that only some can read would let a signer
    /// see another thread than the next one, and a second part would be words that no page shows (P-6).
    func requireText(_ statement: Statement) throws(Refusal) {
        guard statement.body.members?.isEmpty == true else {
            throw Refusal("P-4", "This kind's body is empty.", field: "body", sort: .malformed)
        }
        guard statement.slot == nil else {
            throw Refusal("P-4", "This kind has no slot.", field: "slot", sort: .malformed)
        }
        guard statement.enclosures.isEmpty else {
            throw Refusal("P-7", "This kind encloses nothing.", field: "enclosures", sort: .malformed)
        }
        guard statement.detached.count == 1, let text = statement.detached.first, text.name == "text",
            text.audience == "everyone", text.exception == nil
        else {
            throw Refusal(
                "P-6", "It carries its words as one detached part “text”, for everyone.", field: "detached",
                sort: .malformed)
        }
    }

    private func isAskedAbout(_ place: Int) -> Bool {
        authority.acts[place: place] != nil || acts[place: place] != nil || recordIndex(at: place) != nil
            || authority.motion(at: place) != nil
    }

    private func isStopped(_ moment: Moment) -> Bool {
        guard let key = moment.key else { return true }
        return !authority.isGood(key, since: moment.place, page: moment.isPage)
            || !authority.stands(moment.signer, own: false)
    }
}
