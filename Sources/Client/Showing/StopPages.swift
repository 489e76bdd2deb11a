import Ledger
import Rules

extension Workspace {
    /// The stops, newest first, with what ends each.
    package func stops(all: Bool = false) -> Output {
        let views = state.stopViews(at: now).filter { all || $0.stop.ended == nil }
        guard !views.isEmpty else { return Output(["STOP"], [], none: "nothing is stopped", []) }
        let lines = views.enumerated().flatMap { index, view in (index == 0 ? [] : [""]) + self.lines(view) }
        return Output(lines, .array(views.map(\.json)))
    }

    func stopPage(_ stop: Stop) -> Output {
        let view = state.stopView(stop, at: now)
        return Output(lines(view), view.json)
    }

    private func lines(_ view: StopView) -> [String] {
        let stop = view.stop
        var lines = ["\(view.name)  stop of \(stop.target.text)"]
        lines += Layout.field("set", "by \(people(stop.by)), \(TimeText.full(stop.recorded, now: now))")
        lines += Layout.field(
            "state",
            (stop.ended.map { "ended by entry \($0)" } ?? "in force")
                + (stop.page ? ", page signatures and sessions only" : ""))
        guard stop.ended == nil else { return lines }
        let ends =
            view.restorers.count < 2
            ? "fewer than two people are left who may end it"
            : (view.mayEnd ? "" : "after \(TimeText.full(view.opens, now: now)), ")
                + "by two of \(people(view.restorers))"
        lines += Layout.field("ends", ends)
        if view.mayEnd, view.restorers.count > 1 { lines += Layout.field("", "foureyes stops end \(view.name)") }
        lines += Layout.field("earlier", view.earlier ?? "not possible")
        if view.earlier != nil { lines += Layout.field("", "foureyes stops lift \(view.name)") }
        for act in view.ending { lines += Layout.field("proposed", "\(act): foureyes show \(act)") }
        return lines
    }
}
