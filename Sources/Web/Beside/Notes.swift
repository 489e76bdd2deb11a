import Ledger
import Rules

/// What a note can be about: an act, a record, or an item of a register.
struct NoteSubject: Sendable {
    let id: String
    let about: Annotation.About
    /// The page on which its notes stand.
    let path: String
    private let hash: Digest?
    private let under: String

    init(_ act: ActView, _ context: ViewContext) {
        (id, about, hash, path) = (act.name, .entry(act.place), act.hash, "/acts/\(act.name)")
        under = NoteSubject.clause(context)
    }
    init(_ record: OpenRecord, _ context: ViewContext) {
        (id, about, hash, path) = (record.name, .entry(record.place), record.hash, "/records/\(record.name)")
        under = NoteSubject.clause(context)
    }
    init(_ item: ItemID, in register: Register, _ context: ViewContext) {
        (id, about, hash, path) = (item.text, .item(item), nil, "/registers/\(register.name)/\(item.text)")
        under = NoteSubject.clause(context)
    }

    /// The clause by which the policy lets people write notes.
    private static func clause(_ context: ViewContext) -> String {
        context.authority.policy?.records[Verb.note.name]?.clauses.first ?? "P-40"
    }

    var place: Int? { if case .entry(let place) = about { place } else { nil } }

    var draft: Draft {
        switch (about, hash) {
        case (.item(let item), _): .note(about: item, under: under)
        case (.entry, let hash): .note(about: hash ?? .ofNothing, under: under)
        }
    }
}

/// The notes about something, as they stand on its page: each with its person, time, words and files.
struct Notes {
    let about: NoteSubject
    let context: ViewContext
    static let shownMax = 50

    var html: HTML {
        let notes = context.world.remarks.notes(about: about.about)
        let older = max(0, notes.count - Notes.shownMax)
        let rest: HTML =
            older > 0
            ? "<p class=\"small quiet\">\(amount(older, "older note")) not shown.</p>" : .none
        let list: HTML =
            notes.isEmpty
            ? "<p class=\"none\">No notes yet.</p>"
            : "\(rest)<ol class=\"thread\">\(notes.suffix(Notes.shownMax).map(item))</ol>"
        return """
            <h2 id="notes">Notes</h2>
            \(list)
            <p class="buttons"><a class="do second" href="\(about.path)/note">Add a note</a></p>
            """
    }

    private func item(_ note: Annotation) -> HTML {
        let content =
            context.entry(at: note.place).map { Paper($0, context).beside }
            ?? "<p class=\"quiet\">Its entry cannot be read here.</p>"
        return """
            <li id="note-\(note.place)">\(content)<small>\(personLink(note.person)) wrote it \(said(note.recorded, now: context.now)) · \
            \(entryLink(note.place))</small></li>
            """
    }
}
