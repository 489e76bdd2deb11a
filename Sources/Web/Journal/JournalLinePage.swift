import Ledger
import Rules
import Store

/// One line of the journal: its words, its salt, and the proof that its segment seals it, and the journal that segment.
enum JournalLinePage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let reader = try JournalLinesPage.reader(request)
        guard let number = ItemID.place(request["line"]), let line = request.context.ledger.line(number, for: reader)
        else {
            throw Problem.notFound(
                "There is no line “\(request["line"].prefix(40))” in this journal.",
                "See <a href=\"/journal/lines\">its lines</a>.")
        }
        let title = "Line \(grouped(number))"
        let said = JournalWords(line.kept, request.context)
        let body: HTML = """
            <h1>\(title): \(line.kept.sort)</h1>
            <p>\(said.says) <span class="quiet">· \(inFull(line.kept.at))</span></p>
            <p class="buttons small">\(number > 0 ? "<a href=\"/journal/lines/\(number - 1)\">Previous line</a>" : .none as HTML) <a href="/journal/lines/\(number + 1)">Next line</a></p>
            <div class="two"><section>\(words(line, said))</section><section>\(proof(line, request.context))</section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .journal, title: title,
                    crumbs: [("Journal", "/journal"), ("lines", "/journal/lines")], here: title,
                    body: body, isLive: false), request.context), caching: .never)
    }

    private static func words(_ line: ProvenLine, _ said: JournalWords) -> HTML {
        guard let salted = line.salted else {
            return
                "<h2>What it says</h2><p class=\"none\">Its salt and content were removed after their retention time. Its hash stays, so every proof still works.</p>"
        }
        let salt = Digest(bytes: salted.salt)?.hex ?? ""
        return """
            <h2>What it says</h2><p>\(said.says)</p><p class="small quiet">\(said.rest)</p>
            <h2>The bytes</h2><pre class="raw" tabindex="0">\(shown(String(decoding: salted.line, as: UTF8.self), longest: JournalLine.longest))</pre>
            <p class="small"><span class="quiet">salt</span> <span class="mono hash">\(salt)</span></p>
            <details class="fold"><summary>Check the hash by hand</summary><div><p class="small">A zero byte, the salt and the line, in base64, so that nothing in the line can act as a shell command.</p>
            <pre class="raw" tabindex="0">echo '\(String(decoding: Base64.encoded([0] + salted.salt + salted.line), as: UTF8.self))' | base64 -d | sha256sum</pre></div></details>
            """
    }

    private static func proof(_ line: ProvenLine, _ context: ViewContext) -> HTML {
        guard let standing = line.segment else {
            return """
                <h2>Proof of inclusion</h2><p>\(mark(.open, "not sealed yet")) <span class="quiet">· a segment that seals it closes within ten minutes</span></p>
                \(leaf(line))
                """
        }
        let index = line.kept.number - standing.lines.lowerBound
        let root = Head(root: standing.segment.digest, size: standing.lines.count)
        let holds = Proof.includes(line.kept.leaf, at: index, in: root, path: line.proof)
        return """
            <h2>Its place in its segment</h2>
            <p>\(mark(holds ? .holds : .broken, holds ? "proved" : "not proved")) <span class="quiet">\(grouped(index + 1)) of \(amount(standing.lines.count, "line")), by \(amount(line.proof.count, "hash", "hashes"))</span></p>
            \(leaf(line))
            \(line.proof.isEmpty ? .none : ProofPicture(leaf: line.kept.leaf, index: index, size: standing.lines.count, path: line.proof).html)
            <p class="small"><span class="quiet">the segment’s digest</span> <span class="mono hash">\(standing.segment.digest.hex)</span></p>
            \(sealed(standing, context))
            """
    }

    private static func leaf(_ line: ProvenLine) -> HTML {
        "<p class=\"small\"><span class=\"quiet\">leaf</span> <span class=\"mono hash\">\(line.kept.leaf.hex)</span></p>"
    }

    /// The segment as a leaf of the journal, under its newest checkpoint.
    private static func sealed(_ standing: StandingSegment, _ context: ViewContext) -> HTML {
        let journal = context.ledger.journal.published
        guard let path = journal.hashes.inclusionProof(leaf: standing.place, size: journal.checkpoint.head.size),
            let leaf = journal.hashes.hash(level: 0, index: standing.place)
        else { return "<p>Its segment is not covered by a checkpoint yet. Reload in a moment.</p>" }
        let head = journal.checkpoint.head
        let holds = Proof.includes(leaf, at: standing.place, in: head, path: path)
        return """
            <h2>Its segment in the journal</h2>
            <p>\(mark(holds ? .holds : .broken, holds ? "proved" : "not proved")) <span class="quiet">segment \(grouped(standing.place)) of \(grouped(head.size)), signed by \(standing.entry.statement.signer.text), closed \(said(standing.entry.recorded, now: context.now))</span></p>
            <details class="fold"><summary>The path to the root</summary><div><p class="mono hash small">\(HTML(path.map { "\($0.hex)" as HTML }, between: "<br>"))</p></div></details>
            <details class="fold"><summary>The checkpoint that signs this root</summary><div><pre class="raw note" tabindex="0">\(String(decoding: journal.checkpoint.note, as: UTF8.self))</pre></div></details>
            """
    }
}
