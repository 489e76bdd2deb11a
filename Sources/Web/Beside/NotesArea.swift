import Ledger
import Rules

/// Notes for programs; people see them on the page of what they are about, where the forms are too.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /api/notes` | anybody | the newest 50 notes about an act, a record or an item, oldest first |
enum NotesArea: Area {
    static let routes: [Route] = [
        .view(
            "/api/notes", "The newest 50 notes about an act, a record or an item, oldest first", "Note", isList: true,
            query: [("about", "the id of an act, a record or an item")]
        ) { request in
            let id = request.query["about"]
            guard let subject = subject(id, request.context) else {
                throw Problem.bad("“about” must be the id of an act, a record or an item, like M-2.", .none)
            }
            var words = BoundedWords(request.context)
            return .array(
                request.context.world.remarks.notes(about: subject).suffix(QuestionAPI.pageMax).map { note in
                    .sorted(
                        (note.json.members ?? []) + [JSON.Member("about", .string(id))]
                            + words.text(at: note.place, note.hash))
                })
        }
    ]

    private static func subject(_ text: String, _ context: ViewContext) -> Annotation.About? {
        guard let id = ItemID(text) else { return nil }
        if ["A", "R"].contains(id.prefix) {
            return context.world.subjectID(at: id.number) == text ? .entry(id.number) : nil
        }
        return context.item(id) == nil ? nil : .item(id)
    }
}
