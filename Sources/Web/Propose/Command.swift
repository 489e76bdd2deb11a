import Attachments
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
            if let register = kind.importsInto {
                // The file is on the person's own machine; what is made of it there is the same to the byte.
                return "foureyes import \(register.name) FILE.csv" + (statement.slot.map { " --slot \($0)" } ?? "")
                    + because
            }
            // A name beside the line is not for a command: it would stand in the shell's history.
            let files = contents.filter { PartLimits.isFile($0.name, in: statement.kind) }
            guard contents.allSatisfy({ $0.name == "reason" || files.contains($0) }) else { return nil }
            // What a file is called on the other machine is not known here.
            let named = files.map { file in
                " --file \(file.name).\(Attachment.Sort(file.content)?.ending ?? "jpg")"
            }.joined()
            let exception = statement.files.first?.exception.map { " --file-exception \($0)" } ?? ""
            let slot = statement.slot.map { " --slot \($0)" } ?? ""
            var fields: [String] = []
            for note in kind.notes {
                guard let value = statement.body[note.name] else { continue }
                // A command that leaves a field out would make another statement.
                guard let text = note.type.typed(value) else { return nil }
                fields.append("\(note.name)=\(quoted(text))")
            }
            let verb = kind.isRecord ? "foureyes record" : "foureyes propose"
            return ([verb, kind.name] + fields).joined(separator: " ") + slot + because + named + exception
        }
        if let acts = statement.body["acts"]?.list {
            let places = acts.compactMap { $0["of"]?.text.flatMap { Digest(hex: $0) } }.compactMap {
                context.log.place(of: $0)
            }
            return "foureyes sign " + places.map { "A-\($0)" }.joined(separator: " ")
        }
        if statement.kind == Verb.note.name { return note(statement, contents, context) }
        guard let place = statement.of.flatMap({ context.log.place(of: $0) }) else { return nil }
        switch statement.kind {
        case "record/join", "record/leave":
            let role = statement.body["role"]?.text.map { " \($0)" } ?? ""
            let happened = statement.body["happened"]?.text.map { " --happened \($0)" } ?? ""
            return "foureyes \(statement.kind == "record/join" ? "join" : "leave") R-\(place)\(role)\(happened)"
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
        case "record/question", "record/answer", "record/object":
            guard let words = contents.first(where: { $0.name == "text" }) else { return nil }
            let verb = ["record/answer": "answer", "record/object": "object"][statement.kind] ?? "ask"
            let id =
                context.world.subjectID(at: place)
                ?? context.world.remarks.questions.first { $0.born == place }?.name
            let text = quoted(String(decoding: words.content, as: UTF8.self))
            let verdict = statement.body["verdict"]?.text.map { " --verdict \($0)" } ?? ""
            return id.map { "foureyes \(verb) \($0) \(text)\(verdict)" }
        case "record/sign", "record/attest": return "foureyes sign R-\(place)"
        default: return nil
        }
    }

    /// Words alone: a file is chosen on one's own machine, and what is for some only stands in no shell's history.
    private static func note(_ statement: Statement, _ contents: [OpenedPart], _ context: ViewContext) -> String? {
        let place = statement.of.flatMap { context.log.place(of: $0) }
        guard let id = statement.body["item"]?.text ?? place.flatMap({ context.world.subjectID(at: $0) }),
            contents.count == 1, let words = contents.first, words.name == "text",
            statement.detached.allSatisfy({ !$0.isRestricted })
        else { return nil }
        return "foureyes note \(id) \(quoted(String(decoding: words.content, as: UTF8.self)))"
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
        // Nothing that cannot be seen is in a line that somebody copies: $'…' of bash names it instead.
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
