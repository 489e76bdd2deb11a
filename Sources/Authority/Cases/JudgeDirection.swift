import Ledger

extension Authority {
    /// P-52, SP-9.3.2c: what a ruling may direct, whoever gives it. A year at the longest; nothing that gives its own two anything; nothing
    /// about an act that one of them signed or that names them.
    func judge(
        _ direction: Direction, of sort: Ruling.Sort, by pair: [Int], at moment: Moment
    ) throws(Refusal) {
        if let until = direction.until {
            guard until.begins > moment.recorded else {
                throw Refusal("P-52", "\(until.text) has begun, so the direction would be over.", field: "directions")
            }
            let last = moment.recorded.adding(Ruling.longest)
            guard until.begins <= last else {
                throw Refusal(
                    "P-52", "A direction lasts a year at the longest, until \(last.text); then it is given again.",
                    field: "directions")
            }
        }
        if case .group(let code)? = direction.by, policy?.groups[code] == nil {
            throw Refusal("P-35", "The policy has no group “\(code)”.", field: "directions", sort: .notFound)
        }
        if let person = direction.person ?? direction.by?.person, pair.contains(person) {
            throw Refusal(
                "P-52", "p\(person) gives this ruling, and no direction concerns those who give it.",
                who: "another Arbitrator and Case Manager", field: "directions")
        }
        switch direction.sort {
        case .permit: try judgePermit(direction, of: sort, by: pair)
        case .exempt:
            guard let clause = direction.clause, clauseBook?.clause(clause) != nil else {
                throw Refusal(
                    "P-35", "There is no clause \(direction.clause ?? "").", field: "directions", sort: .notFound)
            }
        case .findConflict: try judgeConflict(direction, by: pair, at: moment)
        case .bind, .instruct: break
        }
    }

    private func judgePermit(_ direction: Direction, of sort: Ruling.Sort, by pair: [Int]) throws(Refusal) {
        guard let kind = direction.kind, policy?.kinds[kind] != nil else {
            throw Refusal(
                "P-35", "The policy has no act \(direction.kind ?? "").", field: "directions", sort: .notFound)
        }
        // Else a ruling would open the way to its own wider successor, or past the body that governs.
        guard Self.catalogue[kind].map({ !$0.kind.needsArbitrator && !$0.kind.changesRules }) ?? true else {
            throw Refusal("P-52", "No ruling permits \(kind).", who: "what the policy asks for it", field: "directions")
        }
        guard sort == .standing || !direction.about.isEmpty else {
            throw Refusal(
                "P-52", "A permission says what it is about; only a standing ruling leaves that open.",
                field: "directions")
        }
        for place in direction.about.compactMap(actPlace) { try requireNoPart(of: pair, inActAt: place) }
        if let own = pair.first(where: { direction.about.contains("p\($0)") }) {
            throw Refusal(
                "P-52", "p\(own) gives this ruling, and it permits nothing about them.",
                who: "another Arbitrator and Case Manager", field: "directions")
        }
    }

    /// P-52: a ruling is about no act that its own two signed, proposed or voted on, nor one that names them.
    private func requireNoPart(of pair: [Int], inActAt place: Int) throws(Refusal) {
        let motion = motion(ofActAt: place)
        let own = pair.first { own in
            acts[place: place].map { $0.named.contains(own) || $0.parties.contains(own) } ?? false
                || things[place]?.isSigned(by: own) == true
                || motion.map { $0.opener == own || $0.votes.contains { $0.person == own } } ?? false
        }
        guard let own else { return }
        throw Refusal(
            "P-52", "p\(own) gives this ruling and has a part in A-\(place) themselves.",
            who: "another Arbitrator and Case Manager", field: "directions")
    }

    /// P-51: of one person and one act; those who are left can still decide it.
    private func judgeConflict(_ direction: Direction, by pair: [Int], at moment: Moment) throws(Refusal) {
        guard let person = direction.person, let place = actPlace(direction.about.first ?? "") else {
            throw Refusal(
                "P-35", "\(direction.about.first ?? "") is neither an act nor a motion about one.", field: "directions",
                sort: .notFound)
        }
        try requireNoPart(of: pair, inActAt: place)
        guard conflicted[place]?.contains(person) != true else {
            throw Refusal("P-51", "p\(person) is in conflict about A-\(place) already.", field: "directions")
        }
        guard let rule = requirement(ofActAt: place)?.motion else { return }
        let seats = seated(in: rule.body, at: moment.recorded)
        let named = acts[place: place]?.named ?? []
        let free = seats.filter { seat in
            seat != person && !named.contains(seat) && conflicted[place]?.contains(seat) != true
        }
        let needed = max(2, rule.floor, seats.count / 2 + 1)
        guard free.count >= needed else {
            throw Refusal(
                "P-51",
                "Without p\(person) only \(free.count) of “\(rule.body)” could vote on A-\(place), and it needs \(needed).",
                who: "the electors of “\(rule.body)”", field: "directions")
        }
    }

    /// The act that a code names, itself or by its motion.
    private func actPlace(_ code: String) -> Int? {
        guard let id = ItemID(code) else { return nil }
        let place = id.prefix == "B" ? motion(at: id.number)?.act : id.prefix == "A" ? id.number : nil
        return place.flatMap { acts[place: $0] != nil || thingAct($0) != nil ? $0 : nil }
    }

    /// P-51: the conflict that a direction finds.
    mutating func find(_ direction: Direction, by ruling: Int, at moment: Moment) {
        guard direction.sort == .findConflict, let person = direction.person,
            let place = actPlace(direction.about.first ?? "")
        else { return }
        conflicts.append(Conflict(person: person, act: place, declared: moment.place, ruling: ruling))
        conflicted[place, default: []].append(person)
    }
}

extension Direction.Who {
    var person: Int? {
        guard case .person(let number) = self else { return nil }
        return number
    }
}

extension Ruling {
    /// P-52: in code, whatever a policy says.
    package static let waiting = StatementSort.day
    static let longest = 366 * StatementSort.day
}
