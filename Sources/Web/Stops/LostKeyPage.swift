import Ledger
import Rules

/// “I have lost this key”: which of stopping, revoking, replacing and disowning is the right one, what follows, and who must do
/// what next. The first thing is always a stop, because it takes one signature and works at once (P-55).
enum LostKeyPage {
    static func answer(_ request: SiteRequest) -> SiteResponse {
        let context = request.context
        let body: HTML = """
            <h1>You have lost a key, or somebody else may have it</h1>
            <p class="lead">First stop it. A stop takes one signature and works at once, everywhere. Then choose what comes next.</p>
            \(person(context))
            <h2>1. Stop it now</h2>
            <p>You stop yourself with any key that you still have, or your leader stops you. Where neither can, two people of one of your groups, or two of the governing body, do. By passkey a stop holds page signatures and sessions only; with <code>foureyes</code> it holds everything. \(context.clause("P-55"))</p>
            <p class="buttons"><a class="do stop" href="/propose/authority/stop.set\(target(context))">Stop \(context.visitor.person == nil ? "a person or a key" : "yourself")</a></p>
            <code class="shell">foureyes stop \(context.visitor.person.map { "p\($0)" } ?? "p7")</code>
            <p class="small">What follows: nothing that the key signs counts. From 72 hours on two people end the stop: not you, and not who set it. \(context.clause("P-56"))</p>
            <h2>2. Then one of these</h2>
            <table class="stacked"><thead><tr><th scope="col">What happened<th scope="col">What to do<th scope="col">What follows, and who acts next</tr></thead><tbody>
            <tr><td>The key is gone, and you have another one.</td><td><a href="/propose/authority/key.revoke">Revoke the lost key</a> with the other one.</td><td>Both are suspended until two key witnesses say which one stays, because a thief must not be able to end your good key. \(context.clause("P-22"))</td></tr>
            <tr><td>All your keys are gone, and you are in office.</td><td>Ask two key witnesses and one of the governing body to <a href="/propose/authority/replacement.announce">announce a replacement</a>.</td><td>It waits for at least 72 hours. Any old key can cancel it. Then you close it with the new key. \(context.clause("P-21"))</td></tr>
            <tr><td>All your keys are gone, and you hold no office.</td><td>Ask somebody in office for <a href="/invitations">an invitation</a>.</td><td>You make a new key and read its twelve words to two key witnesses. \(context.clause("P-21"))</td></tr>
            <tr><td>The key signed something that was not you.</td><td><a href="/propose/authority/key.disown">Disown what it signed</a>, up to 30 days back.</td><td>Each act, vote and record of that time becomes a finding. Two others who took no part confirm or reverse each. \(context.clause("P-22"))</td></tr>
            </tbody></table>
            <p class="small quiet">A session on a lost device ends with the stop. You end your own sessions under <a href="/sessions">Sessions</a>.</p>
            """
        return .html(
            frame(
                Page(menu: .stops, title: "A lost key", crumbs: [("Stops", "/stops")], here: "lost key", body: body),
                context))
    }

    private static func target(_ context: ViewContext) -> String {
        context.visitor.person.map { "?f.target=p\($0)" } ?? ""
    }

    /// Whom to call: those who could stop the reader, besides themselves.
    private static func person(_ context: ViewContext) -> HTML {
        guard let person = context.visitor.person else {
            return
                "<p><a href=\"/sign-in\">Sign in</a> to see your own keys here, or go on: your signature shows who you are.</p>"
        }
        let keys =
            context.authority.person(person)?.keys.map { context.authority.keys[$0] }.filter { $0.revoked == nil } ?? []
        let rows = keys.map { key -> HTML in
            let sort = key.key.isPasskey ? "passkey" : "SSH key"
            return
                "<li><span>\(sort) <span class=\"mono\">\(Words.words12(key.fingerprint).prefix(4).joined(separator: " ")) …</span></span><span class=\"side\">since \(entryLink(key.born))</span></li>"
        }
        return "<h2>Your keys</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }
}
