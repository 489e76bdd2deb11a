import Ledger
import Synchronization
import Verifier

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `foureyes-verify`: arguments, clock and output around `Verification`.
@main
struct VerifyProgram {
    static func main() async {
        let arguments: VerifyArguments
        do throws(UsageFault) {
            arguments = try VerifyArguments(Array(CommandLine.arguments.dropFirst()))
        } catch { stop(2, "foureyes-verify: \(error.what)\n\(VerifyArguments.usage)\n") }
        if arguments.help {
            write(1, VerifyArguments.usage + "\n")
            exit(0)
        }
        if arguments.version {
            write(1, Release.text("foureyes-verify") + "\n")
            exit(0)
        }
        var options = VerificationOptions(
            now: arguments.now ?? machineTime(), founding: arguments.founding, since: arguments.since,
            cores: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        if let path = arguments.checkpoint {
            guard let bytes = checkpoint(path) else {
                stop(7, "foureyes-verify: cannot read \(ShownText.of(path))\n")
            }
            options.known = bytes
        }
        let line = ProgressLine()
        let report = await Verification.run(folder: arguments.folder, options: options) {
            if !arguments.quiet { line.show($0) }
        }
        line.clear()
        if arguments.json {
            write(1, String(decoding: report.json.written(), as: UTF8.self) + "\n")
        } else {
            // What is no export has no report: the words are for whoever typed the command.
            let lines = arguments.quiet ? report.brief : report.lines
            write(report.exitCode == 2 ? 2 : 1, lines.joined(separator: "\n") + "\n")
        }
        exit(report.exitCode)
    }

    /// The machine's clock; one before 1970 or after 9999 counts as the nearest moment there is.
    private static func machineTime() -> Time {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Time(seconds: now.tv_sec) ?? (now.tv_sec < 0 ? .earliest : .latest)
    }

    /// The bytes of a checkpoint that the user names, as many as a note may have and one.
    private static func checkpoint(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: Note.bytesMax + 1)
        var length = 0
        while length < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                read(file, $0.baseAddress?.advanced(by: length), $0.count - length)
            }
            if got < 0 { return nil }
            if got == 0 { break }
            length += got
        }
        return Array(bytes.prefix(length))
    }

    static func stop(_ code: Int32, _ text: String) -> Never {
        write(2, text)
        exit(code)
    }

    /// Writes all of a text; what nobody reads any more is dropped.
    static func write(_ file: Int32, _ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let wrote = bytes.withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(file, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(file, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(file, buffer.baseAddress, buffer.count)
                #endif
            }
            if wrote < 0 {
                if errno == EINTR { continue }
                return
            }
            bytes = bytes.dropFirst(wrote)
        }
    }
}

/// The progress on standard error: one line that is written over on a terminal, a line every ten seconds elsewhere.
final class ProgressLine: Sendable {
    private struct Shown {
        var last: Int?
        var isOnScreen = false
    }
    private let isTerminal = isatty(2) == 1
    private let started = ProgressLine.milliseconds()
    // Held while a line is written, so that `clear` cannot come between two halves of one.
    private let shown = Mutex(Shown())

    func show(_ progress: VerificationProgress) {
        let now = ProgressLine.milliseconds()
        shown.withLock { shown in
            // Nothing in the first second: a small ledger needs no progress.
            guard now - (shown.last ?? started) >= (shown.last == nil ? 1000 : isTerminal ? 200 : 10_000)
            else { return }
            shown.last = now
            shown.isOnScreen = isTerminal
            let rate = progress.done * 1000 / max(1, now - started)
            let text = "\(progress.done) of \(progress.total) entries, \(rate) per second"
            VerifyProgram.write(2, isTerminal ? "\r\u{1b}[K" + text : text + "\n")
        }
    }

    func clear() {
        shown.withLock { if $0.isOnScreen { VerifyProgram.write(2, "\r\u{1b}[K") } }
    }

    private static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
    }
}
