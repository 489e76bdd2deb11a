import Ledger
import Rules

/// The page on which somebody decides: they sign, vote, close, confirm or attest what others have said.
///
/// One address by GET has all of it: what it is about in words, what changes, what was asked, who has signed, and one button.
/// The statement is made while the page is, and nothing is kept, so going back, loading it again and a second tab all work.
struct DecidePage {
    let action: Action
    let request: SiteRequest
    /// What the address says, with whatever leaves no choice.
    let typed: Form

    /// What was answered: the address, or a form that may not be one.
    private let given: Form

    /// `given` is a posted form that no address may have; else the address is what was answered.
    init(_ action: Action, _ request: SiteRequest, given: Form? = nil) {
        self.action = action
        self.request = request
        // What a key witness heard they type themselves (P-21): a link that does it for them would make the question empty.
        self.given = given ?? request.query.without("heard")
        typed = action.settled(self.given, request.context)
    }

    private var context: ViewContext { request.context }
    private var subject: DecideSubject {
        let signer = ItemID(typed["signer"]).flatMap { $0.prefix == Person.prefix ? $0.number : nil }
        return DecideSubject(action: action, signer: signer, context: context)
    }

    static func answer(_ action: Action, _ request: SiteRequest) -> SiteResponse {
        DecidePage(action, request).response
    }

    /// A form that was posted leads to the address that has the same answers, unless something is wrong with them.
    static func post(_ action: Action, _ request: SiteRequest) -> SiteResponse {
        request.form["heard"].isEmpty
            ? .see(path(action, request.form)) : DecidePage(action, request, given: request.form).response
    }

    /// The page's address with these answers.
    static func path(_ action: Action, _ form: Form) -> String {
        let pairs = form.fields.filter { !$0.value.isEmpty && $0.name != "of" && $0.name != "heard" }
        guard !pairs.isEmpty else { return action.path }
        let query = pairs.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
        return action.path + (action.path.contains("?") ? "&" : "?") + query
    }

    private var response: SiteResponse {
        do throws(FormErrors) {
            guard !Picker.isAsked(given) else { return answer(form(FormErrors()), status: 200) }
            let intent = try action.intent(typed, context)
            let unsigned: UnsignedStatement
            do throws(Malformed) { unsigned = try request.unsigned(intent) } catch {
                throw FormErrors(
                    general: "<div class=\"refusal\" role=\"alert\"><p>\(shown(error.description))</p></div>",
                    text: error.description)
            }
            return answer(ready(unsigned), status: 200)
        } catch {
            // An empty form is no mistake, so its fields show no error. What the rules say is still shown above it.
            let isNew = given.fields.allSatisfy { $0.name == "of" }
            return answer(form(isNew ? FormErrors(refusal: error.refusal) : error), status: isNew ? 200 : 422)
        }
    }

    private func answer(_ panel: HTML, status: Int) -> SiteResponse {
        let title = action.title(context)
        let page = Page(
            menu: action.menu, title: title,
            crumbs: [
                (action.menu?.label ?? "Acts", action.menu?.path ?? "/acts"),
                (action.subject.id, action.subject.path),
            ], here: action.here,
            body: """
                <h1>\(title)</h1>
                <p>\(subject.state)</p>
                <div class="two decide"><section>
                \(subject.facts)\(subject.changes)\(subject.questions)
                </section><section>
                <div class="panel" id="decide">\(panel)</div>
                \(subject.people)
                </section></div>
                """, isLive: false)
        return .html(frame(page, context), status: status, caching: .never)
    }

    /// What is still to be answered, as a form that leads back here.
    private func form(_ errors: FormErrors) -> HTML {
        let isHolderOpen =
            if case .sign(let act) = action {
                act.ways.flatMap(\.slots).contains { $0.isHolder && $0.missing > 0 }
            } else { false }
        let lead: HTML = "<p>\(action.lead(context))</p>"
        if let speakers = action.speakers(context), !isHolderOpen {
            guard !speakers.isEmpty else { return "\(lead)<p class=\"none\">Nobody can do this at the moment.</p>" }
            if let person = context.visitor.person, !speakers.contains(person) {
                return "\(lead)\(ActionPage.alert(errors, context))\(notYou(person, speakers))"
            }
        }
        let fields = action.fields(typed, context, errors: errors.fields)
        let kept = action.kept.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let path = String(action.path.prefix { $0 != "?" })
        return """
            \(lead)\(ActionPage.alert(errors, context))<form method="\(fields.contains { $0.name == "heard" } ? "post" : "get")" action="\(path)" class="say">\(kept)\(FormField.first("Continue", of: fields))\(fields.map(\.html))
            <p class="buttons"><button class="do" type="submit">Continue</button></p></form>
            """
    }

    private func notYou(_ person: Int, _ speakers: [Int]) -> HTML {
        let who: HTML =
            speakers.count > 8
            ? "\(people(Array(speakers.prefix(6)), ",")) or \(speakers.count - 6) more" : people(speakers, "or")
        return
            "<p class=\"none\" id=\"not-you\">You are signed in as \(Called.text(person)) and cannot do this. \(who) can.</p>"
    }

    private func ready(_ unsigned: UnsignedStatement) -> HTML {
        var panel = SignPanel(unsigned: unsigned, request)
        panel.again = DecidePage.path(action, typed.only(action.answers))
        panel.button = action.verb(typed)
        let statement = try? Statement(line: unsigned.line[...])
        // Of other records the left side says it, beside their facts.
        let foreseen: HTML? =
            if case .closeRecord = action { statement.map { Foreseen(statement: $0, context).html } } else { nil }
        let paper = (try? Paper(line: unsigned.line, contents: unsigned.parts, context))?.html
        return """
            <p>\(action.lead(context))</p>\(foreseen)\(panel.html)
            <details class="fold" id="exact"><summary>Exact content</summary><div>\(subject.exact)
            <h3>What you sign</h3>\(paper)</div></details>
            """
    }
}

extension Form {
    /// These fields alone.
    func only(_ names: Set<String>) -> Form {
        Form(pairs: fields.filter { names.contains($0.name) }.map { ($0.name, $0.value) })
    }
}

extension Route {
    /// The page of a decision, and what a posted form of it leads to.
    static func decision(
        _ pattern: String, _ action: @escaping @Sendable (SiteRequest) throws -> Action
    ) -> [Route] {
        [
            .get(pattern) { DecidePage.answer(try action($0), $0) },
            .post(pattern) { DecidePage.post(try action($0), $0) },
        ]
    }
}
