import Ledger

/// SP-2.2.3.2a: what is in a store is looked at, one piece after the other, by one who keeps it and one who does not.
package struct CountStore: Record {
    package typealias Changes = PhysicalRegisters
    package let happened: Time, store: ID<SecureStore>, seen: Int, missing: Ascending<ID<Medium>>
    package let unexpected: Ascending<ID<Medium>>, parties: Parties

    package static let kind = "record/store.count", title = "Count a secure store"
    package static let clauses = ["SP-2.2.3.2a", "SP-1.2b"]
    package static let fields = Fields(
        {
            Self(happened: $0, store: $1, seen: $2, missing: $3, unexpected: $4, parties: $5)
        }, Field("happened", \Self.happened, "When it was done"), Field("store", \Self.store, "Which store", .title),
        Field("seen", \Self.seen, "How many media were seen in it"),
        Field("missing", \Self.missing, "Media that should be in it and are not"),
        Field("unexpected", \Self.unexpected, "Media in it that should be elsewhere"),
        Field("parties", \Self.parties, "Who counted with you"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard let store = world.physical.stores.at(store.number) else { return [] }
        var breaches: [Breach] = []
        func keeps(_ person: Int) -> Bool {
            store.given.custodians.map {
                world.authority.membership(of: person, in: $0.text, at: moment.recorded) != nil
            } ?? false
        }
        // By its keepers alone, what they took would be counted as there.
        if !record.people.contains(where: keeps) || record.people.allSatisfy(keeps) {
            breaches.append(
                Breach(
                    "SP-2.2.3.2a",
                    "\(self.store.text) must be counted by one member of "
                        + "\(store.given.custodians.map { "“\($0.text)”" } ?? "its custodians (none are named)") and one person who is not a member"
                ))
        }
        let here = Set(
            world.physical.media(everIn: store.id).filter {
                !$0.isGone(in: world) && $0.whereabouts(before: record, in: world) == store.id
            }
            .map(\.number))
        let isAsSaid =
            missing.values.allSatisfy { here.contains($0.number) }
            && unexpected.values.allSatisfy { !here.contains($0.number) }
            && seen == here.count - missing.values.count + unexpected.values.count
        if !isAsSaid {
            breaches.append(
                Breach(
                    "SP-2.2.3.2a", "\(here.count) media should be in \(self.store.text), which does not match the count"
                )
            )
        }
        return breaches
            + unexpected.values.flatMap {
                world.physical.media.at($0.number)?.machineBreaches(record, in: world) ?? []
            }
    }

    /// What is not there is lost, and what should be elsewhere was found: each is a finding at once.
    package func effect(on registers: inout PhysicalRegisters, of record: OpenRecord) {
        registers.stores[store].counted.take(seen, of: record)
        for medium in missing.values { registers.media[medium].losses.take(.lost, of: record) }
        for medium in unexpected.values {
            registers.media[medium].losses.take(.foundOpen, of: record)
            registers.put(medium, in: Medium.Place(store.item), of: record)
        }
    }
}

extension PhysicalSecurity {
    /// SP-2.2.3.2a: a store that nobody counts is secure as far as its keepers say.
    static let storeCount = DutyRule(
        "store-count", ["SP-2.2.3.2a"],
        owner: .groupOf { cause, seen in seen.world.store(of: cause)?.given.custodians?.text },
        .by { seen in
            var span = 0
            if case .span(let seconds)? = seen.authority.manualValues?.value("store.count.interval") { span = seconds }
            return seen.world.physical.stores.filter { $0.closing(in: seen.world) == nil }.map { store in
                let last = store.counted.opening(seen.world).last
                let place = last?.place ?? store.born
                let by = (last?.happened ?? seen.recorded(place)).adding(span)
                return DutyRule.Due(
                    Cause(
                        about: .item(store.id.text), place: place,
                        says: "\(store.id.text), “\(store.given.label.text)”, must be counted by "
                            + "\(by.text)" + (store.given.custodians == nil ? "; it has no custodians." : ".")),
                    begins: by.adding(-min(span, 30 * StatementSort.day)), by: by)
            }
        },
        metBy: [CountStore.kind], title: "Stores whose count is due", word: "count due", verb: "Count",
        answer: "One of its custodians and one other person count it together.",
        step: { cause, _ in .propose(CountStore.kind, ["store": cause.about.text]) })
}

extension World {
    fileprivate func store(of cause: Cause) -> SecureStore? {
        ItemID(cause.about.text).flatMap { $0.prefix == SecureStore.prefix ? physical.stores.at($0.number) : nil }
    }
}
