import Foundation
import Ledger
import TestWorld
import Testing

@testable import Store

/// The driver as a process of its own, alone or under `strace`, with what it said.
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
    static let driver = Child.built + "/store-driver"

    /// A call of the driver that is made to fail, or is its last one.
    struct Point: CustomStringConvertible {
        let call: String
        let fault: String
        let number: Int
        var description: String { "\(call) \(number) \(fault)" }
        var isKill: Bool { fault == "signal=KILL" }
    }

    /// Runs the driver with a fault at a point.
    ///
    /// strace 6.1 delivers no signal under `--seccomp-bpf`: with it every kill would be a run to the end, and nobody would
    /// notice. So whoever is to be killed is traced the slow way, and must have been killed.
    static func run(_ arguments: [String], at point: Point) throws -> DriverRun {
        let run = try run(
            ["strace", "-f"] + (point.isKill ? [] : ["--seccomp-bpf"]) + [
                "-o", "/dev/null", "-e", "trace=\(point.call)", "-e",
                "inject=\(point.call):\(point.fault):when=\(point.number)", driver,
            ] + arguments)
        if point.isKill { #expect(run.code == nil, "\(point): it was not killed") }
        return run
    }

    /// Runs a command to its end, or kills it after so many milliseconds.
    static func run(_ words: [String], killedAfter milliseconds: UInt32? = nil) throws
        -> DriverRun
    {
        let program = words[0] == "strace" ? "/usr/bin/strace" : words[0]
        let process = try Child(program, Array(words.dropFirst()))
        if let milliseconds {
            usleep(milliseconds * 1000)
            process.kill()
        }
        let outcome = try process.wait()
        return DriverRun(
            code: outcome.status < 128 ? outcome.status : nil,
            lines: outcome.output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init))
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
