import Ledger
import Rules

/// How to check everything without trusting this server.
enum CheckPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let founding = reading.authority.founding
        let pin: HTML = founding.map {
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
            <p>The verifier reads that folder and nothing else. It recomputes every root, signature and enrolment, and asks every rule again at its place:</p>
            <code class="shell">foureyes-verify OUT --founding "the 24 words"</code>
            <h2>4. Or one entry by hand</h2>
            <p>Each <a href="/ledger">entry</a> is text, and its page shows the <code>ssh-keygen</code> command that checks it with nothing of ours.</p>
            <h2>5. Compare what you see</h2>
            <p>The head’s words are at the foot of every page. Two people who read them to each other have seen the same history:</p>
            <p class="words">\(wordGroups(Words.words12(reading.head.root)))</p>
            <p class="small quiet">of \(amount(reading.log.size, "entry", "entries")); state hash <span class="mono hash">\(reading.world.stateHash.hex)</span></p>
            <h2>For programs</h2>
            <p>All pages as JSON under <code>/api/</code>, described by <a href="/api/openapi.json">an OpenAPI document</a>. Nobody signs in: reading is open, and what is written carries its own signature.</p>
            """
        return .html(frame(Page(room: .check, title: "Check it yourself", body: body), reading))
    }
}

/// The idea as a drawing: a person's machine signs, the ledger keeps, anybody verifies.
enum Idea {
    static let picture: HTML = """
        <svg class="idea" viewBox="0 0 700 190" role="img" aria-labelledby="idea-t"><title id="idea-t">Two people sign on their own machines. The server keeps the signed statements in a ledger. Anybody verifies the ledger without the server.</title>
        <g class="s"><circle cx="52" cy="48" r="13"/><path d="M30 88a22 22 0 0 1 44 0"/><circle cx="52" cy="128" r="13"/><path d="M30 168a22 22 0 0 1 44 0"/></g>
        <g><rect class="p" x="128" y="42" width="124" height="40" rx="6"/><rect class="p" x="128" y="122" width="124" height="40" rx="6"/>
        <text x="140" y="60">“Retire M-147”</text><text class="q" x="140" y="75">signed by one</text><text x="140" y="140">“Retire M-147”</text><text class="q" x="140" y="155">signed by another</text></g>
        <g class="a"><path d="M84 62h38M84 142h38M258 62c26 0 22 42 46 42M258 142c26 0 22 -38 46 -38M452 104h52"/></g>
        <g class="h"><path d="m120 57 9 5-9 5zM120 137l9 5-9 5zM302 99l10 5-10 5zM502 99l10 5-10 5z"/></g>
        <g class="s"><path d="M320 60h124v88H320z"/><path d="M320 82h124M320 104h124M320 126h124"/></g>
        <text x="330" y="76" class="q">entry 411</text><text x="330" y="98" class="q">entry 412 · asked</text><text x="330" y="120" class="q">entry 413 · signed</text><text x="330" y="142" class="q">in effect</text>
        <text x="320" y="48">The ledger</text><text class="q" x="320" y="166">only grows; each head vouches for all before</text>
        <g class="s"><circle cx="545" cy="104" r="24"/><circle cx="575" cy="104" r="24"/></g><path class="h" d="M560 85a24 24 0 0 1 0 38 24 24 0 0 1 0-38Z"/>
        <text x="608" y="100">Anybody</text><text class="q" x="608" y="116">replays it all</text>
        <text x="22" y="22">Two people, own keys</text></svg>
        """
}
