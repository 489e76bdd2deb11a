import Ledger

/// One thing that an act would change, field by field: what is there now, and what would be there then.
package struct Difference: Sendable {
    package struct Row: Sendable {
        package let field: String
        /// nil: it is not there now.
        package let now: String?
        /// nil: it would not be there then.
        package let then: String?
    }
    /// What changes: `M-147`, `p17`, or the name of a document.
    package let id: String
    /// Nothing of the kind exists yet.
    package let isNew: Bool
    package let rows: [Row]
}

extension State {
    /// What an open act would change if it took effect now, or why it could not: its effect on a copy of the state.
    ///
    /// A view for people. `decide` asks its check again at the place where it takes effect.
    package func whatIf(actAt place: Int, now: Time, enclosed: @escaping @Sendable (Digest) -> [UInt8]?) throws(Refusal)
        -> [Difference]
    {
        var world = world
        if let open = authority.acts[place: place] {
            try world.authority.suppose(open, moment(of: open, now, enclosed))
        } else if let open = world.acts[place: place] {
            try world.suppose(open, moment(of: open, now, enclosed))
        } else {
            return []
        }
        return self.world.things(against: world, named: self.world.named(at: place))
            + self.world.people(against: world, now)
            + authority.rules(against: world.authority)
    }

    private func moment<S: Scope>(
        of open: ProposedAct<S>, _ now: Time, _ enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) -> Moment {
        let people = open.signatures.map(\.person).filter { $0 > 0 }
        var moment = Moment(
            place: log.size, recorded: now, clock: max(log.clock ?? now, now), seen: log.size,
            signer: people.last ?? open.proposer, key: nil, isPage: false, enclosed: enclosed)
        // Its check asks more once somebody signs: this is the moment at which the last one does.
        moment.by = Array(Set(people + [open.proposer])).sorted()
        moment.signed = moment.by
        return moment
    }
}

extension Scope {
    /// Checks an act and carries it out here.
    fileprivate mutating func suppose(_ open: ProposedAct<Self>, _ moment: Moment) throws(Refusal) {
        try open.act.check(self, at: moment)
        open.act.apply(to: &self, at: moment)
    }
}

extension World {
    /// Items of the registers of things that differ: those that are new, and those that the act names.
    fileprivate func things(against then: World, named: [ItemID]) -> [Difference] {
        Register.all.flatMap { register -> [Difference] in
            let old = register.count(self)
            let changed = named.filter { $0.prefix == register.prefix && register.born(self, $0.number) != nil }
                .map(\.number)
            return (Set(changed).sorted() + register.numbers(in: then, from: old)).compactMap { number in
                register.difference(number, self, then)
            }
        }
    }

    /// People whose seats, keys or standing differ.
    fileprivate func people(against then: World, _ now: Time) -> [Difference] {
        then.authority.people.compactMap { person -> Difference? in
            let before = authority.personView(person.number, at: now)
            guard let after = then.authority.personView(person.number, at: now) else { return nil }
            let rows = zip(PersonView.facts, zip(before?.facts ?? [nil, nil, nil], after.facts)).compactMap {
                field, pair -> Difference.Row? in
                pair.0 == pair.1 ? nil : Difference.Row(field: field, now: pair.0, then: pair.1)
            }
            return rows.isEmpty ? nil : Difference(id: after.id, isNew: before == nil, rows: rows)
        }
    }
}

extension Register {
    /// What differs of one item between two worlds, column by column; nil: nothing.
    package func difference(_ number: Int, _ now: World, _ then: World) -> Difference? {
        let before = item(number, in: now)
        guard let after = item(number, in: then) else { return nil }
        // Histories are told by the columns that follow from them.
        let rows = columns.filter(\.isShown).compactMap { column -> Difference.Row? in
            let (old, new) = (before?.text(column), after.text(column))
            return old == new || old == nil && new.isEmpty
                ? nil : Difference.Row(field: column.name, now: old, then: new)
        }
        return rows.isEmpty ? nil : Difference(id: after.id.text, isNew: before == nil, rows: rows)
    }
}

extension PersonView {
    fileprivate static let facts = ["sits in", "good keys", "standing"]
    fileprivate var facts: [String?] {
        [
            seats.isEmpty
                ? "nothing"
                : seats.map { $0.title + ($0.leads ? " (leads)" : "") + ($0.standing ? "" : " (does not stand)") }
                    .joined(separator: ", "),
            "\(keys.count { $0.revoked == nil && $0.stopped == nil })", stopped ? "stopped" : "stands",
        ]
    }
}

extension Authority {
    /// Rules and stops that differ.
    fileprivate func rules(against then: Authority) -> [Difference] {
        var found: [Difference] = []
        func compare(_ id: String, _ field: String, _ now: String?, _ then: String?) {
            guard now != then else { return }
            found.append(Difference(id: id, isNew: now == nil, rows: [.init(field: field, now: now, then: then)]))
        }
        compare("policy", "SHA-256", policy?.digest.hex, then.policy?.digest.hex)
        compare("manual", "SHA-256", manual.digest.hex, then.manual.digest.hex)
        let values = manualDifferences(against: then)
        if !values.isEmpty { found.append(Difference(id: "values of the manual", isNew: false, rows: values)) }
        compare("clauses", "SHA-256", clauses.digest.hex, then.clauses.digest.hex)
        compare("edition of authority", "number", "\(editions.authority.number)", "\(then.editions.authority.number)")
        compare("edition of registers", "number", "\(editions.register.number)", "\(then.editions.register.number)")
        for (index, stop) in then.stops.enumerated() {
            let before = stops.at(index)
            func word(_ stop: Stop) -> String { stop.ended == nil ? "in force" : "ended" }
            compare("X-\(stop.number)", "stop of \(stop.target.text)", before.map(word), word(stop))
        }
        return found
    }
}
