import Ledger
import Rules

/// One entry: raw text, leaf hash, signature, inclusion proof, checkpoint, and how to check it by hand.
enum EntryPage {
    static func place(_ request: SiteRequest) throws -> Int {
        guard let place = ItemID.place(request["place"]), place < request.context.log.size else {
            throw Problem.notFound(
                "There is no entry “\(request["place"].prefix(40))”.",
                "The ledger has entries 0 to \(max(0, request.context.log.size - 1)). See <a href=\"/ledger\">the ledger</a>."
            )
        }
        return place
    }

    static func bytes(_ request: SiteRequest, at place: Int) throws -> [UInt8] {
        guard let bytes = request.context.ledger.entry(at: place) else {
            throw Problem(
                status: 503, what: "Entry \(place) cannot be read at the moment.", remedy: "Try again in a moment."
            )
        }
        return bytes
    }

    static func raw(_ request: SiteRequest) throws -> SiteResponse {
        let place = try place(request)
        var answer = SiteResponse.text(try bytes(request, at: place), caching: .forever)
        answer.headers = [("content-disposition", "attachment; filename=\"entry-\(place)\"")]
        return answer
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let place = try place(request)
        let bytes = try bytes(request, at: place)
        let void = context.voids.first { $0.place == place }
        let leaf = CheckedLeaf(checking: bytes)
        let entry = try? Entry(bytes: bytes)
        let kind = context.log.rows.at(place)?.kind ?? ""
        let title = "Entry \(grouped(place))"
        let state: HTML =
            void.map {
                "\(mark(.broken, "void")) <span class=\"quiet\">· \(shown($0.refusal.what)) \(context.clause($0.refusal.clause))</span>"
            }
            ?? mark(.holds, "counts")
            + (entry.map { " <span class=\"quiet\">· recorded \(inFull($0.recorded))</span>" } ?? .none)
        let body: HTML = """
            <h1>\(title): \(EntryWords.title(kind))</h1>
            <p>\(state)\(about(place, entry, context))</p>
            <p class="buttons small">\(place > 0 ? "<a href=\"\(Address.entry(place - 1))\">Previous entry</a>" : .none as HTML) \(place + 1 < context.log.size ? "<a href=\"\(Address.entry(place + 1))\">Next entry</a>" : .none as HTML)</p>
            <div class="two"><section>
            \(entry.flatMap { ActBatch.outcome($0, at: place, context) })
            \(entry.map { Paper($0, context).html } ?? "<p class=\"none\">It cannot be decoded. Only its bytes can be shown.</p>")
            <h2>The bytes</h2><pre class="raw">\(shown(String(decoding: bytes, as: UTF8.self), longest: 8000))</pre>
            <p><a href="\(Address.entry(place))/raw">Download these \(grouped(bytes.count)) bytes</a></p>
            </section><section>
            \(signature(entry, leaf))
            \(proof(place, leaf: leaf.leafHash, context))
            \(byHand(place, entry, context))
            </section></div>
            """
        return .html(
            frame(
                Page(menu: .ledger, title: title, crumbs: [("Ledger", "/ledger")], here: title, body: body),
                context))
    }

    private static func about(_ place: Int, _ entry: Entry?, _ context: ViewContext) -> HTML {
        let target = entry?.statement.of.flatMap { context.log.place(of: $0) } ?? place
        for letter in ["A", "B", "R"] {
            let id = ItemID(prefix: letter, number: target)
            if let subject = context.subject(of: id.text) {
                return " <span class=\"quiet\">· about \(idLink(id.text)), \(subject)</span>"
            }
        }
        return .none
    }

    private static func signature(_ entry: Entry?, _ leaf: CheckedLeaf) -> HTML {
        guard let entry else { return .none }
        let good = (try? leaf.content.get()) != nil
        let signature = entry.claimedSignature
        let how: HTML =
            signature.form == .webauthn
            ? "a passkey, on \(shown(signature.webOrigin ?? ""))"
            : signature.isFIDO ? "a FIDO key on the signer’s own machine" : "a plain key on the signer’s own machine"
        var rows: [(String, HTML)] = [
            ("Signature", good ? mark(.holds, "good") : mark(.broken, "not good")),
            ("Made with", how),
            ("Type", "<span class=\"mono small\">\(signature.key.type)</span>"),
        ]
        if signature.isFIDO || signature.form == .webauthn {
            rows.append(
                (
                    "Touched, verified",
                    "\(signature.userPresent ? "yes" : "no"), \(signature.userVerified ? "yes" : "no")"
                ))
        }
        return """
            <h2>Signature</h2><ul class="rows plainrows">\(rows.map { "<li><span>\($0.0)</span><span>\($0.1)</span></li>" as HTML })</ul>
            <p class="words small">\(wordGroups(Words.words12(signature.key.fingerprint)))</p><p class="small quiet">fingerprint of the key: <span class="mono hash">\(signature.key.fingerprint.hex)</span></p>
            """
    }

    private static func proof(_ place: Int, leaf: Digest, _ context: ViewContext) -> HTML {
        let sealed = context.sealed
        guard place < sealed.size, let path = context.published.hashes.inclusionProof(leaf: place, size: sealed.size)
        else {
            return
                "<h2 id=\"proof\">Proof of inclusion</h2><p>No checkpoint covers it yet. Reload in a moment.</p>"
        }
        let holds = Proof.includes(leaf, at: place, in: sealed, path: path)
        let rows = path.enumerated().map {
            "<tr><td class=\"num\">\($0 + 1)</td><td class=\"mono hash small\">\($1.hex)</td></tr>" as HTML
        }
        return """
            <h2 id="proof">Proof of inclusion</h2>
            <p>\(mark(holds ? .holds : .broken, holds ? "proved" : "not proved")) <span class="quiet">entry \(grouped(place)) in a log of \(grouped(sealed.size)), by \(amount(path.count, "hash", "hashes"))</span></p>
            <p class="small"><span class="quiet">leaf</span> <span class="mono hash">\(leaf.hex)</span></p>
            \(ProofPicture(leaf: leaf, index: place, size: sealed.size, path: path).html)
            <details class="fold"><summary>The path to the root</summary><div><table><tbody>\(rows)</tbody></table>
            <p class="small"><span class="quiet">root</span> <span class="mono hash">\(sealed.root.hex)</span></p></div></details>
            <details class="fold"><summary>The checkpoint that signs this root</summary><div><pre class="raw note" tabindex="0">\(String(decoding: context.published.checkpoint.note, as: UTF8.self))</pre></div></details>
            """
    }

    private static func byHand(_ place: Int, _ entry: Entry?, _ context: ViewContext) -> HTML {
        guard let entry else { return .none }
        let signer = entry.statement.signer
        let principal = signer == .person(0) ? Signer.person(0) : signer
        let line = AllowedSigners.line(signer: principal, key: entry.claimedSignature.key)
        let site = context.authority.web?.origins.first ?? ""
        return """
            <h2>Check it by hand</h2>
            <p class="small">With OpenSSH alone:</p>
            <pre class="raw">curl -s \(site)/ledger/\(place)/raw -o entry
            echo '\(line.dropLast())' &gt; allowed
            head -n1 entry | ssh-keygen -Y verify -f allowed \\
              -I \(principal.text) -n statement@foureyes \\
              -s &lt;(sed '1d;$d' entry)</pre>
            <p class="small quiet">This shows only that this key signed. Use <code>foureyes-verify</code> to check that the key belongs to \(principal.text) and that all rules were followed.</p>
            """
    }
}

extension ItemID {
    /// A place in the ledger: digits without a leading zero.
    static func place(_ text: String) -> Int? { ItemID("A-" + text)?.number }
}
