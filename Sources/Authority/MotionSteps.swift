import Ledger

extension Authority {
    /// `authority/motion.open`: names one act in `of`, or carries a question beside its line. One motion an act, ever.
    func openMotion(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let statement = admission.verified.statement
        guard statement.body.members?.count == 1, let body = statement.body["body"]?.text else {
            throw Refusal("P-4", "The body of a motion must be {\"body\": group}.", field: "body", sort: .malformed)
        }
        guard policy?.groups[body]?.sort == .body else {
            throw Refusal("P-50", "The policy has no body “\(body)”.", field: "body", sort: .notFound)
        }
        try requireMember(of: body, at: moment)
        if let place = admission.ofPlace {
            guard let condition = condition(ofActAt: place, at: moment.recorded) else {
                throw Refusal("P-50", "“of” names no act.", field: "of", sort: .notFound)
            }
            try condition.requireOpen("A-\(place)")
            try requireYounger(place, than: moment.key)
            guard let motion = requirement(ofActAt: place)?.motion else {
                throw Refusal("P-50", "A-\(place) is not decided by a motion.")
            }
            guard motion.body == body else {
                throw Refusal("P-50", "A-\(place) is decided by “\(motion.body)”.", field: "body")
            }
            guard motionByAct[place] == nil else {
                throw Refusal("P-50", "A-\(place) has already had a motion. Only one is possible.")
            }
        } else {
            guard statement.detached.contains(where: { $0.name == "question" }) else {
                throw Refusal("P-50", "A motion must name an act in “of” or carry a question as detached content.")
            }
        }
        var copy = self
        copy.undecided.insert(copy.motions.count)
        copy.motions.append(
            Motion(
                place: moment.place, hash: admission.verified.hash, body: body, act: admission.ofPlace,
                opener: moment.signer, opened: moment.recorded))
        if let place = admission.ofPlace { copy.motionByAct[place] = copy.motions.count - 1 }
        return .whole(copy)
    }

    /// `authority/motion.vote`: by name; the last one counts, and after the first closing one more change at most.
    func vote(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let (index, motion) = try openedMotion(admission, at: moment)
        let body = admission.verified.statement.body
        guard body.members?.count == 1, let choice = body["vote"]?.text.flatMap(Vote.Choice.init) else {
            throw Refusal(
                "P-50", "The body of a vote must be {\"vote\": …} with yes, no or abstain.", field: "vote",
                sort: .malformed)
        }
        try requireVoter(motion, at: moment)
        let former = motion.votes.first { $0.person == moment.signer }
        if former?.final == true {
            throw Refusal(
                "P-50",
                "p\(moment.signer) has already changed their vote after the first closing. That is possible once.")
        }
        let kind = act(of: motion)?.kind
        let local = try widensLocally(admission.verified.signature, kind: kind, isPage: moment.isPage)
        if kind?.isLocal == true, !local {
            throw Refusal(
                "P-42", "Votes on this kind must be signed on the voter’s own machine.",
                who: "the same person, with a key on their own machine")
        }
        if requirement(of: motion)?.deviceBound == true {
            try requireDeviceBound(admission.verified.signature)
        }
        if let former, counted(motion, at: moment.recorded).contains(where: { $0.place == former.place }) {
            try requireChange(of: former, to: choice, local: local, in: motion)
        }
        var copy = self
        copy.motions[index].votes.removeAll { $0.person == moment.signer }
        copy.motions[index].votes.append(
            Vote(
                person: moment.signer, choice: choice, place: moment.place, local: local, key: moment.key ?? -1,
                final: motion.firstClosed != nil && former.map { $0.choice != choice } ?? false))
        return .whole(copy)
    }

    /// K-16: a vote takes the place of one that counts only where it changes something, and no page takes that of one made
    /// on the voter's own machine: a harvested touch would take away the vote, or with the same choice the floor.
    private func requireChange(
        of former: Vote, to choice: Vote.Choice, local: Bool, in motion: Motion
    ) throws(Refusal) {
        guard local || !former.local else {
            throw Refusal(
                "K-16",
                "p\(former.person) voted \(former.choice.rawValue) on their own machine. Only a vote made there can change that.",
                who: "p\(former.person), with a key on their own machine")
        }
        guard choice != former.choice || local && !former.local && needsMajority(motion) else {
            throw Refusal(
                "K-16", "p\(former.person) has already voted \(choice.rawValue), and this vote would change nothing.",
                field: "vote")
        }
    }

    /// `authority/motion.close`: two members state the same tally, which is the state's. The second decides.
    func closeMotion(_ admission: Admission, at moment: Moment) throws(Refusal) -> Step<Authority> {
        let (index, motion) = try openedMotion(admission, at: moment)
        try requireVoter(motion, at: moment)
        guard admission.verified.signature.isLocal else {
            throw Refusal("P-50", "A motion must be closed with a signature made on the signer’s own machine.")
        }
        _ = try widensLocally(admission.verified.signature, kind: act(of: motion)?.kind, isPage: moment.isPage)
        guard mayClose(motion, clock: moment.clock, at: moment.recorded) else {
            throw Refusal(
                "K-4",
                "\(motion.name) cannot be closed yet. It stays open for 72 hours, or until all members have voted. Members who are stopped or away have not voted.",
                who: silent(in: motion, at: moment.recorded).map { "p\($0)" }.joined(separator: ", "))
        }
        let tally = tally(motion, at: moment.recorded)
        guard admission.verified.statement.body == tally.line else {
            throw Refusal(
                "P-50",
                "The votes have changed. The tally is now yes \(tally.yes), no \(tally.no), abstain \(tally.abstain).",
                who: "the closer, by signing again", field: "body")
        }
        var copy = self
        let closing = Motion.Closing(person: moment.signer, place: moment.place, key: moment.key ?? -1, tally: tally)
        guard let first = motion.firstClosed, first.person != moment.signer, first.tally == tally,
            stillStands(first, motion, at: moment.recorded)
        else {
            if let first = motion.firstClosed, first.person == moment.signer, first.tally == tally,
                stillStands(first, motion, at: moment.recorded)
            {
                throw Refusal(
                    "P-50", "p\(moment.signer) has already closed \(motion.name). A second member must close it too.",
                    who: "another member of “\(motion.body)”")
            }
            copy.motions[index].firstClosed = closing
            return .whole(copy)
        }
        copy.motions[index].lastCloser = moment.signer
        copy.motions[index].count = count(of: motion, at: moment.recorded)
        guard isCarried(motion, at: moment.recorded) else {
            copy.undecided.remove(index)
            copy.motions[index].outcome = .lost(moment.place)
            if let act = motion.act, let place = copy.acts.index(at: act) {
                var open = copy.acts.table[place]
                open.end = .defeated(moment.place)
                copy.acts.replace(place, by: open)
            }
            return .whole(copy)
        }
        copy.undecided.remove(index)
        copy.motions[index].outcome = .carried(moment.place)
        // An act on things takes effect at a closer's signature on it, which authority does not judge (P-35).
        if let place = motion.act, acts[place: place] != nil {
            try copy.carryOut(actAt: place, closers: [first.person, moment.signer], at: moment)
        }
        return .whole(copy)
    }

    private func stillStands(_ closing: Motion.Closing, _ motion: Motion, at now: Time) -> Bool {
        guard isGood(closing.key, since: closing.place, page: false), !isBarred(closing.person, from: motion),
            let since = membership(of: closing.person, in: motion.body, at: now)
        else { return false }
        return since < closing.place
    }

    private func openedMotion(_ admission: Admission, at moment: Moment) throws(Refusal) -> (Int, Motion) {
        guard let place = admission.ofPlace, let index = motionIndex(at: place) else {
            throw Refusal("P-35", "“of” does not name a motion.", field: "of", sort: .notFound)
        }
        let motion = motions[index]
        guard motion.outcome == nil else { throw Refusal("P-50", "\(motion.name) is already decided.", sort: .over) }
        if let place = motion.act { try condition(ofActAt: place, at: moment.recorded)?.requireOpen("A-\(place)") }
        try requireYounger(motion.act ?? motion.place, than: moment.key)
        if editions.place(of: .authority) >= moment.seen {
            throw Refusal(
                "P-61",
                "A new edition of the rules came into force after the log that the signer had seen. Fetch the log and sign again."
            )
        }
        return (index, motion)
    }

    private func requireVoter(_ motion: Motion, at moment: Moment) throws(Refusal) {
        guard !isBarred(moment.signer, from: motion) else {
            throw Refusal(
                "P-50",
                "p\(moment.signer) is named in the act or has a conflict of interest, and can neither vote nor close.",
                who: "the other members of “\(motion.body)”")
        }
        try requireMember(of: motion.body, at: moment)
    }

    private func requireMember(of body: String, at moment: Moment) throws(Refusal) {
        guard let key = moment.key, isGood(key, since: moment.place, page: moment.isPage),
            membership(of: moment.signer, in: body, at: moment.recorded) != nil
        else {
            throw Refusal(
                policy?.groups[body]?.clauses.first ?? "P-50",
                "p\(moment.signer) has no seat in “\(body)”, or is stopped.", who: "a member of “\(body)”")
        }
    }
}
