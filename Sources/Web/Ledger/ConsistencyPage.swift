import Ledger
import Rules

/// Whether one head is the beginning of another, proved: what two people do who compare what they were shown.
enum ConsistencyPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let sealed = context.sealed
        let first = try size(request.query["first"], or: min(1, sealed.size), upTo: sealed.size)
        let second = try size(request.query["second"], or: sealed.size, upTo: sealed.size)
        let (old, new) = (min(first, second), max(first, second))
        let body: HTML = """
            <h1>Does one head continue another?</h1>
            <p class="quiet">An honest log only grows. Every head can be proved to continue every earlier one. \(context.clause("P-8"))</p>
            <form action="/ledger/consistency" class="sizes">\(field("first", "Size of the older head", old))\(field("second", "Size of the newer head", new))
            <button class="do second" type="submit">Prove it</button></form>
            \(proof(old, new, context))
            <h2>If you have a head from elsewhere</h2>
            <p>Compare its words with those above. If they differ at the same size, there are two histories: <a href="/alarm#fork">what to do</a>.</p>
            """
        return .html(
            frame(
                Page(
                    menu: .ledger, title: "Two heads", crumbs: [("Ledger", "/ledger")], here: "two heads", body: body),
                context))
    }

    private static func size(_ text: String, or absent: Int, upTo most: Int) throws -> Int {
        if text.isEmpty { return absent }
        guard let size = ItemID.place(text), size <= most else {
            throw Problem.bad(
                "“\(text.prefix(40))” is not a size of this log.",
                "Sizes go from 0 to \(most). <a href=\"/ledger/consistency\">Choose two</a>.")
        }
        return size
    }

    private static func field(_ name: String, _ label: String, _ value: Int) -> HTML {
        """
        <span class="field"><label for="\(name)">\(label)</label><input type="text" inputmode="numeric" id="\(name)" name="\(name)" value="\(value)" autocomplete="off"></span>
        """
    }

    private static func proof(_ old: Int, _ new: Int, _ context: ViewContext) -> HTML {
        guard let from = head(old, context), let to = head(new, context),
            let path = context.published.hashes.consistencyProof(from: old, to: new)
        else { return "<p class=\"none\">No checkpoint covers it yet. Reload in a moment.</p>" }
        let holds = Proof.isConsistent(from, with: to, path: path)
        let rows = path.enumerated().map {
            "<tr><td class=\"num\">\($0 + 1)</td><td class=\"mono hash small\">\($1.hex)</td></tr>" as HTML
        }
        return """
            <p>\(mark(holds ? .holds : .broken, holds ? "proved" : "not proved")) <span class="quiet">by \(amount(path.count, "hash", "hashes"))</span></p>
            <div class="two"><section>\(words("Older", from))</section><section>\(words("Newer", to))</section></div>
            <details class="fold"><summary>The path</summary><div><table><tbody>\(rows)</tbody></table></div></details>
            """
    }

    private static func words(_ which: String, _ head: Head) -> HTML {
        """
        <h2>\(which): \(amount(head.size, "entry", "entries"))</h2><p class="words">\(wordGroups(Words.words12(head.root)))</p>
        <p class="small"><span class="mono hash">\(head.root.hex)</span></p>
        """
    }

    private static func head(_ size: Int, _ context: ViewContext) -> Head? {
        context.log.roots.at(size).map { Head(root: $0, size: size) }
    }
}
