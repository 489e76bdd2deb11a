import Foundation
import Ledger
import Testing

@testable import Store

/// The driver as a process of its own, alone or under `strace`, with what it said.
///
/// With `posix_spawn` and not Foundation's Process, whose waiting costs 50 ms each time.
struct DriverRun {
    /// Exit code; nil when a signal ended it.
    let code: Int32?
    let lines: [String]

    struct Ack: Hashable {
        let place: Int
        let leaf: Digest
        let size: Int
        let root: Digest
    }

    /// What it acknowledged, in order. A line that a kill cut short is none.
    var acks: [Ack] {
        lines.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 5, words[0] == "ack", let place = Int(words[1]),
                let leaf = Digest(hex: words[2]),
                let size = Int(words[3]), let root = Digest(hex: words[4])
            else { return nil }
            return Ack(place: place, leaf: leaf, size: size, root: root)
        }
    }

    func says(_ word: String) -> Bool { lines.contains { $0.hasPrefix(word) } }

    /// The driver lies beside the tests.
    static let driver = folder + "/store-driver"
    private static let folder: String = {
        // swift test runs the bundle itself or hands its path to a runner.
        for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
            return URL(fileURLWithPath: argument).deletingLastPathComponent().path
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return root.deletingLastPathComponent().appendingPathComponent(".build/debug").path
    }()

    /// Runs a command to its end, or kills it after so many milliseconds.
    static func run(_ words: [String], output: String, killedAfter milliseconds: UInt32? = nil) throws
        -> DriverRun
    {
        let words = words.first == "strace" ? ["/usr/bin/strace"] + words.dropFirst() : words
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, output + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        // A crash of the driver must be seen at once, not after half a minute of backtrace.
        var environment = [strdup("SWIFT_BACKTRACE=enable=no"), strdup("PATH=/usr/bin:/bin"), nil]
        defer { for variable in environment { free(variable) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, words[0], &actions, nil, &arguments, &environment) == 0)
        if let milliseconds {
            usleep(milliseconds * 1000)
            kill(process, SIGKILL)
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let text = try String(contentsOfFile: output, encoding: .utf8)
        return DriverRun(
            code: status & 0x7f == 0 ? status >> 8 & 0xff : nil,
            lines: text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init))
    }
}

/// Opens a folder after a fault and holds it against everything that was ever acknowledged: nothing lost, no gap,
/// none twice, nothing signed that is not there.
func checkAfterFault(_ path: String, _ acks: some Collection<DriverRun.Ack>, _ what: Comment) throws {
    let store: LedgerStore
    do throws(StoreError) { store = try LedgerStore(opening: DataFolder(opening: path)) } catch {
        Issue.record("\(what): \(error)")
        return
    }
    defer { store.close() }
    let published = store.published
    #expect(store.voids.isEmpty, what)
    #expect(published.checkpoint.head == published.state.log.head, what)
    var leaves: [Int: Digest] = [:]
    for ack in acks {
        #expect(published.hashes.hash(level: 0, index: ack.place) == ack.leaf, what)
        #expect(published.state.log.roots.at(ack.size) == ack.root, what)
        #expect(leaves.updateValue(ack.leaf, forKey: ack.place) ?? ack.leaf == ack.leaf, what)
    }
}
