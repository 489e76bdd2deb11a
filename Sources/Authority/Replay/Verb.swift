import Ledger

/// The two folds and the records: which of them a kind belongs to.
package enum Part: String, Sendable { case authority, register, record }

/// Something that people do about an act, a motion, a record or the ledger, and that is not a kind of its own. As a kind, it
/// is an entry each time: there is no other way to sign, to decline, to vote (SP-1.2e).
///
/// The list is closed (decision D2): the first layer reads verbs by name, so a later one would change what every
/// signer and host computes. One table, as in OpenSSH's monitor: what is not in it does not exist.
package struct Verb: Sendable {
    /// Where it is signed, for people who are about to: `decide` asks the signature itself.
    package enum Route: Sendable { case any, local }

    package let name: String
    /// What a button says.
    package let title: String
    /// What the ledger says of a statement, after its signer.
    package let says: String
    /// Seconds that `until` may lie after `claimed` (P-4, P-10).
    package let window: Int
    package let route: Route
    /// Exempt from covering what it signs and from its signer's order (P-8).
    package let isExempt: Bool
    /// It signs, closes, attests or denies an act on things or a record: authority remembers who did (P-22, P-30, P-55).
    package let signsThing: Bool
    /// Names of the parts that may be beside it; the first is what it cannot do without, if `needsText`.
    package let parts: [String]

    private init(
        _ name: String, _ title: String, _ says: String, _ window: Int, _ route: Route = .any, exempt: Bool = false,
        signsThing: Bool = false, parts: [String] = ["reason"]
    ) {
        (self.name, self.title, self.says, self.window, self.route) = (name, title, says, window, route)
        (isExempt, self.signsThing, self.parts) = (exempt, signsThing, parts)
    }

    package static let all: [Verb] = [
        Verb("authority/act.decline", "Decline", "Declines an act", StatementSort.hour, exempt: true),
        Verb("authority/act.sign", "Sign", "Signs an act", StatementSort.day),
        Verb(
            "authority/act.withdraw", "Withdraw", "Withdraws a proposal or a signature", StatementSort.hour,
            exempt: true),
        Verb(
            "authority/conflict.declare", "Declare a conflict of interest", "Declares a conflict of interest",
            StatementSort.hour, exempt: true),
        Verb("authority/founding.accept", "Accept the founding", "Accepts the founding", StatementSort.day, .local),
        Verb(
            "authority/manual.close", "Put the change of the Manual into force",
            "Puts a change of the Manual into force", StatementSort.day, .local),
        Verb("authority/motion.close", "Close the motion", "Closes a motion", StatementSort.day, .local),
        Verb(
            "authority/motion.open", "Open a motion", "Opens a motion", StatementSort.hour,
            parts: ["question", "reason"]),
        Verb("authority/motion.vote", "Vote", "Votes", StatementSort.day),
        Verb(
            "authority/replacement.cancel", "Cancel the replacement of all keys", "Cancels the replacement of all keys",
            StatementSort.hour),
        Verb(
            "authority/replacement.close", "Close the replacement of all keys", "Closes the replacement of all keys",
            StatementSort.hour, .local),
        Verb(
            "record/answer", "Answer a question", "Answers a question", StatementSort.month, exempt: true,
            parts: ["text"]),
        Verb(
            "record/attest", "Attest a late record", "Attests a record", StatementSort.month, exempt: true,
            signsThing: true),
        Verb("record/close", "Close a record", "Closes a record", StatementSort.month, exempt: true, signsThing: true),
        Verb("record/join", "Join", "Joins a record", StatementSort.month, exempt: true, signsThing: true),
        Verb("record/leave", "Leave", "Leaves a record", StatementSort.month, exempt: true, signsThing: true),
        note,
        Verb(
            "record/object", "Object to a record", "Objects to a record", StatementSort.month, exempt: true,
            signsThing: true, parts: ["text"]),
        Verb(
            "record/question", "Ask a question", "Asks a question", StatementSort.month, exempt: true, parts: ["text"]),
        Verb("record/sign", "Confirm", "Confirms a record", StatementSort.month, exempt: true, signsThing: true),
        Verb("register/act.decline", "Decline", "Declines an act", StatementSort.hour, exempt: true),
        Verb("register/act.sign", "Sign", "Signs an act", StatementSort.day, signsThing: true),
        Verb(
            "register/act.withdraw", "Withdraw", "Withdraws a proposal or a signature", StatementSort.hour, exempt: true
        ),
    ]

    /// The names of files beside a statement.
    package static let files = (1...8).map { "file-\($0)" }
    /// The verb whose writers the policy names, as those of a kind of record.
    package static let note = Verb(
        "record/note", "Add a note or files", "Adds a note", StatementSort.month, exempt: true, parts: files + ["text"])

    /// It says who was there, or that it was not so: what happened does not rest on it (P-22).
    package var restsNothing: Bool { ["record/join", "record/leave", "record/object"].contains(name) }

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    package static func named(_ name: String) -> Verb? { byName[name] }
}

/// What the first layer of P-4 reads from the name of a kind, without knowing the kind: how long the statement
/// may be under way, and whether it must be in its signer's order. The same for everybody who folds.
package struct StatementSort: Equatable, Sendable {
    /// Seconds that `until` may lie after `claimed` (P-4, P-10).
    package let window: Int
    /// Exempt from covering what it signs and from its signer's order (P-8): records, their signatures, what narrows.
    package let exempt: Bool
    /// Which fold the kind belongs to.
    package let part: Part

    package static let hour = 3600
    package static let day = 86_400
    package static let month = 30 * day

    /// nil for a name that is of none of the three parts: such a kind is in no edition.
    package init?(kind: String) {
        guard let slash = kind.utf8.firstIndex(of: UInt8(ascii: "/")),
            let part = Part(rawValue: String(kind[..<slash]))
        else { return nil }
        self.part = part
        if let verb = Verb.named(kind) {
            (window, exempt) = (verb.window, verb.isExempt)
        } else if part == .record {
            (window, exempt) = (Self.month, true)
        } else {
            // The one kind that narrows at once and has no verb.
            (window, exempt) = (Self.hour, kind == "authority/stop.set")
        }
    }
}
