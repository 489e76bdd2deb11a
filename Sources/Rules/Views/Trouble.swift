/// What may be wrong with a log, its server or one's own copy: what it means, what to do, whom to call. Command line and
/// alarm page say the same words, because in that hour nobody should have to compare two texts.
package enum Trouble: String, Sendable, CaseIterable {
    case fork, rollback
    case foundingDiffers = "another founding"
    case checkpoint = "bad checkpoint"
    case withheld, altered
    case wrongRefusal = "wrong refusal"
    /// A no in the name of the rules that nobody answers for (K-23).
    case unsignedRefusal = "unsigned refusal"
    case receipt = "no receipt"
    case journal = "journal differs"
    case content = "content differs"
    /// The log answers and takes nothing any more.
    case logStopped = "log stopped"
    /// The replay meets an edition that this program does not know (P-60).
    case stopped = "replay stopped"
    case copy = "damaged copy"
    case words = "words differ"
    case signature = "bad signature"
    case clock

    /// What it means, in a sentence.
    package var meaning: String {
        switch self {
        case .fork: "The log has shown two different histories. An honest log cannot do that."
        case .rollback:
            "The log is shorter than it was before. Entries were removed, or an old backup was restored."
        case .foundingDiffers: "The server at this address serves a different ledger than yours."
        case .checkpoint: "The log’s head is not signed with the log key that the founding names."
        case .withheld: "The log has signed for entries or documents that it does not serve."
        case .altered: "The server serves something other than what was signed."
        case .wrongRefusal:
            "The log refused a statement that the rules allow at the head that it names. Its signed note proves this."
        case .unsignedRefusal:
            "The server refused a statement, and the log did not sign that. An honest log signs each of its refusals."
        case .receipt: "The server says that it accepted a statement but does not prove it."
        case .journal:
            "The journal has shown two different histories. Lines of machines were changed or removed."
        case .content: "The server shows a name, contact or text that differs from the one that was signed."
        case .logStopped: "The server answers, but its log accepts nothing any more."
        case .stopped: "The ledger has adopted rules that this program does not know."
        case .copy: "Your own copy of the ledger is damaged."
        case .words: "The words that you heard differ from those in the ledger."
        case .signature: "The signature is malformed or was made with a different key."
        case .clock: "The log's clock and this machine's are more than 10 minutes apart."
        }
    }

    /// What to do now.
    package var remedy: String {
        switch self {
        case .fork, .rollback, .checkpoint, .withheld, .altered, .wrongRefusal, .unsignedRefusal, .content, .journal:
            Trouble.call
        case .receipt: "Treat the statement as not recorded. " + Trouble.call
        case .foundingDiffers:
            "Do not sign anything. If your CA was founded again, its governing body gives you the new words on "
                + "paper: move the folder of the old copy away and pass the new words with --founding. Otherwise "
                + "keep the copy and this message, and call two members of the governing body and the auditor, not "
                + "through this server."
        case .logStopped:
            "What you signed is kept. Nothing is lost. " + Trouble.ifItLasts
        case .stopped:
            "Install a release that contains the adopted edition. This program must not judge by other rules."
        case .copy:
            "Move the folder away (do not delete it) and run foureyes status. It fetches a new copy and shows "
                + "the words of its founding. Compare them with the words that you have on paper."
        case .words:
            "Do not sign anything. Ask the person to read the words again. If they still differ, somebody is "
                + "showing you a different key: call two members of the governing body."
        case .signature:
            "Nothing was sent. The key must be ed25519, ecdsa-sha2-nistp256 or one of their FIDO (sk) forms "
                + "with an application that begins with ssh:. Check the .pub file beside it, and ssh-add -L."
        case .clock:
            "You cannot sign acts that give power until the two agree. Compare both with a clock that you "
                + "trust, and tell the person who runs the wrong one."
        }
    }

    /// Whether only a broken or hostile server can bring it about; then the copy is evidence.
    package var provesFault: Bool {
        switch self {
        case .fork, .rollback, .checkpoint, .withheld, .altered, .wrongRefusal, .unsignedRefusal, .receipt, .journal,
            .content:
            true
        case .foundingDiffers, .logStopped, .stopped, .copy, .words, .signature, .clock: false
        }
    }

    /// Whether people are to be called, so that their ids belong beside it.
    package var callsPeople: Bool {
        switch self {
        case .foundingDiffers, .logStopped, .words: true
        case .stopped, .copy, .signature, .clock: false
        default: provesFault
        }
    }

    /// Where the replay knows nobody to call.
    package static let nobodyKnown =
        "This copy does not know who sits in the governing body. The operator of the server has the founders’ names."

    /// What to do when nobody answers, or nothing is taken.
    package static let ifItLasts =
        "Call the operator of the server. The server’s own message says what to do before it is started again. "
        + "If this lasts, call two members of the governing body. You can still read your copy (--copy) and sign "
        + "statements for later (--offline). Report a stop or a lost key by telephone."

    /// What to do about anything that an honest log cannot show.
    package static let call =
        "Do not sign anything more here. Keep this copy and this message. Call two members of the governing "
        + "body and the auditor, not through this server, and compare heads with them (foureyes status)."
}

extension Authority {
    /// Whom to call, by the own replay: those seated in the governing body and the auditor, without the asker. Whoever is
    /// stopped or absent is listed too: a telephone call is not a signature.
    package func whomToCall(besides person: Int? = nil) -> [(group: Group, people: [Int])] {
        guard let policy else { return [] }
        return [policy.governs, policy.audits].compactMap { code in
            guard let group = policy.groups[code], let roster = roster(code) else { return nil }
            return (group, roster.seats.map(\.person).filter { $0 != person }.sorted())
        }
    }
}
