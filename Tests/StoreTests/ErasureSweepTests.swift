import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// Goal: whatever the last thing was that a server did while it erased, what the ledger calls erased is in no file once
/// the next one runs, and no line of the journal that stood is gone. Method: the driver under strace, once for each call.
@Suite(.serialized) struct ErasureSweepTests {
    private let name = "Grace Hopper of the compilers"

    @Test("P-6, P-70: KILL and EIO at every sync and truncation, and between, of journal line, segment and erasure")
    func sweep() async throws {
        let world = try await StoreWorld.filled()
        let store = try world.open()
        let hash = try await world.describe(2, ["name": name], into: store)
        let keys = store.files.vault.keys
        let boxes =
            try keys.all().flatMap { try store.files.vault.file.boxes(under: $0.holder.id) + [$0.wrapped] }
        // All of the act but the closing at which it takes effect.
        let act = try world.ca.propose(EraseSubject.kind, .line(["person": .person(2)]), by: 1)
        try world.ca.carry(act)
        let last = world.ca.entries.count - 1
        try await world.play(store.published.state.log.size..<last, into: store)
        store.close()
        let closing = world.root + "/closing"
        try Data(world.ca.entries[last].dropLast(30)).write(to: URL(fileURLWithPath: closing))
        world.clock.now = world.ca.now
        var met: (erased: Int, standing: Int) = (0, 0)
        for point in try points(world, closing) {
            let copy = world.root + "/copy"
            try? FileManager.default.removeItem(atPath: copy)
            try FileManager.default.copyItem(atPath: world.path, toPath: copy)
            let run = try DriverRun.run([copy, closing], at: point)
            let what = Comment(rawValue: "\(point): \(run.lines.last ?? "nothing said")")
            #expect(!run.says("bad"), what)
            let again = try LedgerStore(opening: DataFolder(opening: copy), clock: world.clock.read)
            #expect(again.voids.isEmpty && again.mismatches.isEmpty, what)
            let isErased = again.published.state.erasure(of: hash, part: "name") != nil
            if !run.acks.isEmpty { #expect(isErased, what) }
            if isErased {
                met.erased += 1
                #expect(world.files(with: boxes, below: copy) == [], what)
            } else {
                met.standing += 1
                #expect(try again.open([(hash, "name")], for: 1, because: "x")[0]?.content == Array(name.utf8), what)
            }
            if run.says("line") {
                let said = try again.journal.lines(JournalQuery(sort: .alarm)).compactMap(\.line?.facts["word"]?.text)
                #expect(said.contains("said by the driver"), what)
            }
            if run.says("sealed") { #expect(again.journal.head.size > 0, what) }
            again.close()
        }
        #expect(met.erased > 5 && met.standing > 5, "\(met)")
    }

    /// Every sync and truncation of a run without faults, and every fifth write.
    private func points(_ world: StoreWorld, _ closing: String) throws -> [DriverRun.Point] {
        let copy = world.root + "/traced"
        try FileManager.default.copyItem(atPath: world.path, toPath: copy)
        let run = try DriverRun.run(
            [
                "strace", "-f", "--seccomp-bpf", "-o", world.root + "/trace", "-e",
                "trace=pwrite64,fdatasync,fsync,ftruncate", DriverRun.driver, copy, closing,
            ])
        try #require(run.code == 0 && run.acks.count == 1, "\(run.lines)")
        try FileManager.default.removeItem(atPath: copy)
        let lines = try String(contentsOfFile: world.root + "/trace", encoding: .utf8).split(separator: "\n")
        var points: [DriverRun.Point] = []
        for call in ["fdatasync", "fsync", "ftruncate", "pwrite64"] {
            let count = lines.count { $0.contains(" \(call)(") }
            for number in stride(from: 1, through: count, by: call == "pwrite64" ? 5 : 1) {
                points.append(DriverRun.Point(call: call, fault: "signal=KILL", number: number))
                if call != "pwrite64" { points.append(DriverRun.Point(call: call, fault: "error=EIO", number: number)) }
            }
        }
        return points
    }
}
