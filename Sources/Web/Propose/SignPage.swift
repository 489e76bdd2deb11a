import Ledger
import Rules
import Store

/// A statement that waits for its signature: the paper, the command, the way by hand, the box.
///
/// It is made again from the fields that it carries itself, so that nothing but files is kept on the server and a mistake in
/// the box loses nothing.
struct SignPage {
    let unsigned: UnsignedStatement
    let context: ViewContext
    var panel: SignPanel
    /// What it enters, if it enters many things, and the page that has all of them.
    var rows: (enclosed: EnclosedRows, path: String?)?
    var alert: HTML = .none

    init(unsigned: UnsignedStatement, _ request: SiteRequest, armour: String = "") {
        self.unsigned = unsigned
        context = request.context
        panel = SignPanel(unsigned: unsigned, request, armour: armour)
        rows = (try? Statement(line: unsigned.line[...])).flatMap { ImportPages.rows(of: $0, request) }
    }

    var page: Page {
        let statement = try? Statement(line: unsigned.line[...])
        let paper = (try? Paper(line: unsigned.line, contents: unsigned.parts, context))?.html ?? .none
        let title = statement.map { EntryWords.title($0.kind) } ?? "Statement"
        let signer = statement?.signer.text ?? ""
        return Page(
            title: "Sign: \(title)", crumbs: [("Propose something", "/propose")], here: "sign",
            body: """
                <h1>Read and sign: \(title)</h1>
                <p class="lead">This is what \(signer == "p0" ? "the holder of the new key" : signer) would sign. It is not in the ledger yet. It can be signed until \(statement.map { inFull($0.until) }); after that, make it again.</p>
                \(statement.map { Foreseen(statement: $0, context).html })
                \(alert)\(paper)\(entered)\(ActBatch.papers(statement, context))
                <h2>Sign</h2><div class="panel" id="decide">\(panel.html)</div>
                """, isLive: false)
    }

    /// The rows out of the bytes that the statement names, not out of what was sent.
    private var entered: HTML {
        guard let rows else { return .none }
        let all: HTML? = rows.path.map { "<p><a href=\"\($0)\">All of them</a></p>" }
        return
            "<h2>What it enters: \(amount(rows.enclosed.rows.count, "item"))</h2>\(RowsTable(rows.enclosed).html)\(all)"
    }
}
