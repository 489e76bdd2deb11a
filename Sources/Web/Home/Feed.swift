import Ledger
import Rules
import Store

/// A private Atom feed of what waits for a person, by a link that they made and can revoke.
///
/// Whoever has the link reads it, and a reader's program may show it to others or fetch it through somebody else's
/// server: so it says how many things wait, and of each only what everyone may read anyway. No name, no word of a thread.
enum Feed {
    static let entriesMax = 50

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard let token = Token.bytes(request["token"]), let person = try request.entrance.visitors.feed(token: token),
            request.context.authority.person(person)?.stopped == nil
        else { throw Problem.notFound("There is no such feed.", "The link was revoked or never existed.") }
        return SiteResponse(
            type: "application/atom+xml; charset=utf-8",
            bytes: Array(document(of: person, token: request["token"], request.context).utf8),
            caching: .never)
    }

    static func document(of person: Int, token: String, _ context: ViewContext) -> String {
        let tasks = context.tasks(for: person)
        let site = context.authority.web?.origins.first ?? ""
        let origin = context.authority.founding?.origin ?? ""
        let updated = tasks.map(\.since).max() ?? context.log.clock ?? context.now
        let entries = tasks.prefix(entriesMax).map { task -> HTML in
            let title = context.subject(of: task.id).map { "\(task.title): \($0)" } ?? task.title
            let path = task.about.path ?? "/"
            return """
                <entry><id>tag:\(tagged(origin)),\(date(task.since)):\(task.rule.name)-\(task.id)</id><title>\(plain(title))</title>\
                <updated>\(task.since.text)</updated><link href="\(site)\(path)"/></entry>

                """
        }
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:\(tagged(origin)),1970-01-01:p\(person)</id>\
            <title>\(waitingHeading(tasks.count, "p\(person)"))</title><updated>\(updated.text)</updated>\
            <author><name>Four Eyes</name></author><link href="\(site)/"/><link rel="self" href="\(site)/feed/\(token)"/>
            \(entries)</feed>

            """
        return feed.markup
    }

    /// Titles are ours and ids of the ledger; whatever else is in one is shown by its number, as on pages.
    static func plain(_ text: String) -> String {
        text.unicodeScalars.map { [.hidden, .line].contains(TextKind($0)) ? codePoint($0) : String($0) }.joined()
    }
    static func tagged(_ origin: String) -> String {
        origin.isEmpty ? "unfounded" : origin.replacing("/", with: ".")
    }
    static func date(_ time: Time) -> String { String(time.text.prefix(10)) }
}
