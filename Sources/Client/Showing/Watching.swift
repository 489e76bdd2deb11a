import Ledger
import Rules

/// What waits for a person, looked at again and again: it tells what is new since the last look.
package struct TaskWatch: Sendable {
    package let person: Int
    private var known: Set<String> = []

    package init(person: Int) { self.person = person }

    /// The tasks that were not there at the last look, oldest first; the first look finds all that waits.
    package mutating func fresh(in state: State, at now: Time) -> [OpenTask] {
        let all = state.tasks(for: person, at: now)
        defer { known = Set(all.map(Self.name)) }
        return all.filter { !known.contains(Self.name($0)) }.reversed()
    }

    /// An act that comes back, in another slot or as something to vote on, is told again.
    private static func name(_ task: OpenTask) -> String {
        "\(task.rule.name) \(task.id) \(task.slot ?? "")"
    }
}

/// One task as `tasks --watch` prints it.
package enum TaskLine {
    package static func of(_ task: OpenTask, now: Time) -> Output {
        Output(
            ["\(task.id)  \(task.title), \(TimeText.short(task.since, now: now)): \(task.command)"], task.json)
    }
}

/// Runs the program of `--watch --run` for a task. Nothing of the ledger ever is in a command line: the task is JSON on
/// the standard input, and in the environment; no shell is involved.
package enum TaskProgram {
    private static let seconds = 60

    /// The program and its own words, as the person gave them.
    package static func run(_ words: [String], for task: OpenTask, as person: Int) throws(Failure) -> [UInt8] {
        guard let program = words.first else { throw .usage("--run needs a program") }
        var environment = [
            "FOUREYES_TASK": task.rule.name, "FOUREYES_TASK_ID": task.id,
            "FOUREYES_TASK_TITLE": Visible.text(task.title), "FOUREYES_TASK_COMMAND": task.command,
            "FOUREYES_TASK_SINCE": task.since.text, "FOUREYES_TASK_PERSON": "p\(person)",
        ]
        if let slot = task.slot { environment["FOUREYES_TASK_SLOT"] = slot }
        let ended = try ChildRun.run(
            program, Array(words.dropFirst()), input: task.json.written() + [0x0a], environment: environment,
            seconds: seconds)
        guard ended.status == 0 else {
            throw .unavailable("\(Visible.text(program)) ended with status \(ended.status) for \(task.id)")
        }
        return ended.output
    }
}
