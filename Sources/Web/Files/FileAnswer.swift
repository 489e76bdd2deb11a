import Attachments
import Ledger
import Rules
import Store

/// One file over HTTP. Its type is told from its bytes and never by whoever sent it; no browser runs anything in it.
enum FileAnswer {
    static func path(of statement: Digest, _ part: String) -> String { "/files/\(statement.hex)/\(part)" }
    static func waitingPath(of statement: Digest, _ part: String) -> String {
        "/files/held/\(statement.hex)/\(part)"
    }

    /// A file of a statement in the ledger, to whoever may read it; of a restricted one the journal has the reading first.
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        guard let hash = Digest(hex: request["statement"]), let place = context.log.place(of: hash),
            let statement = context.entry(at: place)?.statement,
            let part = statement.detached.first(where: { $0.name.utf8.elementsEqual(request["file"].utf8) }),
            Attachment.names.contains(part.name)
        else { throw none }
        if let act = context.state.erasure(of: hash, part: part.name) {
            throw Problem(
                status: 410, what: "This file was erased for good, by \(act).",
                remedy: "See <a href=\"/acts/\(act)\">the act</a>.")
        }
        guard !part.isRestricted || context.mayRead(part, beside: statement, hash: hash) else {
            throw Problem(
                status: 403, what: "This file is restricted.",
                remedy: "If you may read it, <a href=\"/sign-in\">sign in</a>. Each reading is logged.")
        }
        guard let opened = context.opening(of: part, beside: statement, hash: hash),
            statement.opens(part: part.name, key: opened.key, content: opened.content)
        else { throw Problem.notFound("The file is not here.", "Only the signed commitment is kept.") }
        let id = context.world.subjectID(at: place) ?? "entry-\(place)"
        return try response(opened.content, "\(id)-\(part.name)", caching: part.isRestricted ? .never : .brief)
    }

    /// A file that waits for its statement's signature, to the one who sent it.
    static func waiting(_ request: SiteRequest) throws -> SiteResponse {
        guard let person = request.visitor.person, let hash = Digest(hex: request["statement"]),
            let part = request.held.files(beside: hash, of: person, at: request.now).first(where: {
                $0.name.utf8.elementsEqual(request["file"].utf8)
            })
        else { throw none }
        return try response(part.content, part.name, caching: .never)
    }

    private static let none = Problem.notFound("There is no such file.")

    private static func response(_ bytes: [UInt8], _ name: String, caching: SiteResponse.Caching) throws -> SiteResponse
    {
        guard let sort = Attachment.Sort(bytes) else { throw none }
        // A PDF is never opened in the browser from here: it can hold scripts, forms and links.
        let disposition = sort.isImage ? "inline" : "attachment"
        return SiteResponse(
            type: sort.mediaType, bytes: bytes, caching: caching,
            headers: [
                ("content-disposition", "\(disposition); filename=\"\(name).\(sort.ending)\""),
                // A browser lays out the picture with styles of its own; nothing else is allowed.
                ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),
            ])
    }
}

extension ViewContext {
    /// Whether whoever asks may read a restricted part now. Asking is no reading.
    func mayRead(_ part: DetachedPart, beside statement: Statement, hash: Digest) -> Bool {
        guard let reader = visitor.person else { return false }
        return authority.readingRight(
            of: reader, part: part, subject: ContentSubject(of: statement, hash: hash), at: now) != nil
    }
}
