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
                <h2>1. Know which ledger it is</h2>
                <p>The founding’s 24 words. Hear them from somebody you know, not from this page:</p>
                <div class="statement"><span class="words first">\(wordGroups(Words.words24($0.hash)))</span></div>
                <p class="small quiet">Ledger <span class="mono">\($0.origin)</span> · log key <span class="mono hash">\($0.ledgerKey)</span></p>
                """
            } ?? .none
        let body: HTML = """
            <h1>Check it yourself</h1>
            <p class="lead">This server can refuse to answer. It cannot forge what a person said, and it cannot change what it once showed without being found out.</p>
            \(Idea.picture)
            \(pin)
            <h2>2. Take the ledger with you</h2>
            <p>Everything lies under <a href="/log/checkpoint"><code>/log/</code></a>: the signed <a href="/log/checkpoint">checkpoint</a>, tiles of hashes, bundles of entries, enclosures, public words. \
            The operator makes the same tree as a folder:</p>
            <code class="shell">foureyes-server export --data DIR --to OUT</code>
            <h2>3. Replay it</h2>
            <p>The verifier reads that folder and nothing else. It recomputes every root, signature and enrolment, and asks <a href="/protocol">every rule</a> again at its place:</p>
            <code class="shell">foureyes-verify OUT --founding "the 24 words"</code>
            <h2>4. Or one entry by hand</h2>
            <p>Each <a href="/ledger">entry</a> is text, and its page shows the <code>ssh-keygen</code> command that checks it with nothing of ours.</p>
            <h2>5. Compare what you see</h2>
            <p>The head’s words are at the foot of every page. Two people who read them to each other have seen the same history:</p>
            <p class="words">\(wordGroups(Words.words12(context.head.root)))</p>
            <p class="small quiet">of \(amount(context.log.size, "entry", "entries")); state hash <span class="mono hash">\(context.world.stateHash.hex)</span></p>
            <h2>For programs</h2>
            <p>All pages as JSON under <code>/api/</code>, described by <a href="/api/openapi.json">an OpenAPI document</a>. Reading is open without signing in, and what is written carries its own signature.</p>
            """
        return .html(frame(Page(menu: .check, title: "Check it yourself", body: body), context))
    }
}
