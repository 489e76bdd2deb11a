import ArgumentParser
import Client
import Foundation
import Ledger
import Rules

struct Tasks: Performing {
    static let configuration = CommandConfiguration(
        abstract: "List what waits for you.",
        discussion: """
            With --watch it keeps running and prints new tasks. --run PROGRAM runs a program for each new task, with the task as
            one line of JSON on its standard input and in FOUREYES_TASK_ID, _TITLE, _COMMAND, _SINCE and _SLOT.
            No shell is used. Example: foureyes tasks --watch --run "notify-mail --queue four-eyes"
            """)
    @Flag(help: "Keep running and print new tasks.") var watch = false
    @Option(help: "With --watch: run this program for each new task. Arguments can follow.")
    var run: String?
    @Option(help: "With --watch: seconds between two checks, if the server has no live stream.") var every = 10
    @OptionGroup var place: Where

    func perform() async throws(Failure) {
        guard watch else {
            guard run == nil else { throw .usage("--run needs --watch") }
            try place.answer(try await place.workspace().tasks())
            return
        }
        guard !place.copy else { throw .usage("--watch needs the server, and --copy uses no network") }
        guard 1...86_400 ~= every else { throw .usage("--every must be 1 to 86400 seconds") }
        let words = (run ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        guard run == nil || !words.isEmpty else { throw .usage("--run takes a program") }
        try await follow(words)
    }

    /// The lock on the copy is held only while it is brought up to date, so that other commands go on.
    private func follow(_ words: [String]) async throws(Failure) {
        var watched = Watched()
        let reasons = PollSchedule(try place.transport(), every: every).reasons()
        try await look(&watched, words)
        for await _ in reasons {
            guard Terminal.isRead else { return }
            try await look(&watched, words)
            // Whatever a server hints, it is asked no more than once a second.
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
        }
    }

    /// What the last look found.
    private struct Watched {
        var seen: (state: State, checkpoint: [UInt8])?
        var watch: TaskWatch?
        var isAway = false
    }

    private func look(_ watched: inout Watched, _ words: [String]) async throws(Failure) {
        do throws(Failure) {
            if try await hasMoved(since: watched.seen?.checkpoint) || watched.seen == nil {
                let workspace = try await place.workspace()
                if watched.watch == nil { watched.watch = TaskWatch(person: try workspace.requireNumber()) }
                watched.seen = (workspace.state, workspace.replica.checkpoint?.note.bytes ?? [])
            }
            if watched.isAway { Terminal.error("\(Self.clock): the server answers again") }
            watched.isAway = false
        } catch .unavailable(let why, _) {
            // An alarm ends the watch; silence of the server does not.
            if !watched.isAway { Terminal.error("\(Self.clock): \(why). Trying again.") }
            watched.isAway = true
        }
        guard let state = watched.seen?.state, let person = watched.watch?.person,
            let fresh = watched.watch?.fresh(in: state, at: Where.now)
        else { return }
        try tell(fresh, words, as: person)
    }

    private func hasMoved(since checkpoint: [UInt8]?) async throws(Failure) -> Bool {
        try await place.transport().fetch(.checkpoint) != checkpoint
    }

    private func tell(_ tasks: [OpenTask], _ words: [String], as person: Int) throws(Failure) {
        for task in tasks {
            try place.answer(TaskLine.of(task, now: Where.now))
            guard !words.isEmpty else { continue }
            do throws(Failure) {
                let said = try TaskProgram.run(words, for: task, as: person)
                Terminal.error(String(decoding: said, as: UTF8.self), end: "")
            } catch { for line in error.lines { Terminal.error(line) } }
        }
    }

    private static var clock: String { Where.now.text }
}
