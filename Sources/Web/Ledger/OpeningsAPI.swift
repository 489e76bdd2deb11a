import Ledger
import Rules
import Store

/// What is not public, for programs of people who may read it (P-6). The program checks each commitment itself.
///
/// Somebody who may not read a part learns of it what the line tells everybody: that it is there, and why it is restricted.
enum OpeningsAPI {
    /// Parts in one question.
    static let most = 32

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard let person = request.visitor.person else { throw Problem.noToken }
        let asked = try parts(request.query["of"])
        // One reading of all that rests on one authority: one line of the journal per part, one sync for all.
        let found = asked.map { find($0, person, request) }
        guard found.count(where: { $0.isFile && $0.because != nil }) <= 1 else {
            throw Problem.bad("Only one of the parts can be a file.", "Ask for each file by itself.")
        }
        var items: [JSON] = []
        var opened: [PartReference: OpenedPart] = [:]
        for authority in Set(found.compactMap(\.because)).sorted() {
            let some = found.filter { $0.because == authority }.map(\.part)
            for (part, opening) in zip(some, request.context.ledger.open(some, for: person, because: authority)) {
                if let opening { opened[part] = opening }
            }
        }
        for one in found {
            // K-22: what is longer than such a part may be came before there was a limit; one of them must not hide the rest.
            let isLong = (opened[one.part]?.content.count ?? 0) > one.longest
            let opening = isLong ? nil : opened[one.part]
            let absent = one.erased != nil ? "erased" : one.because == nil ? "restricted" : "missing"
            items.append(
                .line([
                    "because": one.because.map { .string($0) },
                    "by": one.erased.map { .string($0) },
                    "content": opening.map { .string(text($0.content)) }, "key": opening.map { .string(text($0.key)) },
                    "part": .string(one.part.part),
                    "state": .string(opening != nil ? "opened" : isLong ? "too-long" : absent),
                    "statement": .string(one.part.statement.hex),
                ]))
        }
        var answer = SiteResponse.json(.array(items))
        answer.caching = .never
        return answer
    }

    private struct Found {
        let part: PartReference
        /// How long such a part may be, and whether it is a file.
        var longest = 0
        var isFile = false
        /// On what authority this person may read it; nil: they may not.
        var because: String?
        /// The act that erased it.
        var erased: String?
    }

    private static func find(_ part: PartReference, _ person: Int, _ request: SiteRequest) -> Found {
        let context = request.context
        guard let place = context.log.place(of: part.statement), let entry = context.entry(at: place),
            let line = entry.statement.detached.first(where: { $0.name == part.part })
        else { return Found(part: part) }
        if let act = context.state.erasure(of: part.statement, part: part.part) {
            return Found(part: part, erased: act)
        }
        let subject = ContentSubject(of: entry.statement, hash: entry.hash)
        let kind = entry.statement.kind
        return Found(
            part: part, longest: PartLimits.bytesMax(of: part.part, in: kind),
            isFile: PartLimits.isFile(part.part, in: kind),
            because: context.authority.readingRight(of: person, part: line, subject: subject, at: context.now))
    }

    private static func parts(_ text: String) throws -> [PartReference] {
        let words = text.split(separator: ",", omittingEmptySubsequences: false)
        let parts = words.compactMap { word -> PartReference? in
            let halves = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard halves.count == 2, let hash = Digest(hex: halves[0]), Grammar.isName(halves[1]) else { return nil }
            return PartReference(statement: hash, part: halves[1])
        }
        guard parts.count == words.count, parts.count <= most, Set(parts).count == parts.count else {
            throw Problem.bad(
                "“of” must be 1 to \(most) different parts as STATEMENT.NAME, separated by commas.", .none)
        }
        return parts
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }
}
