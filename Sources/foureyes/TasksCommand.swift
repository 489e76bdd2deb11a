import ArgumentParser
import Client
import Foundation
import Ledger
import Rules

struct Tasks: Performing {
    static let configuration = CommandConfiguration(
        abstract: "What waits for you.",
        discussion: """
            With --watch it stays and prints what is new as it comes. --run PROGRAM runs a program for each task, with the task as
            one line of JSON on its standard input and as FOUREYES_TASK_ID, _TITLE, _COMMAND, _SINCE, _SLOT in its environment.
            No shell is involved: foureyes tasks --watch --run "notify-mail --queue four-eyes"
            """)
    @Flag(help: "Stay, and print what is new.") var watch = false
    @Option(help: "A program that is run for each task while watching; its own words stand behind it.")
    var run: String?
    @Option(help: "Seconds between two looks while watching, where the server has no live stream.") var every = 10
    @OptionGroup var who: Who

    func perform() async throws(Failure) {
        guard watch else {
            guard run == nil else { throw .usage("--run goes with --watch") }
            who.place.printed(try await who.workspace().tasks())
            return
        }
        guard !who.place.copy else { throw .usage("--watch asks the log, and --copy asks no network") }
        guard 1...86_400 ~= every else { throw .usage("--every takes 1 to 86400 seconds") }
        let words = (run ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        guard run == nil || !words.isEmpty else { throw .usage("--run takes a program") }
        try await follow(words)
    }

    /// The lock on the copy is held only while it is brought up to date, so that other commands go on.
    private func follow(_ words: [String]) async throws(Failure) {
        var watched = Watched()
        let reasons = PollSchedule(try who.place.transport(), every: every).reasons()
        try await look(&watched, words)
        for await _ in reasons {
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
                let workspace = try await who.workspace()
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
        tell(fresh, words, as: person)
    }

    private func hasMoved(since checkpoint: [UInt8]?) async throws(Failure) -> Bool {
        try await who.place.transport().fetch(.checkpoint) != checkpoint
    }

    private func tell(_ tasks: [OpenTask], _ words: [String], as person: Int) {
        for task in tasks {
            print(TaskLine.of(task, now: Where.now).text(asJSON: who.place.json))
            // Output to a pipe is held back otherwise, and a watch never ends.
            fflush(nil)
            guard !words.isEmpty else { continue }
            do throws(Failure) {
                let said = try TaskProgram.run(words, for: task, as: person)
                FileHandle.standardError.write(Data(said))
            } catch { for line in error.lines { Terminal.error(line) } }
        }
    }

    private static var clock: String { Where.now.text }
}
