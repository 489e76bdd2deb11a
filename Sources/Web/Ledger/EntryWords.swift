import Ledger
import Rules

/// What a kind of statement is called.
enum EntryWords {
    static func title(_ kind: String) -> String {
        if let kind = Kind.named(kind) { return kind.title }
        switch kind {
        case "authority/founding": return "The founding"
        case "authority/founding.accept": return "A founder accepts"
        case "authority/act.sign", "register/act.sign": return "Signature on an act"
        case "authority/act.decline", "register/act.decline": return "Declines an act"
        case "authority/act.withdraw", "register/act.withdraw": return "Takes something back"
        case "authority/motion.open": return "Opens a motion"
        case "authority/motion.vote": return "Votes"
        case "authority/motion.close": return "Closes a motion"
        case "authority/conflict.declare": return "Declares a conflict"
        case "record/sign": return "Confirms a record"
        case "record/close": return "Closes a record"
        case "record/attest": return "Attests a record"
        case "record/question": return "Asks something"
        case "record/answer": return "Answers a question"
        default: return "Unknown"
        }
    }
}
