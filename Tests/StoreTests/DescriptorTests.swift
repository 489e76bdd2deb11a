import Foundation
import Testing

@testable import Store

/// Goal: a process without a file descriptor left loses nothing and does not stop: the write is undone, and others follow.
/// Method: the driver under strace, whose calls of `openat` fail from one on, each of them once.
@Suite(.serialized) struct DescriptorTests {
    @Test("“too many open files” is an undone write, of an enclosure and of every other file")
    func sweep() throws {
        let root = NSTemporaryDirectory() + "foureyes-descriptors-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        let base = root + "/base", copy = root + "/copy"
        let standing = try DriverRun.run([DriverRun.driver, base, "1"])
        try #require(standing.code == 0, "\(standing.lines)")
        try FileManager.default.copyItem(atPath: base, toPath: copy)
        let traced = try DriverRun.run(
            ["strace", "-f", "--seccomp-bpf", "-o", root + "/trace", "-e", "trace=openat", DriverRun.driver, copy, "1"])
        try #require(traced.code == 0, "\(traced.lines)")
        let calls = try String(contentsOfFile: root + "/trace", encoding: .utf8).split(separator: "\n")
            .filter { $0.contains("openat(") }
        // The start ends where the folder of enclosures is synced.
        let first = try #require(
            calls.firstIndex { $0.contains("/enclosures\", O_RDONLY") && $0.contains("O_DIRECTORY") })
        #expect(calls.count > first + 1, "the append opens nothing: \(calls.suffix(3))")
        var undone = 0
        for number in (first - 2)...calls.count {
            for fault in ["error=EMFILE", "error=ENFILE"] {
                for when in ["\(number)", "\(number)+"] {
                    try? FileManager.default.removeItem(atPath: copy)
                    try FileManager.default.copyItem(atPath: base, toPath: copy)
                    let run = try DriverRun.run(
                        [
                            "strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "-e", "trace=openat", "-e",
                            "inject=openat:\(fault):when=\(when)", DriverRun.driver, copy, "2",
                        ])
                    let what = Comment(rawValue: "openat \(when) \(fault): \(run.lines.last ?? "nothing said")")
                    #expect(!run.says("unknown") && !run.says("bad"), what)
                    if run.says("busy") { undone += 1 }
                    // One call that fails is followed by a batch that enters.
                    if run.says("busy"), !when.hasSuffix("+") { #expect(run.code == 0 && !run.acks.isEmpty, what) }
                    try checkAfterFault(copy, standing.acks + run.acks, what)
                }
            }
        }
        #expect(undone > 3)
    }
}
