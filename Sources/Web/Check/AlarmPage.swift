import Ledger
import Rules

/// What a person does, and whom to call, when a page or command shows a fork, another founding or a stopped log. It can
/// be served by the very server that is broken, so it says first what to do without it.
enum AlarmPage {
    static func answer(_ request: SiteRequest) -> SiteResponse {
        let context = request.context
        let rows = Trouble.allCases.map { trouble -> HTML in
            let proof: HTML =
                trouble.provesFault
                ? "<p class=\"quiet\">Only a broken or hostile server can cause this. Your copy is evidence.</p>"
                : .none
            return """
                <details><summary><span class="mono">\(trouble.rawValue)</span><span>\(trouble.meaning)</span></summary>\
                <div id="\(trouble.rawValue.replacing(" ", with: "-"))"><p>\(trouble.remedy)</p>\(proof)</div></details>
                """
        }
        let body: HTML = """
            <h1>When something is wrong with the log</h1>
            <p class="lead">\(Trouble.call)</p>
            <p>This page may come from the broken server itself. Print it and keep it with the words of the founding, and call people on a phone
            number that you got elsewhere.</p>
            <div class="two"><section>
            <h2>The alarms</h2>\(rows)
            <h2>If the server does not answer</h2><p>\(Trouble.ifItLasts)</p>
            </section><section>
            <h2>Whom to call</h2>\(whom(context))
            <h2>Compare heads</h2>
            <p>These are the words of the head, according to this server. If somebody’s program shows different words for the same size, they have seen a different history:</p>
            <p class="words">\(wordGroups(Words.words12(context.head.root)))</p>
            <p class="small quiet">of \(amount(context.log.size, "entry", "entries"))</p>
            <p>You can check two heads that you have from different places: <a href="/ledger/consistency">does one continue the other?</a></p>
            <code class="shell">foureyes status</code>
            </section></div>
            """
        return .html(frame(Page(title: "When something is wrong", body: body), context))
    }

    private static func whom(_ context: ViewContext) -> HTML {
        let groups = context.authority.whomToCall(besides: context.visitor.person).filter { !$0.people.isEmpty }
        guard !groups.isEmpty else {
            return "<p class=\"none\">\(Trouble.nobodyKnown)</p>"
        }
        let rows = groups.map { group, people -> HTML in
            let list = people.map(personLink)
            return
                "<li><span class=\"what\"><a href=\"/groups/\(group.code)\">\(group.title)</a></span><small>\(HTML(list, between: ", "))</small></li>"
        }
        return
            "<ul class=\"rows\">\(rows)</ul><p class=\"small quiet\">The ledger has no telephone numbers. Look them up elsewhere.</p>"
    }
}

/// What is on top of every page while something is wrong with the log itself.
enum TroubleBanner {
    static func html(_ context: ViewContext) -> HTML {
        var lines: [HTML] = []
        if context.stopped != nil {
            lines.append(
                "The log accepts nothing any more. You see its last state. <a href=\"/alarm#log-stopped\">What to do</a>"
            )
        }
        let voids = context.findings.filter { $0.rule.name == "void-entry" }
        if !voids.isEmpty {
            lines.append(
                "\(voids.count == 1 ? "An entry is void" : "\(counted(voids.count)) entries are void"). An honest server would not have accepted \(voids.count == 1 ? "it" : "them"). <a href=\"/findings\">See \(voids.count == 1 ? "it" : "them")</a> · <a href=\"/alarm\">What to do</a>"
            )
        }
        return HTML(lines.map { "<p class=\"alarm\" role=\"alert\">\($0)</p>\n" })
    }
}
