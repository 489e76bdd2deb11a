import Ledger
import Rules

extension Workspace {
    /// Proposes other values of the Manual, by the kind of act that they need: whose values they are, and whether one of
    /// them loosens its rule, is read from one's own copy.
    package func manualChange(_ values: [String]) throws(Failure) -> Intent {
        guard let json = ValueChanges.type.read(values.joined(separator: ";")),
            let changes = try? ValueChanges(json)
        else { throw .usage("give NAME=VALUE, like visit.report=\"48 hours\"; foureyes manual lists the names") }
        guard let kind = authority.kind(of: changes) else {
            throw .usage("the Manual has no such values, or they belong to different teams; foureyes manual lists them")
        }
        let text = ValueChanges.type.typed(json) ?? values.joined(separator: ";")
        return try proposal(
            kind.name, ["base=\(authority.manual.digest.hex)", "changes=\(text)", "\(kind.field)=\(kind.owner)"])
    }

    /// P-37: puts a change that loosens into force.
    package func manualClosing(_ id: String) throws(Failure) -> Intent {
        let view = try act(id)
        guard view.kind.name == LoosenManual.kind else {
            throw .usage("\(view.name) does not loosen a value of the Manual")
        }
        return Intent(.closeManual(view.hash, view.name))
    }

    package func manualChanges() -> Output {
        let views = state.manualChangeViews(at: now)
        let rows = views.map { view in
            [
                view.name, view.condition,
                view.rows.map { Visible.text("\($0.field): \($0.now ?? "-") -> \($0.then ?? "-")") }.joined(
                    separator: "; "),
            ]
        }
        return Output(["ACT", "STATE", "CHANGES"], rows, none: "the Manual was not changed", views.map(\.json))
    }
}
