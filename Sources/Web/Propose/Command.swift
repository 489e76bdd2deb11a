import Ledger
import Rules
import Store

/// The command that says the same on a person's own machine.
enum Command {
    static func text(for statement: Statement, contents: [OpenedPart], _ context: ViewContext) -> String? {
        let because =
            contents.first { $0.name == "reason" }.map {
                " --because \(quoted(String(decoding: $0.content, as: UTF8.self)))"
            } ?? ""
        if let kind = Kind.named(statement.kind) {
            let fields = kind.notes.compactMap { note -> String? in
                let value = statement.body[note.name]
                return (value?.text ?? value?.number.map(String.init)).map { "\(note.name)=\(quoted($0))" }
            }
            if let register = kind.importsInto {
                // The file is on the person's own machine; what is made of it there is the same to the byte.
                return "foureyes import \(register.name) FILE.csv" + (statement.slot.map { " --slot \($0)" } ?? "")
                    + because
            }
            // A name beside the line is not for a command: it would stand in the shell's history.
            guard contents.allSatisfy({ $0.name == "reason" }) else { return nil }
            let slot = statement.slot.map { " --slot \($0)" } ?? ""
            let verb = kind.isRecord ? "foureyes record" : "foureyes propose"
            return ([verb, kind.name] + fields).joined(separator: " ") + slot + because
        }
        if let acts = statement.body["acts"]?.list {
            let places = acts.compactMap { $0["of"]?.text.flatMap { Digest(hex: $0) } }.compactMap {
                context.log.place(of: $0)
            }
            return "foureyes sign " + places.map { "A-\($0)" }.joined(separator: " ")
        }
        guard let place = statement.of.flatMap({ context.log.place(of: $0) }) else { return nil }
        switch statement.kind {
        case "authority/act.sign", "register/act.sign":
            return "foureyes sign A-\(place)" + (statement.slot.map { " --slot \($0)" } ?? "")
        case "authority/act.decline", "register/act.decline": return "foureyes decline A-\(place)" + because
        case "authority/act.withdraw", "register/act.withdraw":
            return "foureyes withdraw A-\(place)" + because
        case "authority/conflict.declare": return "foureyes propose authority/conflict.declare act=A-\(place)"
        case "record/close": return "foureyes close R-\(place)"
        case "authority/motion.vote":
            return "foureyes vote B-\(place) \(statement.body["vote"]?.text ?? "yes")"
        case "authority/motion.close": return "foureyes close B-\(place)"
        case "authority/motion.open": return "foureyes propose authority/motion.open act=A-\(place)"
        case "record/question", "record/answer":
            guard let words = contents.first(where: { $0.name == "text" }) else { return nil }
            let id =
                context.world.subjectID(at: place)
                ?? context.world.remarks.questions.first { $0.born == place }?.name
            let text = quoted(String(decoding: words.content, as: UTF8.self))
            return id.map { "foureyes \(statement.kind == "record/answer" ? "answer" : "ask") \($0) \(text)" }
        case "record/sign", "record/attest": return "foureyes sign R-\(place)"
        default: return nil
        }
    }

    /// A value for a shell: safe letters as they are, all else in single quotes.
    static func quoted(_ text: String) -> String {
        let safe =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2B, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains(byte)
            }
        if safe { return text }
        guard text.unicodeScalars.contains(where: { [.hidden, .line].contains(TextKind($0)) }) else {
            return "'" + text.replacing("'", with: "'\\''") + "'"
        }
        // Nothing that cannot be seen stands in a line that somebody copies: $'…' of bash names it instead.
        let letters = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "'", "\\": "\\" + String(scalar)
            case _ where [.hidden, .line].contains(TextKind(scalar)):
                "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
                    + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "$'" + letters.joined() + "'"
    }
}
