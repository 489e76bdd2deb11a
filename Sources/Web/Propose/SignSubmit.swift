import Ledger
import Rules
import Store

/// What comes back from a page on which something is signed.
extension SignPage {
    /// Reads line and contents from the fields that the page carried.
    static func unsigned(_ request: SiteRequest) throws -> UnsignedStatement {
        let form = request.form
        let line = Array(form["line"].utf8) + [0x0A]
        do throws(Malformed) { _ = try Statement(line: line[...]) } catch {
            throw Problem.bad(
                "The statement is malformed: \(error).",
                "Make it again: <a href=\"/propose\">propose something</a>.")
        }
        var contents: [OpenedPart] = []
        for (name, value) in form.all(under: "content.") {
            guard Grammar.isName(name), let content = Base64.decoded(Array(value.utf8)),
                let key = Base64.decoded(Array(form["key." + name].utf8))
            else {
                throw Problem.bad(
                    "One of the texts is malformed.",
                    "Make the statement again: <a href=\"/propose\">propose something</a>.")
            }
            contents.append(OpenedPart(name: name, key: key, content: content))
        }
        let files = request.visitor.person.map { request.held.files(beside: Digest.of(line), of: $0, at: request.now) }
        return UnsignedStatement(line: line, contents: contents, files: files ?? [])
    }

    /// The statement as a file: what `ssh-keygen` signs, byte for byte.
    static func file(_ request: SiteRequest) throws -> SiteResponse {
        .file(try unsigned(request).line, named: "statement")
    }

    /// Enters what was signed; anything wrong shows the page again, with the box as it was.
    static func submit(_ request: SiteRequest) async throws -> SiteResponse {
        let unsigned = try unsigned(request)
        let typed = request.form["armour"]
        var page = SignPage(unsigned: unsigned, request, armour: typed)
        func again(_ alert: HTML, status: Int) -> SiteResponse {
            // The ledger may have grown since the statement was made. The page can make it again.
            let anew: HTML =
                page.panel.again.isEmpty
                ? .none
                : "<p class=\"buttons\"><a class=\"do\" id=\"again\" href=\"\(page.panel.again)\">Look at it again, as it is now</a></p>"
            page.alert = "<div class=\"refusal\" role=\"alert\" id=\"refused\">\(alert)</div>\(anew)"
            return .html(frame(page.page, request.context), status: status, caching: .never)
        }
        guard unsigned.lacksNoFile else {
            return again(
                "<p><strong>The server no longer has the files of this statement.</strong> It keeps them in memory for an hour, for the person who sent them. Fill in <a href=\"/propose\">the form</a> again.</p>",
                status: 410)
        }
        try request.entrance.requireRoom(unsigned.rate, of: request.caller, at: request.now)
        let result: SubmissionResult
        do {
            let armour = try await PageSigning(request: request, unsigned: unsigned).armour(typed: typed)
            let submission = try Submission(bytes: unsigned.line + armour)
            result = await request.submit(
                submission, contents: unsigned.parts,
                enclosures: submission.statement.enclosures.compactMap { request.entrance.tables.enclosure($0.sha256) })
        } catch let error as Malformed {
            return again(
                "<p><strong>The signature is not valid:</strong> \(shown(error.what)). \(request.context.clause(error.rule))</p><p>Nothing was entered. Sign the statement on this page without changing it.</p>",
                status: 400)
        }
        let reason: NotTaken
        switch result {
        case .accepted(let receipt):
            request.held.drop(unsigned.hash)
            guard page.panel.back.isEmpty else { return .see(page.panel.back) }
            return .see(Afterwards.path(of: receipt.place, unsigned.line, request.contextNow))
        case .refused(let refusal, let note):
            let who: HTML = refusal.who.isEmpty ? .none : "<p>Who can supply it: \(shown(refusal.who))</p>"
            return again(
                """
                <p><strong>Refused.</strong> \(shown(refusal.what)) \(request.context.clause(refusal.clause))</p>\(who)
                <details class="fold"><summary>The refusal, signed by the log</summary><div><pre class="raw">\(String(decoding: note, as: UTF8.self))</pre></div></details>
                """, status: SubmitAPI.status(refusal))
        case .unfit(let error):
            return again("<p>\(shown(error.what)). \(request.context.clause(error.rule))</p>", status: 400)
        case .busy(let busy): reason = NotTaken(busy, stopped: request.context.ledger.stopped)
        case .unknown(let why): reason = NotTaken(unknown: why)
        }
        return again(told(reason), status: reason.status)
    }

    private static func told(_ reason: NotTaken) -> HTML {
        if reason.isStopped {
            return "<p>\(shown(reason.why)) \(Trouble.logStopped.remedy) <a href=\"/alarm\">Whom to call</a></p>"
        }
        return reason.status == 507
            ? "<p>The server’s disk is full. Nothing was entered. Tell the operator.</p>"
            : "<p>\(shown(reason.why)) Nothing is lost. Send it again in a moment.</p>"
    }
}
