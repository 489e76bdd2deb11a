import Ledger

/// SP-9.1.2a: that a person is away. It changes no right (K-24): it is there so that others see in time who is left.
package struct Absence: Entered {
    package static let prefix = "ABS", noun = "absence", word = "absence"
    package static let clauses = ["SP-9.1.2a"]
    package static let isOwnWord = true
    package static var table: any WritableKeyPath<AdministrativeRegisters, ItemTable<Absence>> & Sendable { \.absences }

    /// What the person can do meanwhile. A stop can be entered from anywhere.
    package enum Reachable: String, Choice {
        case no
        case stopOnly = "stop-only"
    }

    package struct Given: Facts {
        package let person: ID<Person>, from: CalendarDay, until: CalendarDay, reachable: Reachable
        package static let fields = Fields(
            { Self(person: $0, from: $1, until: $2, reachable: $3) },
            Field("person", \Self.person, "Who is away", [.title, .column, .subject]),
            Field("from", \Self.from, "First day", .column), Field("until", \Self.until, "Last day", .column),
            Field("reachable", \Self.reachable, "Reachable meanwhile", [.column, .filter]))
    }

    package let number: Int
    package let born: Int
    package var given: Given

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    package enum State: String, ItemState {
        case entered
        package var tone: Tone { .good }
    }
    package static let state = Derived<Absence>.state { _, _ in State.entered }

    /// Whether the person is away at some time of that day.
    package func covers(_ day: CalendarDay) -> Bool { given.from <= day && day <= given.until }

    /// The person enters it, or somebody who leads: who falls ill does not type. Nobody else puts others aside.
    package static func require(
        _ given: Given, instead of: Absence?, in world: World, at moment: Moment
    ) throws(Refusal) {
        guard given.from <= given.until else {
            throw Refusal("SP-9.1.2a", "The last day is before the first.", field: "until", sort: .malformed)
        }
        guard given.from.begins <= moment.recorded.adding(longest),
            given.until.begins <= given.from.begins.adding(longest)
        else {
            throw Refusal(
                "SP-9.1.2a", "An absence begins within a year and lasts a year at the longest.", field: "until")
        }
        let authority = world.authority
        func mayEnter(_ person: Int) -> Bool {
            person == given.person.number || !authority.led(by: person, at: moment.recorded).isEmpty
                || authority.policy.map {
                    authority.membership(of: person, in: $0.governs, at: moment.recorded) != nil
                } == true
        }
        guard let other = (moment.by.isEmpty ? [moment.signer] : moment.by).first(where: { !mayEnter($0) }) else {
            return
        }
        throw Refusal(
            "SP-9.1.2a", "p\(other) cannot enter the absence of \(given.person.text).",
            who: "\(given.person.text), a team leader, or the governing body", field: "person")
    }

    private static let longest = 366 * StatementSort.day
}

extension World {
    /// Who is away at some time between two days, and when, in the order in which it was entered.
    package func away(between first: CalendarDay, and last: CalendarDay) -> [Absence.Given] {
        administrative.absences.map(\.given).filter { $0.from <= last && first <= $0.until }
    }

    /// The kind by which somebody says that they are away.
    package static var sayingAway: String { Enter<Absence>.kind }

    /// Who is away on a day, ascending.
    package func away(on day: CalendarDay) -> Set<Int> {
        Set(administrative.absences.filter { $0.covers(day) }.map(\.given.person.number))
    }
}

extension CalendarDay {
    /// The day of a time in UTC, and those after it.
    package init(of time: Time) { self.init(known: String(time.text.prefix(10))) }
    package func later(by days: Int) -> CalendarDay { CalendarDay(of: begins.adding(days * StatementSort.day)) }
}

extension Administration {
    /// SP-9.1.2a: a team that will have fewer than its minimum is found before it happens.
    static let shortHanded = FindingRule(
        "short-handed", ["SP-9.1.2a"], .due, title: "Teams that will have too few people", word: "short-handed",
        answer: "Those who are away choose other days, or somebody is appointed."
    ) { seen in
        let world = seen.state.world
        guard world.administrative.absences.count > 0 else { return [] }
        let today = CalendarDay(of: seen.now)
        return seen.groups.filter { $0.group.sort == .team }.compactMap { group, roster, present in
            guard present >= group.minimum else { return nil }
            let people = roster.seats.map(\.person).filter {
                seen.authority.membership(of: $0, in: group.code, at: seen.now) != nil
            }
            for days in 0...lead(seen) {
                let day = today.later(by: days)
                let away = people.filter(world.away(on: day).contains)
                guard people.count - away.count < group.minimum else { continue }
                let cause = world.administrative.absences.filter {
                    $0.covers(day) && away.contains($0.given.person.number)
                }
                let who = away.map { "p\($0)" }.joined(separator: ", ")
                return Cause(
                    about: .group(group.code), place: cause.map(\.born).max() ?? 0,
                    says:
                        "\(group.title): \(people.count - away.count) of \(people.count) are here on \(day.text); away: \(who)."
                )
            }
            return nil
        }
    }

    /// How far ahead that is looked for, in days.
    private static func lead(_ seen: Seen) -> Int {
        guard case .span(let seconds)? = seen.authority.manualValues?.value("absence.lead") else { return 14 }
        return min(366, seconds / StatementSort.day)
    }
}
