import Ledger

extension AuthorityRules {
    /// Whoever decides in a body or works in a team holds two keys on two devices: with one, a lost device takes them
    /// out until others have vouched for them again. Asked once the opening is over; a young CA has other cares.
    static let oneKey = FindingRule(
        "one-key", ["SP-3.4.3"], .due, title: "Team and body members with fewer than two keys", word: "one key",
        answer: "The person makes a second key on another device, and two key witnesses enrol it.",
        step: { cause, _ in .propose(EnrolKey.kind, ["person": cause.about.text]) }
    ) { seen in
        let authority = seen.authority
        guard let end = authority.founding?.openingEnd, seen.now >= end, let policy = authority.policy else {
            return []
        }
        let seats = authority.rosters.filter { [.team, .body].contains(policy.groups[$0.group]?.sort) }.flatMap(\.seats)
        return Set(seats.map(\.person)).sorted().compactMap { number in
            let keys = authority.person(number)?.keys.map { authority.keys[$0] } ?? []
            let good = keys.count(where: \.isAtWork)
            guard good < 2 else { return nil }
            let losses = keys.compactMap { key in key.revoked ?? key.stopped.map { authority.stops[$0].born } }
            let seated = seats.filter { $0.person == number }.map(\.since).min() ?? 0
            return Cause(
                about: .item("p\(number)"), place: losses.max() ?? seated,
                says: "p\(number) has \(good == 0 ? "no" : "only one") working key. "
                    + "Members of teams and bodies need two keys, on two devices.")
        }
    }

    /// P-22: what rests on a disowned key and nobody has answered.
    static let disowned = FindingRule(
        "disowned", ["P-22", "SP-3.4.3"], .fault, title: "Effects of disowned keys", word: "disowned",
        answer: "Two people in office who took no part in it confirm or reverse it.", task: "answer-disowned",
        step: { cause, seen in
            guard let one = seen.state.disowned().first(where: { $0.answer == nil && $0.isCause(cause) }) else {
                return nil
            }
            return one.step
        }
    ) { seen in
        seen.state.disowned().filter { $0.answer == nil }.map {
            $0.cause(
                "\($0.name), \($0.title), rests on a key that p\($0.person) has disowned from entry "
                    + "\($0.disowning.since) on." + ($0.lasts.map { " \($0.what)" } ?? ""))
        }
    }

    /// P-21: keys that are about to be replaced. Whoever still holds an old one must hear of it in time.
    static let replacement = FindingRule(
        "replacement", ["P-21", "SP-3.4.3"], .due, title: "Keys about to be replaced", word: "to be replaced",
        answer: "If the person did not ask for it, they cancel it with any of their old keys.",
        step: { cause, _ in
            .say("authority/replacement.cancel", about: cause.about.text, "keys replace cancel \(cause.about.text)")
        }
    ) { seen in
        seen.state.replacementViews(at: seen.now).filter(\.waits).map {
            Cause(
                about: .item($0.name), place: $0.place,
                says: "All keys of p\($0.person) can be replaced after \($0.opens.text). "
                    + "Until then, any of the old keys can cancel this.")
        }
    }
}

extension Disowned {
    /// Whoever disowns a key begins it: another disowning of the same act is another cause.
    func cause(_ says: String) -> Cause { Cause(about: .item(name), place: disowning.born, says: says) }

    func isCause(_ cause: Cause) -> Bool { cause.about == .item(name) && cause.begun == .entry(disowning.born) }

    /// The form that answers it, filled in but for the answer.
    var step: NextStep {
        .propose(
            AnswerDisowned.kind, ["disowning": "D-\(disowning.number)", "entry": "\(entry)"],
            command: "keys confirm \(name)")
    }

    /// The body of an answer about it.
    package func body(_ answer: AnswerDisowned.Answer) -> JSON {
        .line([
            "answer": .string(answer.rawValue), "disowning": .string("D-\(disowning.number)"),
            "entry": .integer(entry),
        ])
    }
}
