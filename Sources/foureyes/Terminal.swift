import Client
import Foundation

/// The terminal: answers go to standard output, everything said to the person beside them to standard error, so that
/// `--json` prints data alone.
struct Terminal: Console {
    func show(_ lines: [String]) { for line in lines { Self.error(line) } }
    func note(_ lines: [String]) { for line in lines { Self.error(line) } }

    func ask(_ question: String) -> String? {
        guard isatty(0) != 0, isatty(2) != 0 else { return nil }
        _ = Self.write(Array(question.utf8), to: 2)
        return readLine(strippingNewline: true)
    }

    /// Nobody can be told that standard error cannot be written.
    static func error(_ line: String, end: String = "\n") { _ = write(Array((line + end).utf8), to: 2) }

    static func answer(_ text: String) throws(Failure) { try answer(Array((text + "\n").utf8)) }

    /// Whoever closes the pipe, as `head` does, has read what they wanted: no failure. Anything else is, for the answer is
    /// not where it was to be.
    static func answer(_ bytes: [UInt8]) throws(Failure) {
        guard let error = write(bytes, to: 1), error != EPIPE else { return }
        throw .notWritten(String(cString: strerror(error)))
    }

    /// Whether somebody may still read the answers.
    static var isRead: Bool {
        var out = pollfd(fd: 1, events: 0, revents: 0)
        return poll(&out, 1, 0) < 1 || out.revents & Int16(POLLERR) == 0
    }

    /// Writes all of it; the number of the error, if one comes between. `FileHandle` would end the program instead, after a
    /// statement was signed.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var out = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&out, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
