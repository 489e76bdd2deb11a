import Ledger

/// SM-2.4.3: everybody on an access list is looked at, one by one: who still needs the access is kept, who does not is named for
/// removal. The leader of the team that manages the list signs, and somebody else of the teams around it. It changes no right:
/// a removal is an act of authority, and what the review asks for is a finding until then.
package struct ReviewAccess: RegisterAct {
    package typealias Changes = AdministrativeRegisters
    package let keep: Ascending<ID<Person>>, list: GroupCode<OfList>, remove: Ascending<ID<Person>>

    package static let kind = "register/access.review", title = "Review an access list"
    package static let clauses = ["SM-2.4.3"]
    package static let fields = Fields(
        { Self(keep: $0, list: $1, remove: $2) },
        Field("keep", \Self.keep, "Who still needs the access"), Field("list", \Self.list, "Which list", .title),
        Field("remove", \Self.remove, "Who no longer needs it"))

    /// Whoever can judge a list is on it as a rule. Two sign, so that nobody keeps access on their own word alone.
    package func named(in authority: Authority) -> [Int] { [] }

    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        let teams = authority.teams(around: list.text)
        guard Set(teams).isDisjoint(with: authority.groups(of: person)) else { return nil }
        return Refusal(
            "SM-2.4.3", "p\(person) is in none of the teams around “\(list.text)”.",
            who: "members of " + teams.joined(separator: ", "))
    }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try requireEverybody(world.authority.roster(list.text)?.seats ?? [], at: moment)
        try requireEntitled(world.authority)
        try requireTwo(world.authority, at: moment)
    }

    /// Exactly those who are on the list, the same at the proposal and at the last signature.
    private func requireEverybody(_ seats: [Seat], at moment: Moment) throws(Refusal) {
        let kept = Set(keep.values.map(\.number)), removed = Set(remove.values.map(\.number))
        if let both = kept.intersection(removed).min() {
            throw Refusal("SM-2.4.3", "p\(both) is both kept and removed.", field: "remove", sort: .malformed)
        }
        let listed = Set(seats.map(\.person)), named = kept.union(removed)
        guard !listed.isEmpty else {
            throw Refusal("SM-2.4.3", "Nobody is on “\(list.text)”.", field: "list")
        }
        if let missing = listed.subtracting(named).min() {
            throw Refusal(
                "SM-2.4.3", "p\(missing) is on “\(list.text)”, and the review says nothing of them.", field: "keep")
        }
        if let other = named.subtracting(listed).min() {
            throw Refusal(
                "SM-2.4.3", "p\(other) is not on “\(list.text)”.", field: kept.contains(other) ? "keep" : "remove")
        }
        guard let proposed = moment.proposal?.place, let new = seats.first(where: { $0.since > proposed }) else {
            return
        }
        throw Refusal(
            "SM-2.4.3", "p\(new.person) came onto “\(list.text)” after this review was proposed.",
            who: "the proposer, by a new review", field: "list", sort: .over)
    }

    /// SP-9.1.7a: access rests on a team. Who sits in none that the list is for has nothing to keep.
    private func requireEntitled(_ authority: Authority) throws(Refusal) {
        let eligible = Set(authority.policy?.groups[list.text]?.eligible ?? [])
        guard let idle = keep.values.first(where: { eligible.isDisjoint(with: authority.groups(of: $0.number)) })
        else { return }
        throw Refusal(
            "SP-9.1.7a", "\(idle.text) is in none of the teams that “\(list.text)” is for.",
            who: "the proposer, who names them for removal", field: "keep")
    }

    /// Whatever a policy says of this kind: two people of the teams around the list, one of them the leader who manages it.
    private func requireTwo(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard !moment.by.isEmpty else { return }
        let manager = authority.policy?.groups[list.text]?.manager
        let leads = moment.by.contains { person in
            manager.map { authority.leadership(of: person, over: $0, at: moment.recorded) != nil } ?? false
        }
        guard leads, moment.by.count > 1 else {
            throw Refusal(
                "SM-2.4.3", "A review takes the leader who manages “\(list.text)” and one other person.",
                who: "the leader of \(manager ?? "the team that manages the list"), and one of the teams around it")
        }
    }

    package func effect(on registers: inout AdministrativeRegisters, at moment: Moment) {
        registers.reviewed.append(
            AccessReview(
                number: registers.reviewed.count + 1, list: list.text, keep: keep.values.map(\.number).sorted(),
                remove: remove.values.map(\.number).sorted(), by: moment.by,
                act: moment.proposal?.place ?? moment.place, born: moment.place, recorded: moment.recorded))
    }
}

/// Who was on an access list when it was reviewed, and what was found of each.
package struct AccessReview: Item, Equatable {
    package static let prefix = "ACR", noun = "access review"
    package let number: Int
    package let list: String
    /// Ascending; both together were on the list.
    package let keep: [Int]
    package let remove: [Int]
    /// Those who signed, ascending.
    package let by: [Int]
    /// The act, and the entry at which it took effect.
    package let act: Int
    package let born: Int
    package let recorded: Time

    package var id: ItemID { ItemID(prefix: Self.prefix, number: number) }
    package var line: JSON {
        .line([
            "act": .integer(act), "born": .integer(born), "by": .numbers(by), "keep": .numbers(keep),
            "list": .string(list), "recorded": .string(recorded.text), "remove": .numbers(remove),
        ])
    }
}

extension Authority {
    /// The teams that a list is for, and the one that manages it.
    fileprivate func teams(around list: String) -> [String] {
        guard let group = policy?.groups[list] else { return [] }
        return Set(group.eligible + [group.manager].compactMap(\.self)).sorted()
    }
}

extension World {
    /// The last review of a list that stands.
    package func review(of list: String) -> AccessReview? {
        administrative.reviewed.last { $0.list == list && opensGate($0.act) }
    }
}

extension Register {
    static let accessReviews = Register(
        "access-reviews", "Access reviews", of: AccessReview.self, word: "access", clauses: ["SM-2.4.3"],
        made: { $0.administrative.reviewed },
        columns: [
            Kept("list", "List", [.title, .column, .filter]) { .string($0.list) },
            Kept("keep", "Kept", .column) { $0.keep.isEmpty ? nil : .array($0.keep.map { .person($0) }) },
            Kept("remove", "To be removed", .column) { one in
                one.remove.isEmpty ? nil : .array(one.remove.map { .person($0) })
            }, Kept("by", "Reviewed by", .column) { .array($0.by.map { .person($0) }) },
            Kept("recorded", "When", .column) { .string($0.recorded.text) },
        ],
        state: .state { one, world -> AccessReviewState in
            guard world.opensGate(one.act) else { return .reversed }
            return world.review(of: one.list) == one ? .latest : .earlier
        }, maker: { $0.act })
}

enum AccessReviewState: String, ItemState {
    case latest, earlier, reversed
    var tone: Tone { self == .latest ? .good : .over }
}
