/// What may be wrong with a log, its server or one's own copy: what it means, what to do, whom to call. Command line and
/// alarm page say the same words, because in that hour nobody should have to compare two texts.
package enum Trouble: String, Sendable, CaseIterable {
    case fork, rollback
    case foundingDiffers = "another founding"
    case checkpoint = "bad checkpoint"
    case withheld, altered
    case wrongRefusal = "wrong refusal"
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
        case .fork: "The log has shown two histories that do not fit. An honest log cannot do that."
        case .rollback:
            "The log signs a shorter history than one that it showed before: entries were taken away, or an old backup was put back."
        case .foundingDiffers: "Another ledger is served at the address to which yours is bound."
        case .checkpoint: "What is served as the log's signed head does not bear the key that the founding names."
        case .withheld: "The log signed for entries or documents and does not serve them."
        case .altered: "What is served is not what was signed."
        case .wrongRefusal:
            "The log refused what the rules take at the very head that it names. Its signed note proves it."
        case .receipt: "The server says that it took a statement and does not prove it."
        case .journal:
            "The journal has shown two histories that do not fit: what machines said was changed or taken away."
        case .content: "A name, contact or text is served that is not the one to which its signer was bound."
        case .logStopped: "The server answers, and its log takes nothing any more."
        case .stopped: "The ledger has adopted rules that this program does not know."
        case .copy: "Your own copy of the ledger is damaged."
        case .words: "The words that were heard are not those in the ledger."
        case .signature: "What was to be a signature is none, or another key made it."
        case .clock: "The log's clock and this machine's are more than 10 minutes apart."
        }
    }

    /// What to do now.
    package var remedy: String {
        switch self {
        case .fork, .rollback, .checkpoint, .withheld, .altered, .wrongRefusal, .content, .journal: Trouble.call
        case .receipt: "Take it as not in the log. " + Trouble.call
        case .foundingDiffers:
            "Sign nothing. If your CA was founded anew, its governing body gives you the new words on paper: move the folder of "
                + "the old copy away and give them with --founding. Otherwise keep the copy and this message, and call two members "
                + "of the governing body and the auditor by a way that does not go through this server."
        case .logStopped:
            "What you signed is kept, nothing is lost. " + Trouble.ifItLasts
        case .stopped:
            "Install the release that knows the adopted edition; this program must not judge by other rules."
        case .copy:
            "Move the folder away, do not delete it, and run foureyes status: a new copy is fetched and its founding's words are "
                + "shown. Compare them with the words that you have on paper."
        case .words:
            "Sign nothing. Hear them once more from the person himself; if they differ still, somebody put another key before "
                + "you: call two members of the governing body."
        case .signature:
            "Nothing was sent. The key must be ed25519, ecdsa-sha2-nistp256 or one of their FIDO (sk) forms with an application "
                + "that begins ssh:; look at the .pub file beside it and at ssh-add -L."
        case .clock:
            "Nothing that widens power is signed until the two agree. Compare both with a clock that you trust, and tell whoever "
                + "runs the one that is wrong."
        }
    }

    /// Whether only a broken or hostile server can bring it about; then the copy is evidence.
    package var provesFault: Bool {
        switch self {
        case .fork, .rollback, .checkpoint, .withheld, .altered, .wrongRefusal, .receipt, .journal, .content: true
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
        "Nobody is seated, as far as is known here. Whoever runs the server has the founders’ names."

    /// What to do when nobody answers, or nothing is taken.
    package static let ifItLasts =
        "Call whoever runs the server: its own message says what to do before it is started again. If it lasts, call two members "
        + "of the governing body. Your copy can be read all the same (--copy), statements can be signed for later (--offline), and "
        + "a stop or a loss is told to people by telephone."

    /// What to do about anything that an honest log cannot show.
    package static let call =
        "Sign nothing more here. Keep this copy and this message. Call two members of the governing body and the auditor by a "
        + "way that does not go through this server, and compare heads with them (foureyes status)."
}

extension Authority {
    /// Whom to call, by the own replay: those seated in the governing body and the auditor, without the asker. Whoever is
    /// stopped or absent is listed too: a telephone call is no signature.
    package func whomToCall(besides person: Int? = nil) -> [(group: Group, people: [Int])] {
        guard let policy else { return [] }
        return [policy.governs, policy.audits].compactMap { code in
            guard let group = policy.groups[code], let roster = roster(code) else { return nil }
            return (group, roster.seats.map(\.person).filter { $0 != person }.sorted())
        }
    }
}
