import Ledger
import Rules
import Store

/// What a line of the journal says, as a sentence, and what it says besides.
struct JournalWords {
    let says: HTML
    let rest: HTML

    init(_ kept: StoredLine, _ context: ViewContext) {
        guard let line = kept.line else {
            (says, rest) = ("Its content was removed after its retention time", "its hash stays")
            return
        }
        func fact(_ name: String) -> String { line.facts[name]?.text ?? "" }
        var left = Set((line.facts.members ?? []).map(\.key))
        func taken(_ names: String...) { left.subtract(names) }
        // K-13: no key proved this name.
        let claimed = line.facts["claimed"]?.text
        let who: HTML =
            line.person.map(personLink) ?? (claimed.map { "Somebody who claimed to be \(idLink($0))" } ?? "Somebody")
        taken("claimed")
        switch line.sort {
        case .signIn: says = "\(who) signed in"
        case .signOut: says = "\(who) signed out"
        case .refusal where fact("what") == "sign-in":
            says = "\(who) could not sign in: \(shown(fact("why"), longest: 300)) \(context.clause(fact("rule")))"
            taken("what", "why", "rule")
        case .refusal where line.facts["count"] != nil:
            let from: HTML = claimed.map { ", in the name of \(idLink($0))" } ?? .none
            says =
                "\(amount(line.facts["count"]?.number ?? 0, "more refusal")) from one address since \(shown(fact("since")))\(from)"
            taken("count", "since")
        case .refusal:
            says = "\(who) was refused: \(EntryWords.title(fact("kind"))) \(context.clause(fact("clause")))"
            taken("clause", "kind")
        case .reading:
            says = "\(who) read \(JournalWords.what(line))"
            taken("about", "part", "first", "last", "count", "size")
        case .alarm: says = "Alarm: \(shown(fact("what"), longest: 300))"; taken("what")
        case .retention: says = "Lines were removed after their retention time"
        case .program: says = "Message of the program"
        }
        rest = HTML(
            (line.facts.members ?? []).filter { left.contains($0.key) }.map {
                "\($0.key) \(JournalWords.value($0.value, context))" as HTML
            }, between: " · ")
    }

    /// What was read: a part about somebody, a part of everybody, or lines of the journal.
    private static func what(_ line: JournalLine) -> HTML {
        let about = line.about ?? "", part = line.facts["part"]?.text ?? ""
        if part.utf8.elementsEqual("journal".utf8) {
            let of: HTML = about.isEmpty ? .none : ", by \(idLink(about))"
            guard let first = line.facts["first"]?.number, let last = line.facts["last"]?.number else {
                return "the journal\(of); there were no such lines"
            }
            return first == last
                ? "line \(grouped(first)) of the journal\(of)"
                : "lines \(grouped(first)) to \(grouped(last)) of the journal\(of)"
        }
        if about.utf8.elementsEqual(JournalLine.everybody.utf8) {
            return
                "the \(shown(part)) of \(grouped(line.facts["count"]?.number ?? 0)) people, at \(amount(line.facts["size"]?.number ?? 0, "entry", "entries"))"
        }
        return "the \(shown(part)) of \(Digest(hex: about) == nil ? idLink(about) : "somebody without a number yet")"
    }

    /// What somebody made up, like an origin, is shown as such text; a statement of the ledger by its entry.
    private static func value(_ json: JSON, _ context: ViewContext) -> HTML {
        switch json {
        case .string(let text):
            Digest(hex: text).flatMap { context.log.place(of: $0) }.map(entryLink) ?? linked(text)
        case .integer(let number): "\(grouped(number))"
        default: shown(String(decoding: json.written(), as: UTF8.self), longest: 300)
        }
    }
}
