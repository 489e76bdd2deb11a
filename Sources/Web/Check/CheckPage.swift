import Ledger
import Rules

/// How to check everything without trusting this server.
enum CheckPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let founding = context.authority.founding
        let pin: HTML =
            founding.map {
                """
                <h2>1. Make sure that it is the right ledger</h2>
                <p>Compare these 24 words of the founding with the words that somebody you know has, not with this page:</p>
                <div class="statement"><span class="words first">\(wordGroups(Words.words24($0.hash)))</span></div>
                <p class="small quiet">Ledger <span class="mono">\($0.origin)</span> · log key <span class="mono hash">\($0.ledgerKey)</span></p>
                """
            } ?? .none
        let body: HTML = """
            <h1>Check it yourself</h1>
            <p class="lead">This server can refuse to answer. It cannot forge a person’s signature, and it cannot change unnoticed what it once showed.</p>
            \(Idea.picture)
            \(pin)
            <h2>2. Download the ledger</h2>
            <p>Everything public is under <a href="/log/checkpoint"><code>/log/</code></a>: the signed <a href="/log/checkpoint">checkpoint</a>, tiles of hashes, bundles of entries, enclosures, public texts. \
            With <code>foureyes</code> you take them all away as a folder, from your own replayed copy; the operator exports the same files:</p>
            <code class="shell">foureyes export --to OUT</code>
            <h2>3. Replay it</h2>
            <p>The verifier reads that folder and nothing else. It checks every root, signature and enrolment again, and applies <a href="/protocol">every rule</a> to every entry:</p>
            <code class="shell">foureyes-verify OUT --founding "the 24 words"</code>
            <h2>4. Check one entry by hand</h2>
            <p>Each <a href="/ledger">entry</a> is text. Its page shows the <code>ssh-keygen</code> command that checks it without any of our programs.</p>
            <h2>5. Compare what you see</h2>
            <p>The words of the head are at the bottom of every page. If two people read the same words to each other, they have seen the same history:</p>
            <p class="words">\(wordGroups(Words.words12(context.head.root)))</p>
            <p class="small quiet">of \(amount(context.log.size, "entry", "entries")); state hash <span class="mono hash">\(context.world.stateHash.hex)</span></p>
            <h2>For programs</h2>
            <p>All pages are also available as JSON under <code>/api/</code>, described by <a href="/api/openapi.json">an OpenAPI document</a>. You can read without signing in. Everything written carries a person’s signature.</p>
            """
        return .html(frame(Page(menu: .check, title: "Check it yourself", body: body), context))
    }
}
