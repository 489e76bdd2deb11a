import Ledger
import Rules

/// The form of something that can be said; posted, it becomes a statement to sign.
enum SayPage {
    /// The empty form, or filled from the address.
    static func form(_ saying: Saying, _ ask: Ask) -> Answer {
        .html(frame(page(saying, typed: ask.query, wrong: Wrong(), ask.reading), ask.reading))
    }

    /// Makes the statement, or shows the form again with what was typed and what is wrong.
    static func make(_ saying: Saying, _ ask: Ask, desk: Desk) throws -> Answer {
        do throws(Wrong) {
            let said = try saying.said(ask.form, ask.reading)
            do throws(Malformed) {
                let prepared = try desk.prepare(said, ask.reading)
                let page = SignPage(prepared: prepared, ask)
                return .html(frame(page.page, ask.reading), caching: .never)
            } catch {
                throw Wrong(
                    general: "<div class=\"refusal\" role=\"alert\"><p>\(shown(error.description))</p></div>",
                    text: error.description)
            }
        } catch {
            return .html(
                frame(page(saying, typed: ask.form, wrong: error, ask.reading), ask.reading), status: 422,
                caching: .never)
        }
    }

    /// What `decide` would say of it now, with clause and who could help.
    private static func foreseen(_ refusal: Refusal?, _ reading: Reading) -> HTML {
        guard let refusal else { return .none }
        let who: HTML =
            refusal.who.isEmpty
            ? .none : "<p class=\"small\">Who could help: \(whoWords(refusal.who, reading))</p>"
        return """
            <div class="refusal" role="alert"><p><strong>As things stand this would be refused.</strong> \(shown(refusal.what)) \
            \(reading.clause(refusal.clause))</p>\(who)</div>
            """
    }

    private static func page(_ saying: Saying, typed: Form, wrong: Wrong, _ reading: Reading) -> Page {
        let title = saying.title(reading)
        var paper: HTML =
            saying.place.flatMap { reading.entry(at: $0) }.map {
                "<h2>What it is about</h2>\(Paper($0, reading).html)"
            } ?? .none
        if case .several(let several) = saying { paper = several.papers(reading) }
        let nobody = saying.speakers(reading)?.isEmpty == true
        let isHolderOpen =
            if case .sign(let act) = saying {
                act.ways.flatMap(\.slots).contains { $0.isHolder && $0.missing > 0 }
            } else { false }
        let fields = saying.fields(typed, reading, errors: wrong.fields)
        let count = wrong.fields.count
        let alert: HTML =
            wrong.refusal != nil || !wrong.general.isEmpty
            ? wrong.general + foreseen(wrong.refusal, reading)
            : count > 0
                ? "<div class=\"refusal\" role=\"alert\"><p>\(count == 1 ? "One field" : "\(counted(count)) fields") below \(count == 1 ? "needs" : "need") another look. Nothing was sent.</p></div>"
                : .none
        let form: HTML =
            nobody && !isHolderOpen
            ? "<div class=\"refusal\"><p>Nobody could say this now.</p></div>"
            : """
            <form method="post" action="\(saying.path)" class="say">\(fields.map(\.html))
            <p class="buttons"><button class="do" type="submit">\(saying.button)</button> <a href="\(saying.subject.path)">Back</a></p></form>
            <p class="small quiet">Nothing is stored: the next page shows the statement, to be signed there or on your own machine.</p>
            """
        return Page(
            room: saying.room, title: title,
            crumbs: [
                (saying.room?.label ?? "Acts", saying.room?.path ?? "/acts"),
                (saying.subject.id, saying.subject.path),
            ], here: saying.here,
            body: "<h1>\(title)</h1>\n<p class=\"lead\">\(saying.lead(reading))</p>\n\(alert)\(paper)\(form)",
            isLive: false)
    }
}

extension Saying {
    /// The end of the way to the form.
    var here: String {
        if case .question = self { return "question" }
        if case .several = self { return "sign" }
        if case .propose(let kind) = self { return kind.isRecord ? "record it" : "propose it" }
        return path.split(separator: "/").last.map(String.init) ?? ""
    }

    var room: Room? {
        switch self {
        case .propose: .kinds
        case .question: .motions
        case .sign, .decline, .withdraw, .openMotion, .conflict: .acts
        case .vote, .close: .motions
        case .observe, .closeRecord, .attest: .records
        case .ask(let about): about.isMotion ? .motions : about.id.hasPrefix("R") ? .records : .acts
        case .answer: nil
        case .several: .home
        }
    }
}
