import Ledger

/// SP-9.1.8: a training, a test or a drill of a team was held. Everybody who took part signs it.
package struct HoldTraining: Record {
    package typealias Changes = AdministrativeRegisters
    package enum Sort: String, Choice { case drill, test, training }
    package let happened: Time, team: GroupCode<OfTeam>, topic: Name, sort: Sort, parties: Parties

    package static let kind = "record/training.hold", title = "Record a training"
    package static let clauses = ["SP-9.1.8"]
    package static let roles = [Role("participant", 1...60, clause: "SP-9.1.8")]
    package static let fields = Fields(
        { Self(happened: $0, team: $1, topic: $2, sort: $3, parties: $4) },
        Field("happened", \Self.happened, "When it was held"), Field("team", \Self.team, "Which team"),
        Field("topic", \Self.topic, "Topic", .title), Field("sort", \Self.sort, "Sort"),
        Field("parties", \Self.parties, "Who took part"))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        let members = record.people.filter {
            world.authority.membership(of: $0, in: team.text, at: moment.recorded) != nil
        }
        return members.isEmpty
            ? [Breach("SP-9.1.8", "nobody of the team “\(team.text)” took part in its training")] : []
    }
}

extension World {
    /// The trainings that a person held or took part in, the last first: those that are complete, clean and not denied.
    package func trainings(of person: Int) -> [OpenRecord] {
        records(of: HoldTraining.kind, limit: .max).filter { $0.people.contains(person) && opensGate($0.place) }
            .sorted { $0.ordered > $1.ordered }
    }
}

extension Administration {
    /// SP-9.1.8: everybody in a critical role takes part in a training of their team by a day.
    static let training = DutyRule(
        "training", ["SP-9.1.8"],
        owner: .groupOf { cause, seen in
            ItemID(cause.about.text).flatMap { id in
                seen.authority.groups(of: id.number).first { seen.authority.isCritical($0) }
            }
        },
        .by { seen in
            let span = seen.authority.span("training.repeat", else: 365 * StatementSort.day)
            let held = seen.world.records(of: HoldTraining.kind, limit: .max).filter {
                seen.world.opensGate($0.place)
            }
            return seen.groups.filter { $0.group.marks.contains(.critical) }.flatMap {
                group, roster, _ -> [DutyRule.Due] in
                roster.seats.compactMap { seat in
                    guard seen.authority.membership(of: seat.person, in: group.code, at: seen.now) != nil else {
                        return nil
                    }
                    let last = held.filter { record in
                        (record.record as? HoldTraining)?.team.text == group.code
                            && record.people.contains(seat.person)
                    }.max { $0.ordered < $1.ordered }
                    let by = max(last?.ordered ?? seat.taken, seat.taken).adding(span)
                    return DutyRule.Due(
                        Cause(
                            about: .item("p\(seat.person)"), place: last?.place ?? seat.since,
                            says: "p\(seat.person), \(group.title): a training by \(by.text)."),
                        begins: by.adding(-min(span, 30 * StatementSort.day)), by: by)
                }
            }
        },
        metBy: [HoldTraining.kind], title: "Trainings that are due", word: "training due", verb: "Hold",
        answer: "The team’s leader sees to it that it is held. Everybody who takes part signs.")
}

extension Authority {
    /// A length of time that the Manual gives under a name, in seconds; what is usual where it is silent.
    func span(_ name: String, else usual: Int) -> Int {
        guard case .span(let seconds)? = manualValues?.value(name) else { return usual }
        return seconds
    }
}
