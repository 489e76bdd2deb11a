import Ledger
import Rules

/// What a kind of statement is called.
enum EntryWords {
    static func title(_ kind: String) -> String {
        if let kind = Kind.named(kind) { return kind.title }
        switch kind {
        case "authority/founding": return "Founding"
        case "authority/founding.accept": return "Acceptance of the founding"
        case "authority/act.sign", "register/act.sign": return "Signature on an act"
        case "authority/act.decline", "register/act.decline": return "Declines an act"
        case "authority/act.withdraw", "register/act.withdraw": return "Withdraws something"
        case "authority/motion.open": return "Opens a motion"
        case "authority/motion.vote": return "Votes"
        case "authority/motion.close": return "Closes a motion"
        case "authority/conflict.declare": return "Declares a conflict of interest"
        case "record/sign": return "Confirms a record"
        case "record/close": return "Closes a record"
        case "record/attest": return "Attests a record"
        case "record/question": return "Asks a question"
        case "record/answer": return "Answers a question"
        case "record/join": return "Joins a record"
        case "record/leave": return "Leaves a record"
        case "record/note": return "Adds a note"
        case "record/object": return "Objects to a record"
        default: return "Unknown"
        }
    }
}
