import Ledger
import Rules
import Store

/// The ways to sign a statement that a page has made: with a passkey here, with the demonstration's key, on one's own machine,
/// by hand. The statement travels in its forms, so nothing but files is kept on the server.
struct SignPanel {
    let unsigned: UnsignedStatement
    let context: ViewContext
    /// Whether the demonstration's own signer can sign here.
    var demonstrates = false
    /// Under which ids browsers know the signer's passkeys.
    var credentials: [[UInt8]] = []
    /// Where to go on afterwards, if not to what was said.
    var back = ""
    /// The address that makes the statement again; empty if there is none.
    var again = ""
    /// What the button does.
    var button = "Sign"
    var armour = ""

    init(unsigned: UnsignedStatement, _ request: SiteRequest, armour: String = "") {
        func own(_ name: String) -> String {
            let path = request.form[name].isEmpty ? request.query[name] : request.form[name]
            return SignInPage.isOwn(path) ? path : ""
        }
        (back, again) = (own("back"), own("again"))
        self.unsigned = unsigned
        self.armour = armour
        context = request.context
        demonstrates = request.entrance.demonstrationKeys != nil && request.context.authority.isDemonstration
        let statement = try? Statement(line: unsigned.line[...])
        let keys = statement.map { PageRoute($0, request.context).keys } ?? []
        credentials = keys.compactMap { try? request.entrance.visitors.credential(of: $0.fingerprint) }
    }

    var html: HTML {
        guard let statement = try? Statement(line: unsigned.line[...]) else { return .none }
        return "\(who(statement))\(here(statement))\(elsewhere(statement))"
    }

    /// Who signs, as the statement says it.
    private func who(_ statement: Statement) -> HTML {
        let slot: HTML? = statement.slot.map { $0 == "holder" ? .none : " as \(shown($0))" }
        guard statement.signer.number > 0, statement.signer.sort == .person else {
            return "<p id=\"signer\">The holder of the new key signs.</p>"
        }
        let number = statement.signer.number
        return number == context.visitor.person
            ? "<p id=\"signer\">You sign\(slot): \(personLink(number)).</p>"
            : "<p id=\"signer\">\(personLink(number)) signs\(slot).</p>"
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
                <p class="buttons"><button class="do" id="passkey-button" type="submit" disabled>\(button) with your passkey</button></p>
                \(PasskeyForm.status)</form>
                """
        let hasDemonstrationKey =
            demonstrates && statement.signer.number > 0 && statement.slot != "holder"
        let demonstration: HTML =
            hasDemonstrationKey
            ? """
            <form id="demonstration" method="post" action="/submit">\(hidden)<input type="hidden" name="demonstration" value="yes">
            <p class="buttons"><button class="do second" id="demonstration-button" type="submit">\(button) as \(statement.signer.text) with the demonstration’s key</button></p></form>
            """ : .none
        return "\(beforehand)\(passkey)\(demonstration)"
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
        let way: HTML = """
            \(oneStep)
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
        let isFirst = PageRoute(statement, context).why != nil || credentials.isEmpty
        return isFirst || !armour.isEmpty
            ? "<h2>Sign on your own machine</h2>\(way)"
            : "<details class=\"fold\" id=\"elsewhere\"><summary>Sign on your own machine instead</summary><div>\(way)</div></details>"
    }

    private var hidden: HTML {
        let line = String(decoding: unsigned.line.dropLast(), as: UTF8.self)
        let parts = unsigned.contents.map { part -> HTML in
            """
            <input type="hidden" name="content.\(part.name)" value="\(text(part.content))">\
            <input type="hidden" name="key.\(part.name)" value="\(text(part.key))">
            """
        }
        let ways = [("back", back), ("again", again)].filter { !$0.1.isEmpty }.map { name, path -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(path)\">"
        }
        return "<input type=\"hidden\" name=\"line\" value=\"\(line)\">\(parts)\(ways)"
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }
}
