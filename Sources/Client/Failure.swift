import Ledger
import Rules

/// Why a command of `foureyes` did not do what was asked; its exit code is the interface to scripts.
package enum Failure: Error, Sendable {
    /// Exit 2: the command or its input is not in its form.
    case usage(String)
    /// Exits 3, 4 or 5, as the refusal's sort says; `beside` are lines that explain it.
    case refused(Refusal, beside: [String] = [])
    /// Exit 4: what was named does not exist.
    case notFound(String)
    /// Exit 6: something that must hold does not. Never a plain refusal (P-8).
    case alarm(Alarm)
    /// Exit 7: nobody answers, or the outcome is unknown; `beside` are lines that say what to do.
    case unavailable(String, beside: [String] = [])
    /// Exit 8: what was asked is done, and its answer could not be written. Nothing is to be tried again.
    case notWritten(String)

    /// The exit code of the program.
    package var exitCode: Int32 {
        switch self {
        case .usage: 2
        case .refused(let refusal, _):
            switch refusal.sort {
            case .refused, .malformed, .unknownEdition: 3
            case .notFound: 4
            case .over: 5
            case .enclosureMissing: 6
            }
        case .notFound: 4
        case .alarm: 6
        case .unavailable: 7
        case .notWritten: 8
        }
    }

    /// The lines for standard error: clause, what is missing, who could supply it. A server's words may be in any of them, so
    /// all of them are made visible: a line feed would write a line of ours, a direction mark turn one round.
    package var lines: [String] { said.map { Visible.text($0) } }

    private var said: [String] {
        switch self {
        case .usage(let text):
            "foureyes: \(text)".split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        case .refused(let refusal, let beside): Self.lines(of: refusal) + beside
        case .notFound(let text): ["not found: \(text)"]
        case .alarm(let alarm): alarm.lines
        case .unavailable(let text, let beside): ["unavailable: \(text)"] + beside
        case .notWritten(let why): ["done, but the answer could not be written: \(why)"]
        }
    }

    /// A server that is silent: what the alarm page says of it, too.
    static func silent(_ name: String, _ why: String, through proxy: ProxySetting? = nil) -> Failure {
        .unavailable(
            "\(name) does not answer (\(why))",
            beside: (proxy?.lines ?? []) + Layout.field("do", Trouble.ifItLasts))
    }

    private static func lines(of refusal: Refusal) -> [String] {
        var lines = ["refused by \(refusal.clause)", "  missing   \(Visible.text(refusal.what))"]
        if !refusal.who.isEmpty { lines.append("  who       \(Visible.text(refusal.who))") }
        if let field = refusal.field { lines.append("  field     \(Visible.text(field))") }
        return lines
    }
}

/// Something is wrong with the log, with its server, or with this copy: what, what to do, whom to call.
package struct Alarm: Sendable, Equatable {
    /// What kind of alarm it is; its words are those of the alarm page too.
    package let trouble: Trouble
    /// What was found, in sentences.
    package let what: String
    /// What to do now.
    package let remedy: String
    /// Files that were kept as evidence.
    package var kept: [String] = []
    /// Whom to call, by one's own copy.
    package var whom: [String] = []

    package init(_ trouble: Trouble, _ what: String, remedy: String? = nil, kept: [String] = []) {
        self.trouble = trouble
        self.what = what
        self.remedy = remedy ?? trouble.remedy
        self.kept = kept
    }

    /// The lines for standard error.
    package var lines: [String] {
        ["ALARM (\(trouble.rawValue)): \(Visible.text(what))"] + Layout.field("means", trouble.meaning)
            + Layout.field("do", remedy) + whom.flatMap { Layout.field("call", $0) }
            + kept.map { "  kept        \($0)" }
    }
}
