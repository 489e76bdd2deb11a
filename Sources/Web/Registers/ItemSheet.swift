import Ledger
import Rules

/// One thing on paper: what the register says of it, a label with a code that leads back to its page, and the head of the
/// ledger by which the paper can be checked later.
struct ItemSheet {
    let register: Register
    let item: ItemView
    let address: String
    let context: ViewContext

    init(_ request: SiteRequest) throws {
        context = request.context
        (register, item) = try ItemPage.found(request)
        address = ItemSheet.origin(request) + "/registers/\(register.name)/\(item.id.text)"
    }

    /// Where people find this server: an origin of the ledger's own, because a label outlives the name under which
    /// somebody asked.
    private static func origin(_ request: SiteRequest) -> String {
        let origins = request.context.authority.web?.origins ?? []
        let asked = request.caller.ownOrigin
        return origins.contains { $0.utf8.elementsEqual(asked.utf8) } ? asked : origins.first ?? asked
    }

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let sheet = try ItemSheet(request)
        return .html(frame(sheet.page, sheet.context))
    }

    /// The code alone, as a file for a label printer.
    static func label(_ request: SiteRequest) throws -> SiteResponse {
        let sheet = try ItemSheet(request)
        guard let code = QRCode(sheet.address) else {
            throw Problem.notFound("The address of \(sheet.item.id.text) is too long for a label.")
        }
        return SiteResponse(type: "image/svg+xml", bytes: Array(code.svg(title: sheet.address).markup.utf8))
    }

    private var page: Page {
        let rows = register.columns.filter(\.isShown).map { column -> HTML in
            "<dt>\(column.label)</dt><dd>\(RegisterPage.cell(item, column, context))</dd>"
        }
        let noun = "\(register.noun.prefix(1).uppercased())\(register.noun.dropFirst())"
        let code: HTML = QRCode(address)?.svg(title: address) ?? "<p>The address is too long for a QR code.</p>"
        let path = "/registers/\(register.name)/\(item.id.text)"
        return Page(
            menu: .register(register), title: "Sheet of \(item.id.text)",
            crumbs: [
                ("Registers", "/registers"), (register.title, "/registers/\(register.name)"), (item.id.text, path),
            ], here: "sheet",
            body: """
                <h1>\(noun) \(item.id.text)</h1>
                <p class="lead">\(shown(item.name)) · \(item.state)</p>
                <div class="label">\(code)<p><strong>\(item.id.text)</strong><br>\(shown(item.name, longest: 80))<br><small class="mono">\(shown(address, longest: 200))</small></p></div>
                <p class="buttons"><a class="do second" href="\(path)/label.svg">The code as a picture (SVG)</a> <small>Print this page with your browser. Menus and buttons are not printed.</small></p>
                <dl class="facts">\(rows)</dl>
                <h2>History</h2>\(History(id: item.id, item: item, context: context).html)
                <h2>As of</h2><p>\(inFull(context.now)), a ledger of \(amount(context.head.size, "entry", "entries")). Compare this paper with the ledger by the words of its head:</p>
                <p class="words first">\(Words.words12(context.head.root).joined(separator: " "))</p>
                """)
    }
}

extension QRCode {
    /// Dark modules on white, whatever the page's colours: scanners want that. Four modules of white stand around it.
    func svg(title: String) -> HTML {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                let start = x
                while x < size, self[x, y] { x += 1 }
                if x > start { path += "M\(start + 4) \(y + 4)h\(x - start)v1h-\(x - start)z" } else { x += 1 }
            }
        }
        let side = size + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 \(side) \(side)" width="\(side * 4)" height="\(side * 4)" role="img" aria-label="QR code: \(title)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path fill="#000" d="\(path)"/></svg>
            """
    }
}
