import ArgumentParser
import Client
import Foundation

/// Runs the command that was given, and turns what went wrong into lines and an exit code.
@main
enum Program {
    static func main() async {
        // A pipe that somebody closes is told by the write to it, and ends nothing that is under way.
        signal(SIGPIPE, SIG_IGN)
        do {
            let words = optionsLast(Array(CommandLine.arguments.dropFirst()))
            try requireKnown(words.first)
            var command = try Foureyes.parseAsRoot(words)
            if let performing = command as? any Performing {
                try await performing.perform()
            } else {
                try command.run()
            }
            exit(0)
        } catch let failure as Failure {
            for line in failure.lines { Terminal.error(line) }
            exit(failure.exitCode)
        } catch {
            let message = Foureyes.fullMessage(for: error)
            if Foureyes.exitCode(for: error).isSuccess {
                do { try Terminal.answer(message) } catch { exit(error.exitCode) }
                exit(0)
            }
            Terminal.error(message)
            exit(2)
        }
    }

    /// A word that is not a command is named, with those that begin like it.
    private static func requireKnown(_ word: String?) throws(Failure) {
        guard let word, !word.hasPrefix("-"), word != "help" else { return }
        let commands = Foureyes.configuration.subcommands.flatMap {
            [$0._commandName] + $0.configuration.aliases
        }
        guard !commands.contains(word) else { return }
        let meant = commands.filter { $0.hasPrefix(word.prefix(2)) || word.hasPrefix($0) }
        throw .usage(
            "there is no command \(Visible.text(word)); "
                + (meant.isEmpty
                    ? "run foureyes --help to list them" : "did you mean \(meant.joined(separator: ", "))?"))
    }

    /// Puts options that stand before the command behind it, so that `foureyes --from OUT clauses` works too.
    private static func optionsLast(_ words: [String]) -> [String] {
        let valued = ["--from", "--url", "--founding", "--as", "--key"]
        let flags = ["--json", "--copy", "--yes", "-y", "--send"]
        var rest = words[...]
        var options: [String] = []
        while let first = rest.first {
            if flags.contains(first) {
                options.append(rest.removeFirst())
            } else if valued.contains(first), rest.count > 1 {
                options += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else {
                break
            }
        }
        return rest + options
    }
}
