import Foundation
import Synchronization

/// A program that a test starts: without a shell, and with what it says in files, because a full pipe would stop a
/// program that nobody reads yet.
///
/// Not Foundation's `Process`: up to Swift 6.3 its `run` reads 256 bytes of each name in /proc/self/fd, also past the end
/// of the C library's buffer (swift-corelibs-foundation, #5472). With many files open the tests died of signal 11. Its
/// waiting costs 50 ms each time besides.
package final class Child: Sendable {
    package struct Outcome: Sendable {
        /// What it exited with; 128 and the signal's number where a signal ended it, as shells say it.
        package let status: Int32
        package let output: String
        package let errors: String
    }

    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    /// Its process.
    package let id: pid_t
    private let output: Int32
    private let errors: Int32
    private let status = Mutex<Int32?>(nil)

    /// Where the build puts programs and test bundles.
    package static let built = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().path

    /// Starts it with this environment, nothing inherited, and a search path; a name without a slash is one of the build.
    package init(
        _ name: String, _ arguments: [String] = [],
        environment: [String: String] = [:], in folder: String? = nil, input: [UInt8] = []
    ) throws {
        let program = name.contains("/") ? name : Child.built + "/" + name
        let given = try Child.file()
        defer { close(given) }
        guard input.withUnsafeBytes({ pwrite(given, $0.baseAddress, $0.count, 0) }) == input.count else {
            throw NotStarted(description: "\(program): its input cannot be written.")
        }
        output = try Child.file()
        errors = try Child.file()
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in [given, output, errors].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
        }
        // Threads of the pool block signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&usual)
        sigaddset(&usual, SIGPIPE)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        // Swift does not see posix_spawn's own way into a folder.
        let place = folder.map { ["/usr/bin/env", "-C", $0] } ?? []
        let command = place + [program] + arguments
        var words = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        // A crash must be seen at once, not after half a minute of backtrace.
        let all = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"].merging(environment) { $1 }
        var settings = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for setting in settings { free(setting) } }
        var child: pid_t = 0
        let failed = posix_spawn(&child, command[0], &actions, &attributes, &words, &settings)
        id = child
        guard failed == 0 else {
            close(output)
            close(errors)
            throw NotStarted(description: "\(program): \(String(cString: strerror(failed))).")
        }
    }

    deinit {
        kill()
        close(output)
        close(errors)
    }

    package var isRunning: Bool { look(WNOHANG) == nil }

    /// Ends it as a power cut would: no time to tidy up.
    package func kill() {
        guard isRunning else { return }
        Foundation.kill(id, SIGKILL)
        _ = look(0)
    }

    /// Waits for its end, and a thread with it.
    package func wait() throws -> Outcome {
        try outcome(look(0) ?? -1)
    }

    /// Waits for its end; the thread does something else meanwhile.
    package func end() async throws -> Outcome {
        while true {
            if let status = look(WNOHANG) { return try outcome(status) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Its status once it has ended; asked for once only, because the number may then be another program's.
    private func look(_ options: Int32) -> Int32? {
        status.withLock { known in
            if known != nil { return known }
            var status: Int32 = 0
            var found: pid_t = -1
            repeat { found = waitpid(id, &status, options) } while found < 0 && errno == EINTR
            // Whose status somebody else has taken has ended too, as nobody knows.
            if found < 0 { known = -1 }
            if found == id { known = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f) }
            return known
        }
    }

    private func outcome(_ status: Int32) throws -> Outcome {
        Outcome(status: status, output: try Child.text(output), errors: try Child.text(errors))
    }

    /// A file to read and write that has no name any more; a program and those that it starts may share it.
    private static func file() throws -> Int32 {
        let name = NSTemporaryDirectory() + "foureyes-said-" + UUID().uuidString
        let file = open(name, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw NotStarted(description: "\(name): \(String(cString: strerror(errno))).") }
        unlink(name)
        return file
    }

    private static func text(_ file: Int32) throws -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(file, &buffer, buffer.count, off_t(all.count))
            guard count >= 0 else { throw NotStarted(description: "What a program said cannot be read.") }
            guard count > 0 else { return String(decoding: all, as: UTF8.self) }
            all += buffer.prefix(count)
        }
    }
}
