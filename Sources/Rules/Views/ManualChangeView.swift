import Ledger

/// A change of the Manual as people look at it.
package struct ManualChangeView: Sendable {
    package let change: ManualChange
    package let hash: Digest
    /// `waiting`, `may-close`, `in-force`, `over`.
    package let condition: String
    /// Who may put it into force.
    package let leaders: [Int]
    /// What each value was and became, or would become.
    package let rows: [Difference.Row]

    package var name: String { "A-\(change.act)" }

    package var json: JSON {
        .line([
            "changes": .array(
                rows.map {
                    .line(["name": .string($0.field), "now": .string($0.now ?? ""), "then": .string($0.then ?? "")])
                }),
            "condition": .string(condition), "expires": .string(change.expires.text), "id": .string(name),
            "in-force": change.inForce.map { .integer($0) }, "opens": .string(change.opens.text),
        ])
    }
}

extension State {
    /// Every change of the Manual that was signed for, newest first.
    package func manualChangeViews(at now: Time) -> [ManualChangeView] {
        authority.manualChanges.list.map { view($0, at: now) }.reversed()
    }

    /// Those that are not in force and not over: what a task asks for each person, so not the whole history.
    package func waitingManualChanges(at now: Time) -> [ManualChangeView] {
        authority.manualChanges.list.filter { $0.inForce == nil && now <= $0.expires }.map { view($0, at: now) }
    }

    package func manualChangeView(of act: Int, at now: Time) -> ManualChangeView? {
        authority.manualChange(ofActAt: act).map { view($0.change, at: now) }
    }

    private func view(_ change: ManualChange, at now: Time) -> ManualChangeView {
        let act = authority.acts[place: change.act]
        let team = (act?.act as? LoosenManual)?.team.text
        let ended = max(act.flatMap { authority.changed[$0.kind.name] } ?? -1, authority.editions.authority.place)
        let condition =
            change.inForce != nil
            ? "in-force"
            : now > change.expires || ended > change.act
                ? "over" : max(log.clock ?? now, now) >= change.opens ? "may-close" : "waiting"
        let leaders = team.map { authority.leaders(of: $0, at: now) } ?? []
        return ManualChangeView(
            change: change, hash: act?.hash ?? .ofNothing, condition: condition, leaders: leaders,
            rows: authority.rows(of: change))
    }
}

extension Authority {
    /// Who can act as a team's leader now.
    private func leads(_ person: Int, _ team: String, at now: Time) -> Bool {
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil, stop: nil)
        return standing(of: person, in: [.leader(team)], for: subject, at: now) != nil
    }

    fileprivate func leaders(of team: String, at now: Time) -> [Int] {
        people.map(\.number).filter { leads($0, team, at: now) }
    }

    /// What a change made, or would make of the values in force.
    fileprivate func rows(of change: ManualChange) -> [Difference.Row] {
        change.changes.list.flatMap { name, value -> [Difference.Row] in
            guard let item = manualValues?.items[name] else { return [] }
            func view(_ json: JSON?) -> ManualView? {
                json.flatMap { try? Manual.Value($0, like: item.value) }.map {
                    ManualView(name: name, item: item.with($0))
                }
            }
            let before = change.before?.list.first { $0.name == name }?.value ?? item.value.written.value
            return ManualView.differences(view(before), view(value))
        }
    }
}
