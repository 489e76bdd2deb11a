import Ledger
import Rules

/// The form of something that is said in words or fields of one's own; posted, it becomes a statement to sign. What others have
/// said is decided on a `DecidePage`.
enum ActionPage {
    /// The empty form, or filled from the address.
    static func form(_ action: Action, _ request: SiteRequest) -> SiteResponse {
        if case .propose(let kind) = action, let register = kind.importsInto { return .see(ImportPages.path(register)) }
        return
            .html(frame(page(action, typed: request.query, errors: FormErrors(), request.context), request.context))
    }

    /// Makes the statement, or shows the form again with what was typed and what is wrong.
    static func make(_ action: Action, _ request: SiteRequest) throws -> SiteResponse {
        if request.form["look"] == ActionPage.preview { return previewed(action, request) }
        // Somebody looks for what to choose: the same form again, with what matches.
        if Picker.isAsked(request.form) {
            let errors = FormFiles.lost(request.files, FormErrors())
            return .html(
                frame(page(action, typed: request.form, errors: errors, request.context), request.context),
                caching: .never)
        }
        let unsigned: UnsignedStatement
        let intent: Intent
        do throws(FormErrors) {
            intent = try action.intent(request.form, files: request.files, request.context)
            do throws(Malformed) { unsigned = try request.unsigned(intent) } catch {
                throw FormErrors(
                    general: "<div class=\"refusal\" role=\"alert\"><p>\(shown(error.description))</p></div>",
                    text: error.description)
            }
        } catch {
            let errors = FormFiles.lost(request.files, error)
            return .html(
                frame(page(action, typed: request.form, errors: errors, request.context), request.context), status: 422,
                caching: .never)
        }
        if let person = request.visitor.person, !unsigned.files.isEmpty {
            try request.held.hold(
                unsigned.files, beside: unsigned.hash, of: person, until: request.now.adding(3600), at: request.now)
        }
        return .html(frame(SignPage(unsigned: unsigned, request).page, request.context), caching: .never)
    }

    /// What the button says that only asks what a rule would say.
    static let preview = "preview"

    /// The same form with what a rule would say of it as things stand; nothing is made.
    private static func previewed(_ action: Action, _ request: SiteRequest) -> SiteResponse {
        let context = request.context
        var errors = FormErrors()
        var verdict: HTML = "<p class=\"well\">As things stand, nothing speaks against it.</p>"
        do throws(FormErrors) {
            let intent = try action.intent(request.form, context)
            if let kind = Kind.named(intent.draft.kind), kind.isRecord {
                let foreseen = Foreseen(
                    breaches: context.state.foreseenBreaches(
                        of: kind, intent.draft.body, by: intent.signer.number, at: context.now), context: context)
                verdict = foreseen.breaches.isEmpty ? verdict : foreseen.html
            }
        } catch {
            errors = error
            verdict = .none
        }
        return .html(
            frame(page(action, typed: request.form, errors: errors, verdict: verdict, context), context),
            caching: .never)
    }

    /// What `decide` would say of it now, with clause and who could help.
    private static func foreseen(_ refusal: Refusal?, _ context: ViewContext) -> HTML {
        guard let refusal else { return .none }
        let who: HTML =
            refusal.who.isEmpty
            ? .none : "<p class=\"small\">Who can supply it: \(whoWords(refusal.who, context))</p>"
        return """
            <div class="refusal" role="alert"><p><strong>At the moment this would be refused.</strong> \(shown(refusal.what)) \
            \(context.clause(refusal.clause))</p>\(who)</div>
            """
    }

    /// What stands above a form with something wrong in it.
    static func alert(_ errors: FormErrors, _ context: ViewContext) -> HTML {
        let count = errors.fields.count
        if errors.refusal != nil || !errors.general.isEmpty {
            return errors.general + foreseen(errors.refusal, context)
        }
        guard count > 0 else { return .none }
        return
            "<div class=\"refusal\" role=\"alert\"><p>\(count == 1 ? "One field" : "\(counted(count)) fields") below \(count == 1 ? "needs" : "need") another look. Nothing was sent.</p></div>"
    }

    /// Asks what a rule would say, where a rule says something of a form.
    private static func asks(_ action: Action) -> HTML {
        action.isJudged
            ? " <button class=\"do second\" type=\"submit\" name=\"look\" value=\"\(preview)\" formaction=\"#verdict\" formnovalidate>Preview</button>"
            : .none
    }

    private static func page(
        _ action: Action, typed: Form, errors: FormErrors, verdict: HTML = .none, _ context: ViewContext
    ) -> Page {
        let title = action.title(context)
        let paper: HTML =
            action.place.flatMap { context.entry(at: $0) }.map {
                "<h2>What it is about</h2>\(Paper($0, context).html)"
            } ?? .none
        let nobody = action.speakers(context)?.isEmpty == true
        let fields = action.fields(typed, context, errors: errors.fields)
        let alert = alert(errors, context)
        let form: HTML =
            nobody
            ? "<div class=\"refusal\"><p>Nobody can do this at the moment.</p></div>"
            : """
            <form method="post" action="\(action.path)" class="say"\(action.isJudged ? " data-judged" : "" as HTML)\(fields.contains(where: \.isFile) ? " enctype=\"multipart/form-data\"" : "" as HTML)>\(FormField.first(action.button, of: fields))\(fields.map(\.html))
            <div id="verdict" role="status">\(verdict)</div>
            <p class="buttons"><button class="do" type="submit">\(action.button)</button>\(asks(action)) <a href="\(action.subject.path)">Back</a></p></form>
            <p class="small quiet">Nothing is stored\(fields.contains(where: \.isFile) ? " (the server keeps files in memory for an hour)" : "" as HTML). The next page shows the statement. You can sign it there or on your own machine.</p>
            """
        return Page(
            menu: action.menu, title: title,
            crumbs: [
                (action.menu?.label ?? "Acts", action.menu?.path ?? "/acts"),
                (action.subject.id, action.subject.path),
            ], here: action.here,
            body: "<h1>\(title)</h1>\n<p class=\"lead\">\(action.lead(context))</p>\n\(alert)\(paper)\(form)",
            isLive: false)
    }
}

extension Route {
    /// The form of an action, and what posting it makes.
    static func form(
        _ pattern: String, files: MultipartReader.Limits? = nil,
        _ action: @escaping @Sendable (SiteRequest) throws -> Action
    ) -> [Route] {
        [
            .get(pattern) { ActionPage.form(try action($0), $0) },
            .post(pattern, files: files) { try ActionPage.make(try action($0), $0) },
        ]
    }
}

extension Action {
    /// The end of the way to the form.
    var here: String {
        if case .question = self { return "question" }
        if case .batch = self { return "sign" }
        if case .propose(let kind) = self { return kind.isRecord ? "record it" : "propose it" }
        return path.split(separator: "/").last.map(String.init) ?? ""
    }

    /// Whether the rules say beforehand what they think of its form.
    var isJudged: Bool { if case .propose = self { true } else { false } }

    var menu: MenuLink? {
        switch self {
        case .propose: .kinds
        case .question: .motions
        case .sign, .decline, .withdraw, .openMotion, .conflict, .closeManual: .acts
        case .vote, .close: .motions
        case .observe, .object, .closeRecord, .attest: .records
        case .beside(let beside):
            switch ItemID(beside.subject.id)?.prefix {
            case "A": .acts
            case "R": .records
            case let prefix: prefix.flatMap(Register.of).map { .register($0) }
            }
        case .ask(let about): about.isMotion ? .motions : about.id.hasPrefix("R") ? .records : .acts
        case .answer: nil
        case .batch: .home
        }
    }
}
