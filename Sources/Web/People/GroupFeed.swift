import Ledger
import Rules

/// SP-9.1.2d: everybody in a critical role can follow what the other teams do. An Atom feed of what the people of a group said, the newest
/// first: who, what sort of statement, and its entry. Everybody may read the ledger, so the feed asks nobody who they are.
enum GroupFeed {
    static let entriesMax = 50
    /// So many of the newest entries are looked through, whoever asks.
    static let entriesSeen = 5000

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let code = request["group"]
        guard Grammar.isName(code), let view = context.authority.groupView(code, at: request.now) else {
            throw Problem.notFound(
                "The policy has no group “\(code.prefix(80))”.", "See <a href=\"/groups\">all groups</a>.")
        }
        return SiteResponse(
            type: "application/atom+xml; charset=utf-8", bytes: Array(document(of: view, context).utf8))
    }

    private static func document(of view: GroupView, _ context: ViewContext) -> String {
        let people = Set(view.seats.map(\.person))
        let rows = context.log.rows
        var places: [Int] = []
        for place in stride(from: rows.count - 1, through: max(0, rows.count - entriesSeen), by: -1) {
            guard places.count < entriesMax else { break }
            if rows[place].hash != nil, people.contains(rows[place].signer) { places.append(place) }
        }
        let site = context.authority.web?.origins.first ?? ""
        let origin = Feed.tagged(context.authority.founding?.origin ?? "")
        let entries = places.map { place -> HTML in
            let row = rows[place]
            let what = Kind.named(row.kind)?.title ?? Verb.named(row.kind)?.title ?? row.kind
            return """
                <entry><id>tag:\(origin),\(Feed.date(row.recorded)):entry-\(place)</id><title>p\(row.signer): \(Feed.plain(what))</title>\
                <updated>\(row.recorded.text)</updated><link href="\(site)\(Address.entry(place))"/></entry>

                """
        }
        let updated = places.first.map { rows[$0].recorded } ?? context.log.clock ?? context.now
        let feed: HTML = """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:\(origin),1970-01-01:group-\(view.group.code)</id>\
            <title>\(view.group.title)</title><updated>\(updated.text)</updated>\
            <author><name>Four Eyes</name></author><link href="\(site)/groups/\(view.group.code)"/>\
            <link rel="self" href="\(site)/groups/\(view.group.code)/feed"/>
            \(entries)</feed>

            """
        return feed.markup
    }
}
