import Ledger
import Rules
import Store

/// The journal's lines for programs of people who may read them; each answer is a line itself, written first (SP-4.2.2a).
enum JournalAPI {
    static func list(_ request: SiteRequest) throws -> SiteResponse {
        let reader = try reader(request)
        let word = request.query["class"]
        let sort = JournalLine.Sort(rawValue: word)
        guard word.isEmpty || sort != nil else {
            throw Problem.bad(
                "“class” must be one of \(listed(JournalLine.Sort.allCases.map(\.rawValue), "or")).", .none)
        }
        var query = JournalQuery(sort: sort, person: try JournalLinesPage.person(request.query["person"]))
        query.before =
            try request.query["below"].isEmpty ? nil : request.number("below", or: 0)
        query.limit = min(
            JournalQuery.limitMax, try request.number("count", or: query.limit))
        guard let read = request.context.ledger.lines(query, for: reader) else { throw JournalLinesPage.failed }
        let segments = request.context.ledger.journal.published
        return answer(.array(read.lines.map { json($0, segments.segment(of: $0.number)) }))
    }

    static func one(_ request: SiteRequest) throws -> SiteResponse {
        let reader = try reader(request)
        guard let number = ItemID.place(request["line"]), let line = request.context.ledger.line(number, for: reader)
        else {
            throw Problem.notFound("There is no such line.")
        }
        let more = [
            line.salted.flatMap { Digest(bytes: $0.salt) }.map { JSON.Member("salt", .string($0.hex)) },
            line.segment.map { JSON.Member("digest", .string($0.segment.digest.hex)) },
            line.segment.map { _ in JSON.Member("proof", .texts(line.proof.map(\.hex))) },
        ].compactMap { $0 }
        return answer(.sorted((json(line.kept, line.segment).members ?? []) + more))
    }

    /// Whoever has no session is told so, and no page to go to.
    private static func reader(_ request: SiteRequest) throws -> Int {
        guard request.visitor.person != nil else { throw Problem.noToken }
        return try JournalLinesPage.reader(request)
    }

    private static func answer(_ json: JSON) -> SiteResponse {
        var answer = SiteResponse.json(json)
        answer.caching = .never
        return answer
    }

    private static func json(_ kept: StoredLine, _ segment: StandingSegment?) -> JSON {
        .line([
            "at": .string(kept.at.text), "class": .string(kept.sort),
            "index": segment.map { .integer(kept.number - $0.lines.lowerBound) }, "leaf": .string(kept.leaf.hex),
            "line": kept.line.map { .string(String(decoding: $0.bytes().dropLast(), as: UTF8.self)) },
            "number": .integer(kept.number), "segment": segment.map { .integer($0.place) },
            "size": segment.map { .integer($0.lines.count) },
        ])
    }
}
