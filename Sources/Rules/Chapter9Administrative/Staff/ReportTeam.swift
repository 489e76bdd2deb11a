import Ledger

/// SP-9.1.2c: a team's leader reports to the body that governs. What they say stands beside the line.
package struct ReportTeam: Record {
    package typealias Changes = AdministrativeRegisters
    package let happened: Time, team: GroupCode<OfTeam>
    package var parties: Parties { Parties() }

    package static let kind = "record/team.report", title = "Report on a team"
    package static let clauses = ["SP-9.1.2c", "SP-9.3.1"]
    package static let roles: [Role] = []
    package static let detached = [DetachedNote("report", "What the team did, and what it needs", required: true)]
    package static let fields = Fields(
        { Self(happened: $0, team: $1) }, Field("happened", \Self.happened, "Up to when you report"),
        Field("team", \Self.team, "Which team", .title))

    package func breaches(of record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        world.authority.leadership(of: record.performer, over: team.text, at: moment.recorded) == nil
            ? [Breach("SP-9.1.2c", "p\(record.performer) does not lead the team “\(team.text)”")] : []
    }
}

extension World {
    /// The reports of a team's leaders, the last first: those that are clean and not denied.
    package func reports(of team: String) -> [OpenRecord] {
        records(of: ReportTeam.kind, limit: .max).filter {
            ($0.record as? ReportTeam)?.team.text == team && opensGate($0.place)
        }.sorted { $0.ordered > $1.ordered }
    }
}

extension Administration {
    /// SP-9.1.2c: each team's leader reports to the body that governs from time to time.
    static let teamReport = DutyRule(
        "team-report", ["SP-9.1.2c"], owner: .groupOf { cause, _ in cause.about.text },
        .by { seen in
            let span = seen.authority.span("team.report.interval", else: 91 * StatementSort.day)
            return seen.groups.filter { $0.group.sort == .team }.compactMap { group, roster, _ in
                guard
                    let leader = roster.seats.first(where: {
                        seen.authority.leadership(of: $0.person, over: group.code, at: seen.now) != nil
                    })
                else { return nil }
                let last = seen.world.reports(of: group.code).first
                let since = last?.ordered ?? seen.recorded(leader.leads ?? leader.since)
                let by = since.adding(span)
                return DutyRule.Due(
                    Cause(
                        about: .group(group.code), place: last?.place ?? leader.leads ?? leader.since,
                        says: "\(group.title): p\(leader.person) reports by \(by.text)."),
                    begins: by.adding(-min(span, 14 * StatementSort.day)), by: by)
            }
        },
        metBy: [ReportTeam.kind], title: "Reports of team leaders that are due", word: "report due", verb: "Report on",
        answer: "The team’s leader reports to the body that governs.",
        step: { cause, _ in .propose(ReportTeam.kind, ["team": cause.about.text]) })
}
