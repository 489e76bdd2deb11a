import Ledger
import Rules

/// The ledger, entry by entry, newest first.
enum LedgerPage {
    static let perPage = 50

    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let size = reading.log.size
        let end = min(max(1, Int(ask.query["below"]) ?? size), size)
        let start = max(0, end - perPage)
        let voids = Dictionary(reading.published.voids.map { ($0.place, $0) }) { first, _ in first }
        let rows = (start..<end).reversed().map { row($0, isVoid: voids[$0] != nil, reading) }
        let older: HTML = start > 0 ? "<a href=\"/ledger?below=\(start)\">Older entries</a>" : .none
        let newer: HTML = end < size ? "<a href=\"/ledger?below=\(min(size, end + perPage))\">Newer entries</a>" : .none
        let sealed = reading.published.sealed
        let body: HTML = """
            <h1>\(amount(size, "entry", "entries"))</h1>
            <p class="quiet">Nothing is ever changed or taken out: each head vouches for all before it.</p>
            <div class="two"><section>
            <table><thead><tr><th class="num">Entry<th>What was said<th>By<th class="minor">Recorded</tr></thead><tbody>\(rows)</tbody></table>
            <p class="buttons">\(newer) \(older)</p>
            </section><section>
            <h2>The head</h2><p class="words">\(wordGroups(Words.words12(reading.head.root)))</p>
            <p class="small quiet">Root over \(amount(size, "entry", "entries")): <span class="mono hash">\(reading.head.root.hex)</span></p>
            <h2>Signed checkpoint</h2><p class="small quiet">of \(amount(sealed.size, "entry", "entries"))</p><pre class="raw note">\(String(decoding: reading.published.checkpoint, as: UTF8.self))</pre>
            <p><a href="/check">How to check all this</a></p>
            </section></div>
            """
        return .html(frame(Page(room: .ledger, title: "Ledger", body: body), reading))
    }

    private static func row(_ place: Int, isVoid: Bool, _ reading: Reading) -> HTML {
        guard let row = reading.log.rows.at(place) else { return .none }
        let what: HTML =
            row.hash == nil || isVoid ? mark(.broken, "void") + (row.kind.isEmpty ? .none : " <span class=\"mono small\">\(row.kind)</span>")
            : "\(EntryWords.title(row.kind)) <span class=\"mono small quiet\">\(row.kind)</span>"
        return """
            <tr><td class="num"><a href="\(Address.entry(place))">\(grouped(place))</a></td><td>\(what)</td>\
            <td class="id">\(row.hash == nil ? "–" : row.signer == 0 ? "p0" : personLink(row.signer))</td><td class="minor">\(said(row.recorded, now: reading.now))</td></tr>
            """
    }
}

/// What a kind of statement is called.
enum EntryWords {
    static func title(_ kind: String) -> String {
        if let kind = Kind.named(kind) { return kind.title }
        switch kind {
        case "authority/founding": return "The founding"
        case "authority/founding.accept": return "A founder accepts"
        case "authority/act.sign", "register/act.sign": return "Signature on an act"
        case "authority/act.decline", "register/act.decline": return "Declines an act"
        case "authority/act.withdraw", "register/act.withdraw": return "Takes something back"
        case "authority/motion.open": return "Opens a motion"
        case "authority/motion.vote": return "Votes"
        case "authority/motion.close": return "Closes a motion"
        case "authority/conflict.declare": return "Declares a conflict"
        case "record/sign": return "Confirms a record"
        case "record/close": return "Closes a record"
        case "record/attest": return "Attests a record"
        default: return "Unknown"
        }
    }
}

/// One entry: raw text, leaf hash, signature, inclusion proof, checkpoint, and how to check it by hand.
enum EntryPage {
    static func place(_ ask: Ask) throws -> Int {
        guard let place = ItemID.place(ask["place"]), place < ask.reading.log.size else {
            throw Problem.notFound(
                "There is no entry “\(ask["place"].prefix(40))”.",
                "The ledger has entries 0 to \(max(0, ask.reading.log.size - 1)). See <a href=\"/ledger\">the ledger</a>.")
        }
        return place
    }

    static func bytes(_ ask: Ask, at place: Int) throws -> [UInt8] {
        guard let bytes = ask.reading.archive.entry(at: place) else {
            throw Problem(status: 503, what: "Entry \(place) cannot be read just now.", remedy: "Ask again in a moment.")
        }
        return bytes
    }

    static func raw(_ ask: Ask) throws -> Answer {
        let place = try place(ask)
        var answer = Answer.text(try bytes(ask, at: place), caching: .forever)
        answer.headers = [("content-disposition", "attachment; filename=\"entry-\(place)\"")]
        return answer
    }

    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let place = try place(ask)
        let bytes = try bytes(ask, at: place)
        let void = reading.published.voids.first { $0.place == place }
        let leaf = CheckedLeaf(checking: bytes)
        let entry = try? Entry(bytes: bytes)
        let kind = reading.log.rows.at(place)?.kind ?? ""
        let title = "Entry \(grouped(place))"
        let state: HTML = void.map { "\(mark(.broken, "void")) <span class=\"quiet\">· \(shown($0.refusal.what)) \(reading.clause($0.refusal.clause))</span>" }
            ?? mark(.holds, "counts") + (entry.map { " <span class=\"quiet\">· recorded \(inFull($0.recorded))</span>" } ?? .none)
        let body: HTML = """
            <h1>\(title): \(EntryWords.title(kind))</h1>
            <p>\(state)\(about(place, entry, reading))</p>
            <p class="buttons small">\(place > 0 ? "<a href=\"\(Address.entry(place - 1))\">Entry before</a>" : .none as HTML) \(place + 1 < reading.log.size ? "<a href=\"\(Address.entry(place + 1))\">Entry after</a>" : .none as HTML)</p>
            <div class="two"><section>
            \(entry.map { Paper($0, reading).html } ?? "<p class=\"none\">It does not decode, so there is nothing to show but its bytes.</p>")
            <h2>The bytes</h2><pre class="raw">\(shown(String(decoding: bytes, as: UTF8.self), longest: 8000))</pre>
            <p><a href="\(Address.entry(place))/raw">Keep these \(grouped(bytes.count)) bytes as a file</a></p>
            </section><section>
            \(signature(entry, leaf))
            \(proof(place, leaf: leaf.leafHash, reading))
            \(byHand(place, entry, reading))
            </section></div>
            """
        return .html(frame(Page(room: .ledger, title: title, crumbs: [("Ledger", "/ledger")], here: title, body: body), reading))
    }

    private static func about(_ place: Int, _ entry: Entry?, _ reading: Reading) -> HTML {
        let target = entry?.statement.of.flatMap { reading.log.place(of: $0) } ?? place
        for letter in ["A", "B", "R"] {
            let id = ItemID(letter: letter, number: target)
            if let subject = reading.subject(of: id.text) { return " <span class=\"quiet\">· about \(idLink(id.text)), \(subject)</span>" }
        }
        return .none
    }

    private static func signature(_ entry: Entry?, _ leaf: CheckedLeaf) -> HTML {
        guard let entry else { return .none }
        let good = (try? leaf.content.get()) != nil
        let signature = entry.claimedSignature
        let how: HTML =
            signature.form == .webauthn ? "a passkey, on \(shown(signature.webOrigin ?? ""))"
            : signature.isFIDO ? "a FIDO key on an own machine" : "a plain key on an own machine"
        var rows: [(String, HTML)] = [
            ("Signature", good ? mark(.holds, "good") : mark(.broken, "not good")),
            ("Made with", how),
            ("Type", "<span class=\"mono small\">\(signature.key.type)</span>"),
        ]
        if signature.isFIDO || signature.form == .webauthn {
            rows.append(("Touched, verified", "\(signature.userPresent ? "yes" : "no"), \(signature.userVerified ? "yes" : "no")"))
        }
        return """
            <h2>Signature</h2><ul class="rows plainrows">\(rows.map { "<li><span>\($0.0)</span><span>\($0.1)</span></li>" as HTML })</ul>
            <p class="words small">\(wordGroups(Words.words12(signature.key.fingerprint)))</p><p class="small quiet">the key’s fingerprint: <span class="mono hash">\(signature.key.fingerprint.hex)</span></p>
            """
    }

    private static func proof(_ place: Int, leaf: Digest, _ reading: Reading) -> HTML {
        let sealed = reading.published.sealed
        guard place < sealed.size, let path = reading.archive.proof(of: place, size: sealed.size) else {
            return "<h2 id=\"proof\">Proof that it stands here</h2><p>The next checkpoint will cover it, in a moment.</p>"
        }
        let holds = Proof.includes(leaf, at: place, in: sealed, path: path)
        let rows = path.enumerated().map { "<tr><td class=\"num\">\($0 + 1)</td><td class=\"mono hash small\">\($1.hex)</td></tr>" as HTML }
        return """
            <h2 id="proof">Proof that it stands here</h2>
            <p>\(mark(holds ? .holds : .broken, holds ? "proved" : "not proved")) <span class="quiet">at place \(grouped(place)) of \(grouped(sealed.size)), by \(amount(path.count, "hash", "hashes"))</span></p>
            <p class="small"><span class="quiet">leaf</span> <span class="mono hash">\(leaf.hex)</span></p>
            <details class="fold"><summary>The path to the root</summary><div><table><tbody>\(rows)</tbody></table>
            <p class="small"><span class="quiet">root</span> <span class="mono hash">\(sealed.root.hex)</span></p></div></details>
            <details class="fold"><summary>The checkpoint that signs this root</summary><div><pre class="raw note">\(String(decoding: reading.published.checkpoint, as: UTF8.self))</pre></div></details>
            """
    }

    private static func byHand(_ place: Int, _ entry: Entry?, _ reading: Reading) -> HTML {
        guard let entry else { return .none }
        let signer = entry.statement.signer
        let principal = signer == .person(0) ? Signer.person(0) : signer
        let line = AllowedSigners.line(signer: principal, key: entry.claimedSignature.key)
        let site = reading.authority.founding?.web.origins.first ?? ""
        return """
            <h2>Check it by hand</h2>
            <p class="small">With OpenSSH alone:</p>
            <pre class="raw">curl -s \(site)/ledger/\(place)/raw -o entry
            echo '\(line.dropLast())' &gt; allowed
            head -n1 entry | ssh-keygen -Y verify -f allowed \\
              -I \(principal.text) -n statement@foureyes \\
              -s &lt;(sed '1d;$d' entry)</pre>
            <p class="small quiet">This says that the key signed. That the key is \(principal.text)’s, and that all rules were kept, says <code>foureyes-verify</code>.</p>
            """
    }
}

extension ItemID {
    /// A place in the ledger: digits without a leading zero.
    static func place(_ text: String) -> Int? { ItemID("A-" + text)?.number }
}
