import ArgumentParser
import Foundation
import Ledger
import Store

/// `foureyes-server`: founds a ledger's folder, serves it, exports it, rebuilds it.
struct ServerProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foureyes-server", abstract: "Found, serve, export and recover a Four Eyes ledger.",
        discussion: """
            Exit codes: 0 done, 2 wrong usage, 6 the stored data differs from what was signed (nothing was written; the message says what to do), \
            7 unavailable.

            Run it with SWIFT_BACKTRACE=enable=no, because a crash report would print memory.
            """,
        version: Release.text("foureyes-server"),
        subcommands: [InitCommand.self, ServeCommand.self, ExportCommand.self, RecoverCommand.self])
}

/// Why the program ends, with its exit code and a message for people.
struct Stop: Error {
    enum Code: Int32 { case usage = 2, store = 6, unavailable = 7 }
    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: StoreError) {
        let code: Code =
            switch error.cause {
            case .folder, .export: .usage
            case .locked, .full, .descriptors, .disk: .unavailable
            case .unsafe, .damaged, .rolledBack, .fork, .anchorLost, .anchorBehind, .otherKey,
                .enclosureMissing, .unknownEdition:
                .store
            }
        self.init(code, error.description)
    }
}

/// The program's start: what the argument parser calls a usage error ends with 2, as documented.
@main enum Start {
    static func main() async {
        do {
            var command = try ServerProgram.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let stop as Stop {
            say(stop.message)
            exit(stop.code.rawValue)
        } catch {
            let code = ServerProgram.exitCode(for: error)
            if code.isSuccess {
                tell(ServerProgram.fullMessage(for: error))
                exit(0)
            }
            FileHandle.standardError.write(Data((ServerProgram.fullMessage(for: error) + "\n").utf8))
            exit(code == .validationFailure ? Stop.Code.usage.rawValue : Stop.Code.unavailable.rawValue)
        }
    }

    private static func say(_ message: String) {
        FileHandle.standardError.write(Data("foureyes-server: \(message)\n".utf8))
    }
}

/// Writes a line at once: what `print` holds back is lost when the program is killed.
func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
