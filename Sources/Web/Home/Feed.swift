import Ledger
import Rules
import Store

/// A private Atom feed of what waits for a person, by a link that he made and can revoke.
///
/// Whoever has the link reads it, and a reader's program may show it to others or fetch it through somebody else's
/// server: so it says how many things wait, and of each only what everyone may read anyway. No name, no word of a thread.
enum Feed {
    static let entriesMax = 50

    static func answer(_ ask: Ask, _ visitors: VisitorStore) throws -> Answer {
        guard let token = Token.bytes(ask["token"]), let person = try visitors.feed(token: token),
            ask.reading.authority.person(person)?.stopped == nil
        else { throw Problem.notFound("There is no such feed.", "Its person revoked the link, or never made it.") }
        return Answer(
            type: "application/atom+xml; charset=utf-8",
            bytes: Array(document(of: person, token: ask["token"], ask.reading).utf8),
            caching: .never)
    }

    static func document(of person: Int, token: String, _ reading: Reading) -> String {
        let tasks = reading.tasks(for: person)
        let site = reading.authority.web?.origins.first ?? ""
        let origin = reading.authority.founding?.origin ?? ""
        let updated = tasks.map(\.since).max() ?? reading.log.clock ?? reading.now
        let entries = tasks.prefix(entriesMax).map { task -> HTML in
            let title = reading.subject(of: task.id).map { "\(task.title): \($0)" } ?? task.title
            let path = Address.of(task.id) ?? "/"
            return """
                <entry><id>tag:\(tagged(origin)),\(date(task.since)):\(task.sort.rawValue)-\(task.id)</id><title>\(plain(title))</title>\
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
    private static func plain(_ text: String) -> String {
        text.unicodeScalars.map { [.hidden, .line].contains(TextSort($0)) ? codePoint($0) : String($0) }.joined()
    }
    private static func tagged(_ origin: String) -> String {
        origin.isEmpty ? "unfounded" : origin.replacing("/", with: ".")
    }
    private static func date(_ time: Time) -> String { String(time.text.prefix(10)) }
}
