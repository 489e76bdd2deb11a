import Ledger
import Rules
import Store

/// A statement that waits for its signature: the paper, the command, the way by hand, the box.
///
/// It is made again from the fields that it carries itself, so that nothing but files is kept on the server and a mistake in
/// the box loses nothing.
struct SignPage {
    let unsigned: UnsignedStatement
    let context: ViewContext
    /// Whether the demonstration's own signer can sign here.
    var demonstrates = false
    /// Under which ids browsers know the signer's passkeys.
    var credentials: [[UInt8]] = []
    /// What it enters, if it enters many things, and the page that has all of them.
    var rows: (enclosed: EnclosedRows, path: String?)?
    /// What was chosen and is not signed (P-36).
    var leftOut: [SeveralActs.LeftOut] = []
    /// Where to go on afterwards, if not to what was said.
    var back = ""
    var armour = ""
    var alert: HTML = .none

    init(unsigned: UnsignedStatement, _ request: SiteRequest, armour: String = "") {
        back = SignInPage.isOwn(request.form["back"]) ? request.form["back"] : ""
        self.unsigned = unsigned
        self.armour = armour
        context = request.context
        demonstrates = request.entrance.demonstrationKeys != nil && request.context.authority.isDemonstration
        let statement = try? Statement(line: unsigned.line[...])
        let keys = statement.map { PageRoute($0, request.context).keys } ?? []
        rows = statement.flatMap { ImportPages.rows(of: $0, request) }
        credentials = keys.compactMap { try? request.entrance.visitors.credential(of: $0.fingerprint) }
    }

    var page: Page {
        let statement = try? Statement(line: unsigned.line[...])
        let paper = (try? Paper(line: unsigned.line, contents: unsigned.parts, context))?.html ?? .none
        let title = statement.map { EntryWords.title($0.kind) } ?? "Statement"
        let signer = statement?.signer.text ?? ""
        return Page(
            title: "Sign: \(title)", crumbs: [("Propose something", "/propose")], here: "sign",
            body: """
                <h1>Read and sign: \(title)</h1>
                <p class="lead">This is what \(signer == "p0" ? "the holder of the new key" : signer) would sign. It is not in the ledger yet. It is valid until \(statement.map { inFull($0.until) }).</p>
                \(statement.map { Foreseen(statement: $0, context).html })
                \(alert)\(ActBatch.leftOut(leftOut, context))\(paper)\(entered)\(ActBatch.papers(statement, context))
                \(statement.map(here))
                \(statement.map(elsewhere))
                """, isLive: false)
    }

    /// The rows out of the bytes that the statement names, not out of what was sent.
    private var entered: HTML {
        guard let rows else { return .none }
        let all: HTML? = rows.path.map { "<p><a href=\"\($0)\">All of them</a></p>" }
        return
            "<h2>What it enters: \(amount(rows.enclosed.rows.count, "item"))</h2>\(RowsTable(rows.enclosed).html)\(all)"
    }

    /// Signing on this very page: with a passkey, in a demonstration with the demonstration's key.
    private func here(_ statement: Statement) -> HTML {
        let route = PageRoute(statement, context)
        let rp = context.authority.web?.rp ?? ""
        let beforehand: HTML? = route.beforehand.map { "<p class=\"due-note\" id=\"floor\">\($0)</p>" }
        let ids = credentials.map { Token.text($0) }.joined(separator: " ")
        let passkey: HTML =
            route.why.map { "<p id=\"not-here\" class=\"quiet\">\($0)</p>" }
                ?? """
                <form id="passkey" class="passkey" method="post" action="/submit" data-use="sign" data-rp="\(rp)" data-credentials="\(ids)">\(hidden)\(PasskeyForm.members)
                <p class="buttons"><button class="do" id="passkey-button" type="submit" disabled>Sign with your passkey</button></p>
                \(PasskeyForm.status)</form>
                """
        let hasDemonstrationKey =
            demonstrates && statement.signer.number > 0 && statement.slot != "holder"
        let demonstration: HTML =
            hasDemonstrationKey
            ? """
            <form id="demonstration" method="post" action="/submit">\(hidden)<input type="hidden" name="demonstration" value="yes">
            <p class="buttons"><button class="do second" id="demonstration-button" type="submit">Sign as \(statement.signer.text) with the demonstration’s key</button></p></form>
            """ : .none
        return "<h2>Sign here</h2>\(beforehand)\(passkey)\(demonstration)"
    }

    /// Signing on one's own machine, while this page waits.
    private func elsewhere(_ statement: Statement) -> HTML {
        // The holder of a new passkey has it in this browser and nowhere else.
        let isHolder = statement.slot == "holder" && PageRoute(statement, context).why == nil
        let command = isHolder ? nil : Command.text(for: statement, contents: unsigned.parts, context)
        let oneStep: HTML =
            command.map {
                """
                <p>With <code>foureyes</code>, which replays its own copy of the ledger, shows what you sign, signs it and sends it:</p>
                <code class="shell" id="command">\(shown($0, longest: 30_000))</code>
                <p class="waits" id="waits" role="status" data-wait="\(WaitPage.path(statement, context))">This page continues by itself when \(statement.signer.text) has signed.</p>
                """
            } ?? .none
        return """
            <h2>Sign elsewhere</h2>\(oneStep)
            <details class="fold"\(armour.isEmpty ? "" : " open" as HTML)><summary>By hand, with <code>ssh-keygen</code></summary><div>
            <ol class="steps">
            <li><form method="post" action="/statement">\(hidden)<button class="do second" type="submit">Download the statement</button></form></li>
            <li>Sign it with your own key:<code class="shell">ssh-keygen -Y sign -n statement@foureyes -f ~/.ssh/id_ed25519 statement</code></li>
            <li><form method="post" action="/submit" id="by-hand">\(hidden)
            <div class="field"><label for="armour">Paste the content of <code>statement.sig</code></label>
            <textarea class="armour" id="armour" name="armour" spellcheck="false" autocomplete="off" placeholder="-----BEGIN SSH SIGNATURE-----">\n\(armour)</textarea></div>
            <p class="buttons"><button class="do" type="submit">Enter it into the ledger</button></p></form></li>
            </ol></div></details>
            """
    }

    private var hidden: HTML {
        let line = String(decoding: unsigned.line.dropLast(), as: UTF8.self)
        let parts = unsigned.contents.map { part -> HTML in
            """
            <input type="hidden" name="content.\(part.name)" value="\(text(part.content))">\
            <input type="hidden" name="key.\(part.name)" value="\(text(part.key))">
            """
        }
        let back: HTML = back.isEmpty ? .none : "<input type=\"hidden\" name=\"back\" value=\"\(back)\">"
        return "<input type=\"hidden\" name=\"line\" value=\"\(line)\">\(parts)\(back)"
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }

    // MARK: What comes back

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
            page.alert = "<div class=\"refusal\" role=\"alert\" id=\"refused\">\(alert)</div>"
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
            guard page.back.isEmpty else { return .see(page.back) }
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
