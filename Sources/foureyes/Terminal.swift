import Client
import Foundation

/// The terminal: answers go to standard output, everything said to the person beside them to standard error, so that
/// `--json` prints data alone.
struct Terminal: Console {
    func show(_ lines: [String]) { for line in lines { Self.error(line) } }
    func note(_ lines: [String]) { for line in lines { Self.error(line) } }

    func ask(_ question: String) -> String? {
        guard isatty(0) != 0, isatty(2) != 0 else { return nil }
        FileHandle.standardError.write(Data(question.utf8))
        return readLine(strippingNewline: true)
    }

    static func error(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
