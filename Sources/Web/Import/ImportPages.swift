import Ledger
import Rules

/// From a CSV file to one act that enters all of its rows: the file is chosen, looked at, and only then made a statement.
///
/// Only for people who have signed in: reading a file of theirs costs the server more than it costs them to send it.
enum ImportPages {
    /// The file's name in the form.
    static let file = "csv"
    /// One file of a table's size; the box beside it holds what any form does.
    static let limits = MultipartReader.Limits(fileBytes: ImportLimit.bytes, filesBytes: ImportLimit.bytes, files: 1)

    static func path(_ register: Register) -> String { "/registers/\(register.name)/import" }

    private static func path(_ register: Register, _ table: Digest) -> String { "\(path(register))/\(table.hex)" }

    /// A register whose items people enter.
    private static func entered(_ request: SiteRequest) throws -> Register {
        let register = try RegisterPage.register(request)
        guard !register.kinds.isEmpty else {
            throw Problem.notFound("Nobody enters items of “\(register.title)”: acts of their own make them.", .none)
        }
        return register
    }

    // MARK: The file

    static func choose(_ request: SiteRequest) throws -> SiteResponse {
        let register = try entered(request)
        _ = try SessionsPage.signedIn(request)
        return .html(frame(page(register, choice(register), request), request.context), caching: .never)
    }

    /// Reads the file and keeps what it says for its sender, who goes on to look at it.
    static func take(_ request: SiteRequest) throws -> SiteResponse {
        let register = try entered(request)
        let (person, _) = try SessionsPage.signedIn(request)
        if let seconds = request.entrance.limit.take("imports p\(person)", .imports, at: request.now) {
            throw Problem.tooMany(seconds)
        }
        let typed = request.form["rows"]
        // A chosen file comes before the box; one that was left empty comes as no bytes.
        let sent = request.files.first { $0.field == file && !$0.bytes.isEmpty }
        let csv = sent?.bytes ?? Array(typed.utf8)
        guard !csv.isEmpty else {
            return again("Choose a file, or put rows into the box.", register, typed, request)
        }
        let table = request.context.state.importTable(csv, into: register, at: request.now)
        let name = request.entrance.tables.hold(table, of: csv, by: person, at: request.now)
        return .see(path(register, name))
    }

    private static func again(_ what: String, _ register: Register, _ typed: String, _ request: SiteRequest)
        -> SiteResponse
    {
        let body: HTML = "<div class=\"refusal\" role=\"alert\"><p>\(what)</p></div>\(choice(register, typed))"
        return .html(frame(page(register, body, request), request.context), status: 422, caching: .never)
    }

    private static func choice(_ register: Register, _ typed: String = "") -> HTML {
        let rows = register.columns.compactMap(\.fact).map { note -> HTML in
            """
            <tr><td class="mono">\(note.name)</td><td>\(note.label)\(note.type.isOptional ? " <span class=\"quiet\">(may be left out)</span>" as HTML : .none)</td>\
            <td>\(note.type.takes.prefix(1).uppercased())\(note.type.takes.dropFirst())</td></tr>
            """
        }
        let heads = register.columns.compactMap(\.fact).map(\.name).joined(separator: ",")
        return """
            <p class="lead">One act enters all rows of a table, or none. You see each row and everything that is wrong with it before anything is signed.</p>
            <form method="post" action="\(path(register))" class="say" enctype="multipart/form-data">
            <div class="field"><label for="\(file)">A CSV file</label><input type="file" id="\(file)" name="\(file)" accept=".csv,.tsv,.txt,text/csv" aria-describedby="csv-hint">\
            <small id="csv-hint">As a spreadsheet saves it (“CSV UTF-8”): at most \(grouped(ImportLimit.rows)) rows and 4 MiB.</small></div>
            <div class="field"><label for="rows">Or rows, copied out of a spreadsheet</label><textarea id="rows" name="rows" rows="5" spellcheck="false" placeholder="\(heads)" aria-describedby="rows-hint">\n\(typed)</textarea>\
            <small id="rows-hint">With the names of the columns in the first line; at most \(Form.bytesMax >> 10) KiB.</small></div>
            <p class="buttons"><button class="do" type="submit">Check the rows</button> <a href="/registers/\(register.name)">Back</a></p></form>
            <h2>Its columns</h2><p class="quiet">The first line names the columns in any order, by name or by label.</p>
            <table class="stacked"><thead><tr><th scope="col">Name<th scope="col">Label<th scope="col">What it takes</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    // MARK: The preview

    static func look(_ request: SiteRequest) throws -> SiteResponse {
        let table = try held(request)
        return .html(
            frame(page(table.register, preview(table, request, typed: request.query), request), request.context),
            caching: .never)
    }

    /// Makes the statement, or shows the preview again with what is wrong.
    static func make(_ request: SiteRequest) throws -> SiteResponse {
        let table = try held(request)
        guard let kind = Kind.named("register/\(table.register.word).import"), let enclosure = table.enclosure else {
            return .see(request.path)
        }
        do throws(FormErrors) {
            if Picker.isAsked(request.form) { throw FormErrors() }
            let fields = request.form.with("f.rows", Digest.of(enclosure).hex)
            let intent = try Action.propose(kind).intent(fields, request.context, enclosed: [enclosure])
            do throws(Malformed) {
                return .html(
                    frame(SignPage(unsigned: try request.unsigned(intent), request).page, request.context),
                    caching: .never)
            } catch { throw FormErrors(refusal: Refusal(error.rule, error.what)) }
        } catch {
            let body = preview(table, request, typed: request.form, errors: error)
            return .html(
                frame(page(table.register, body, request), request.context),
                status: Picker.isAsked(request.form) ? 200 : 422, caching: .never)
        }
    }

    /// What a statement enters, for the page on which it is signed; nil for a statement of another kind.
    static func rows(of statement: Statement, _ request: SiteRequest) -> (EnclosedRows, String?)? {
        guard let kind = Kind.named(statement.kind), kind.importsInto != nil,
            let rows = kind.rows(in: statement.body, enclosed: request.entrance.tables.enclosure)
        else { return nil }
        let own = request.visitor.person.flatMap {
            request.entrance.tables.name(of: rows.digest, by: $0)
        }
        return (rows, own.map { path($0.register, $0.name) })
    }

    private static func held(_ request: SiteRequest) throws -> ImportTable {
        let register = try entered(request)
        let (person, _) = try SessionsPage.signedIn(request, back: path(register))
        guard let name = Digest(hex: request["table"]),
            let table = request.entrance.tables.table(name, of: person, at: request.now),
            table.register.name == register.name
        else {
            throw Problem(
                status: 410, what: "The server no longer has this table.",
                remedy: "It was not signed, so nothing is lost: <a href=\"\(path(register))\">send the file again</a>.")
        }
        return table
    }

    private static func preview(
        _ table: ImportTable, _ request: SiteRequest, typed: Form, errors: FormErrors = FormErrors()
    ) -> HTML {
        let address = request.path
        let rows = table.rows.map { (number: $0.line, body: $0.body) }
        let list = RowsTable(table.columns, rows, numbered: "Line", page: request.query["page"]) {
            "\(address)?page=\($0)#rows"
        }
        let good: HTML =
            rows.isEmpty
            ? .none
            : "<h2 id=\"rows\">\(table.flawCount == 0 ? "What would enter" : "Rows without a flaw")</h2>\(list.html)"
        guard table.flawCount == 0, let kind = Kind.named("register/\(table.register.word).import") else {
            return flaws(table) + good
        }
        return form(kind, table, address, request, typed, errors) + good
    }

    private static func flaws(_ table: ImportTable) -> HTML {
        let rows = table.flaws.map { flaw -> HTML in
            let line: HTML? = flaw.line.map { "\(grouped($0))" }
            return
                "<tr><td class=\"id\">\(line ?? "–")</td><td>\(flaw.column.map { shown($0, longest: 80) } ?? "–")</td><td>\(shown(flaw.what, longest: 400))</td></tr>"
        }
        let count = table.flawCount
        let others: HTML? =
            count > table.flaws.count
            ? "<p class=\"quiet\">These are the first \(table.flaws.count); correct them and send the file again.</p>"
            : nil
        return """
            <div class="refusal" role="alert"><p><strong>\(count == 1 ? "One thing is" : "\(grouped(count)) things are") wrong, so this file cannot be imported.</strong></p></div>
            <table><thead><tr><th scope="col">Line<th scope="col">Column<th scope="col">What is wrong</tr></thead><tbody>\(rows)</tbody></table>\(others)
            <p class="buttons"><a class="do" href="\(path(table.register))">Send another file</a></p>
            """
    }

    private static func form(
        _ kind: Kind, _ table: ImportTable, _ address: String, _ request: SiteRequest, _ typed: Form,
        _ errors: FormErrors
    ) -> HTML {
        let action = Action.propose(kind)
        let fields = action.fields(typed, request.context, errors: errors.fields).filter { $0.name != "f.rows" }
        return """
            <p class="lead">\(grouped(table.rows.count)) \(table.rows.count == 1 ? "row" : "rows"), and nothing is wrong with them. \(action.lead(request.context))</p>
            \(ActionPage.alert(errors, request.context))
            <form method="post" action="\(address)" class="say">\(FormField.first(action.button, of: fields))\(fields.map(\.html))
            <p class="buttons"><button class="do" type="submit">\(action.button)</button> <a href="\(path(table.register))">Send another file</a></p></form>
            """
    }

    private static func page(_ register: Register, _ body: HTML, _ request: SiteRequest) -> Page {
        Page(
            menu: .register(register), title: "Import into \(register.title.lowercased())",
            crumbs: [("Registers", "/registers"), (register.title, "/registers/\(register.name)")], here: "import",
            body: "<h1>Import into \(register.title.lowercased())</h1>\n\(body)", isLive: false)
    }
}

extension Rate {
    /// Tables of one person.
    static let imports = Rate(burst: 20, perMinute: 6)
}
