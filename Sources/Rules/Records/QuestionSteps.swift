import Ledger

extension World {
    /// `record/question`: anybody enrolled asks, about an act, a record or a motion, also one that is over.
    func ask(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        try requireEmptyBody(admission.verified.statement)
        try requireText(admission.verified.statement)
        guard let place = admission.ofPlace, isAskedAbout(place) else {
            throw Refusal("P-35", "“of” does not name an act, record or motion.", field: "of", sort: .notFound)
        }
        return .ask(
            Question(
                number: remarks.questions.count + 1, born: moment.place, hash: admission.verified.hash, about: place,
                person: moment.signer, recorded: moment.recorded, stopped: isStopped(moment)))
    }

    /// `record/answer`: anybody enrolled answers, also whoever asked. To a question about a record, one who took no part
    /// can say whether it was so.
    func answer(_ admission: Admission, at moment: Moment) throws(Refusal) -> RecordStep {
        try requireText(admission.verified.statement)
        guard let place = admission.ofPlace, let index = remarks.index(at: place) else {
            throw Refusal("P-35", "“of” does not name a question.", field: "of", sort: .notFound)
        }
        let verdict = try verdict(admission, about: remarks.questions[index].about, at: moment)
        return .answer(
            index,
            Question.Answer(
                place: moment.place, hash: admission.verified.hash, person: moment.signer, recorded: moment.recorded,
                stopped: isStopped(moment), verdict: verdict))
    }

    /// What is said is one text for everyone, and nothing else: a question that only some can read would let a signer
    /// see another thread than the next one, and a second part would be words that no page shows (P-6).
    func requireText(_ statement: Statement) throws(Refusal) {
        guard statement.detached.count == 1, let text = statement.detached.first, text.name == "text",
            text.audience == "everyone", text.exception == nil
        else {
            throw Refusal(
                "P-6", "Its words must be in one detached part “text”, which is public.", field: "detached",
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
