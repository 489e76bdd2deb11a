import Ledger
import Rules

/// The stops: what is held, how long it lasts, who ends it, and what ends it earlier (P-56).
enum StopsPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let views = context.state.stopViews(at: request.now)
        let (held, over) = (views.filter { $0.stop.ended == nil }, views.filter { $0.stop.ended != nil })
        let heading =
            held.isEmpty ? "Nothing is stopped" : held.count == 1 ? "One stop" : "\(counted(held.count)) stops"
        let past: HTML = over.isEmpty ? .none : "<h2>Ended</h2><ul class=\"rows\">\(over.map { row($0, context) })</ul>"
        let body: HTML = """
            <h1>\(heading)</h1>
            <p class="quiet">A stop takes power away at once. It takes one signature of the person or their leader, or two of people on the list for that. A stop never ends by itself.
            After 72 hours two people can end a stop: anyone eligible who is not stopped and did not set it. Ending it sooner needs every signature that granting the same thing again would need. \(context.clause("P-56"))</p>
            <ul class="rows">\(held.map { row($0, context) })</ul>
            <p class="buttons"><a class="do stop" href="/propose/authority/stop.set">Stop somebody or something</a> <a class="do second" href="/stops/lost-key">I have lost a key</a></p>
            \(past)
            """
        return .html(
            frame(
                Page(
                    menu: .stops, title: "Stops", body: body),
                context))
    }

    private static func row(_ view: StopView, _ context: ViewContext) -> HTML {
        let stop = view.stop
        let page: HTML = stop.page ? ", page signatures and sessions only" : .none
        let state = stop.ended.map { mark(.idle, "ended") + " " + entryLink($0) } ?? mark(.broken, "in force")
        return """
            <li class="wide" id="\(view.name)"><span class="what">\(view.name) · \(what(stop.target))\(page)</span>\
            <small>set by \(people(stop.by)) \(said(stop.recorded, now: context.now)), \(entryLink(stop.born))\(end(view, context))</small>\
            <span class="side">\(state)</span></li>
            """
    }

    private static func what(_ target: StopTarget) -> HTML {
        switch target {
        case .person, .act: idLink(target.text)
        case .key(let fingerprint): "the key <span class=\"mono\">\(wordGroups(Words.words12(fingerprint)))</span>"
        }
    }

    private static func end(_ view: StopView, _ context: ViewContext) -> HTML {
        let stop = view.stop
        guard stop.ended == nil else { return .none }
        let from: HTML =
            view.restorers.count < 2
            ? "fewer than two people are left who may end it"
            : view.mayEnd
                ? "can be ended by two of \(people(view.restorers)): <a href=\"/propose/authority/stop.end?f.stop=\(view.name)\">end it</a>"
                : "can be ended by two of \(people(view.restorers)), \(said(view.opens, now: context.now)) or later"
        let earlier: HTML =
            view.earlier.map {
                "earlier by \($0): <a href=\"/propose/authority/stop.lift?f.stop=\(view.name)&f.target=\(encoded(stop.target.text))\">propose it</a>"
            } ?? "it cannot be ended earlier"
        let open: HTML =
            view.ending.isEmpty ? .none : "<br>proposed: \(HTML(view.ending.map { idLink($0) }, between: ", "))"
        return "<br>\(from)<br>\(earlier)\(open)"
    }
}
