import Foundation

/// Runs a program without a shell, with bytes on its standard input, a limit in time and one in size.
///
/// Not Foundation's `Process`: that puts the child into a process group of its own, and then ssh-keygen cannot ask
/// for a PIN on the terminal.
enum ChildRun {
    struct Outcome {
        let status: Int32
        let output: [UInt8]
    }
    private static let outputMax = 1 << 20

    /// `environment` is added to our own. `isTerminal` leaves the person's terminal on the child's standard input, for questions.
    static func run(
        _ program: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        isTerminal: Bool = false, seconds: Int
    ) throws(Failure) -> Outcome {
        // Sockets and not pipes: they are born with CLOEXEC, so that no other child that is started at this moment
        // holds our ends open.
        var (toChild, fromChild): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, stream, 0, &toChild) == 0, socketpair(AF_UNIX, stream, 0, &fromChild) == 0
        else {
            throw .unavailable("\(program) cannot be started: too many open files")
        }
        defer { for descriptor in [toChild[1], fromChild[0]] where descriptor >= 0 { close(descriptor) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if !isTerminal { posix_spawn_file_actions_adddup2(&actions, toChild[0], 0) }
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        // Threads of the pool block signals, and a child would inherit that: Ctrl-C must reach ssh-keygen.
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
        var child: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let all = ProcessInfo.processInfo.environment.merging(environment) { _, given in given }
        var settings: [UnsafeMutablePointer<CChar>?] = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for setting in settings { free(setting) } }
        let failed = posix_spawnp(&child, program, &actions, &attributes, &words, &settings)
        close(toChild[0])
        close(fromChild[1])
        guard failed == 0 else {
            throw .unavailable("\(program) cannot be started (\(String(cString: strerror(failed))))")
        }
        return try exchange(
            child, program, input: input, into: toChild[1], outOf: fromChild[0], seconds: seconds
        ) {
            close(toChild[1])
            toChild[1] = -1
        }
    }

    private static func exchange(
        _ child: pid_t, _ program: String, input: [UInt8], into: Int32, outOf: Int32, seconds: Int,
        closeInput: () -> Void
    ) throws(Failure) -> Outcome {
        signal(SIGPIPE, SIG_IGN)
        // At most 64 KiB, which a pipe takes at once: a statement line is no longer.
        var rest = input[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(into, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        closeInput()
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let end = Date().addingTimeInterval(TimeInterval(seconds))
        var status: Int32 = 0
        var isOver = false
        while true {
            guard Date() < end, output.count <= outputMax else {
                kill(child, SIGKILL)
                waitpid(child, &status, 0)
                throw .unavailable("\(program) was stopped: no answer within \(seconds) seconds")
            }
            // What is there is read once more after the child has ended; a grandchild may hold the other end for ever.
            var waiting = pollfd(fd: outOf, events: Int16(POLLIN), revents: 0)
            if poll(&waiting, 1, isOver ? 0 : 20) > 0 {
                let count = read(outOf, &buffer, buffer.count)
                if count > 0 {
                    output.append(contentsOf: buffer.prefix(count))
                    continue
                }
                if !isOver { while waitpid(child, &status, 0) < 0, errno == EINTR {} }
                break
            }
            if isOver { break }
            isOver = waitpid(child, &status, WNOHANG) == child
        }
        let exited = status & 0x7f == 0
        return Outcome(status: exited ? (status >> 8) & 0xff : 128 + (status & 0x7f), output: output)
    }
}
