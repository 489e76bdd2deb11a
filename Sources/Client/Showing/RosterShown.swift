import Ledger
import Rules

extension Workspace {
    /// Who could decide what, today and in the days ahead; only what is short or thin unless all is asked for.
    package func roster(days: Int, all: Bool) throws(Failure) -> Output {
        guard 1...60 ~= days else { throw .usage("--days is 1 to 60") }
        let lines = state.roster(days: days, at: now)
        let rows = lines.filter { all || $0.isShort || $0.isThin }.map { line -> [String] in
            let words = line.days.map { day in
                day.needed == nil ? "!" : day.needed?.isEmpty == false ? "-" : "+"
            }
            let needed = Set(line.days.flatMap { $0.needed ?? [] }).sorted().map { "p\($0)" }
            return [
                words.joined(), line.kind.name, line.group ?? "",
                needed.isEmpty ? "" : "only with " + needed.joined(separator: " "),
            ]
        }
        let first = lines.first?.days.first?.day.text ?? ""
        return Output(
            ["FROM \(first)", "ACT", "GROUP", "WHO"], rows, none: "of every act somebody can be missing",
            lines.map(\.json))
    }
}
