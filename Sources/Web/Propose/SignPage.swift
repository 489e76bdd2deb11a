import Ledger
import Rules

/// A statement that waits for its signature: the paper, the command, the way by hand, the box.
///
/// It is made again from the fields that it carries itself, so that nothing is kept on the server and a mistake in the
/// box loses nothing.
struct SignPage {
    let prepared: Desk.Prepared
    let reading: Reading
    var armour = ""
    var alert: HTML = .none

    var page: Page {
        let statement = try? Statement(line: prepared.line[...])
        let paper = (try? Paper(line: prepared.line, contents: prepared.contents, reading))?.html ?? .none
        let title = statement.map { EntryWords.title($0.kind) } ?? "Statement"
        let command = statement.flatMap { Command.text(for: $0, contents: prepared.contents, reading) }
        let signer = statement?.signer.text ?? ""
        let oneStep: HTML =
            command.map {
                """
                <h2>With <code>foureyes</code></h2><p>It replays its own copy of the ledger, shows what you sign, signs and hands in, all in one:</p>
                <code class="shell">\(shown($0, longest: 30_000))</code>
                <h2>Or by hand</h2>
                """
            } ?? "<h2>By hand</h2>"
        return Page(
            title: "Sign: \(title)", crumbs: [("Propose something", "/propose")], here: "sign",
            body: """
                <h1>Read, sign, hand in: \(title)</h1>
                <p class="lead">This is what \(signer == "p0" ? "the holder of the new key" : signer) would sign. It is not in the ledger yet; it is good until \(statement.map { inFull($0.until) }).</p>
                \(foreseen(statement))
                \(alert)\(paper)
                \(oneStep)
                <ol class="steps">
                <li><form method="post" action="/statement">\(hidden)<button class="do second" type="submit">Keep the statement as a file</button></form></li>
                <li>Sign it with your own key:<code class="shell">ssh-keygen -Y sign -n statement@foureyes -f ~/.ssh/id_ed25519 statement</code></li>
                <li><form method="post" action="/submit">\(hidden)
                <div class="field"><label for="armour">Put in here what stands in <code>statement.sig</code></label>
                <textarea class="armour" id="armour" name="armour" spellcheck="false" autocomplete="off" placeholder="-----BEGIN SSH SIGNATURE-----">\n\(armour)</textarea></div>
                <p class="buttons"><button class="do" type="submit">Enter it into the ledger</button></p></form></li>
                </ol>
                """)
    }

    /// What would be written against a record: it is taken all the same, so its signer should know before.
    private func foreseen(_ statement: Statement?) -> HTML {
        guard let statement, let kind = Kind.named(statement.kind), kind.isRecord else { return .none }
        var breaches = reading.state.foreseenBreaches(
            of: kind, statement.body, by: statement.signer.number, at: reading.now)
        if statement.body["observer"]?.text == "none" {
            breaches.append(Breach("SP-1.2b", "nobody observed it"))
        }
        guard !breaches.isEmpty else { return .none }
        let rows = breaches.map { "<li>\(shown($0.what)) \(reading.clause($0.clause))</li>" as HTML }
        return
            "<div class=\"refusal\"><p><strong>A record is never refused, but this one would be kept in breach:</strong></p><ul>\(rows)</ul></div>"
    }

    private var hidden: HTML {
        let line = String(decoding: prepared.line.dropLast(), as: UTF8.self)
        let parts = prepared.contents.map { part -> HTML in
            """
            <input type="hidden" name="content.\(part.name)" value="\(text(part.content))">\
            <input type="hidden" name="key.\(part.name)" value="\(text(part.key))">
            """
        }
        return "<input type=\"hidden\" name=\"line\" value=\"\(line)\">\(parts)"
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }

    // MARK: What comes back

    /// Reads line and contents from the fields that the page carried.
    static func prepared(_ form: Form) throws -> Desk.Prepared {
        let line = Array(form["line"].utf8) + [0x0A]
        do throws(Malformed) { _ = try Statement(line: line[...]) } catch {
            throw Problem.bad(
                "The statement is not in its form: \(error).",
                "Make it again: <a href=\"/propose\">propose something</a>.")
        }
        var contents: [Opening] = []
        for (name, value) in form.all(under: "content.") {
            guard Grammar.isName(name), let content = Base64.decoded(Array(value.utf8)),
                let key = Base64.decoded(Array(form["key." + name].utf8))
            else {
                throw Problem.bad(
                    "A content is not in its form.",
                    "Make the statement again: <a href=\"/propose\">propose something</a>.")
            }
            contents.append(Opening(name: name, key: key, content: content))
        }
        return Desk.Prepared(line: line, contents: contents)
    }

    /// The statement as a file: what `ssh-keygen` signs, byte for byte.
    static func file(_ ask: Ask) throws -> Answer { .file(try prepared(ask.form).line, named: "statement") }

    /// Enters what was signed; anything wrong shows the page again, with the box as it was.
    static func submit(_ ask: Ask, desk: Desk) async throws -> Answer {
        let prepared = try prepared(ask.form)
        let armour = ask.form["armour"]
        var page = SignPage(prepared: prepared, reading: ask.reading, armour: armour)
        func again(_ alert: HTML, status: Int) -> Answer {
            page.alert = "<div class=\"refusal\" role=\"alert\">\(alert)</div>"
            return .html(frame(page.page, ask.reading), status: status, caching: .never)
        }
        let submission = prepared.line + Array(trimmed(armour).utf8) + [0x0A]
        let verdict: Verdict
        do throws(Malformed) {
            verdict = try await desk.enter(submission: submission, contents: prepared.contents).0
        } catch {
            return again(
                "<p><strong>The signature cannot be taken:</strong> \(shown(error.what)). \(ask.reading.clause(error.rule))</p><p>Sign the file that this page gave you, without changing it, and put in all of <code>statement.sig</code>.</p>",
                status: 400)
        }
        switch verdict {
        case .entered(let receipt):
            return .see(
                Afterwards.path(of: receipt.place, prepared.line, Reading(desk.archive, now: ask.now)))
        case .refused(let refusal, let note):
            let who: HTML = refusal.who.isEmpty ? .none : "<p>Who could help: \(shown(refusal.who))</p>"
            return again(
                """
                <p><strong>Refused.</strong> \(shown(refusal.what)) \(ask.reading.clause(refusal.clause))</p>\(who)
                <details class="fold"><summary>The refusal, signed by the log</summary><div><pre class="raw">\(String(decoding: note, as: UTF8.self))</pre></div></details>
                """, status: SubmitAPI.status(refusal))
        case .unfit(let rule, let what, _):
            return again("<p>\(shown(what)). \(ask.reading.clause(rule))</p>", status: 400)
        case .busy(let why, _):
            return again("<p>\(shown(why)) Nothing is lost: hand it in again in a moment.</p>", status: 503)
        case .diskFull:
            return again(
                "<p>The server’s disk is full. Nothing was entered; tell who runs it.</p>", status: 507)
        }
    }
}
