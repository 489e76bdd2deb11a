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
                ? " <span class=\"quiet\">Only a broken or hostile server can bring it about: your copy is evidence.</span>"
                : .none
            return """
                <details><summary><span class="mono">\(trouble.rawValue)</span><span>\(trouble.meaning)</span></summary>\
                <div id="\(trouble.rawValue.replacing(" ", with: "-"))"><p>\(trouble.remedy)</p><p>\(proof)</p></div></details>
                """
        }
        let body: HTML = """
            <h1>When something is wrong with the log</h1>
            <p class="lead">\(Trouble.call)</p>
            <p>This page may come from the server that is broken. Keep what stands here on paper, with the founding’s words, and call people by a
            number that you have from elsewhere.</p>
            <div class="two"><section>
            <h2>What you were shown</h2>\(rows)
            <h2>When nothing answers</h2><p>\(Trouble.ifItLasts)</p>
            </section><section>
            <h2>Whom to call</h2>\(whom(context))
            <h2>What to compare</h2>
            <p>The head’s words, as this server says them. Somebody whose program shows others for the same size has seen another history:</p>
            <p class="words">\(wordGroups(Words.words12(context.head.root)))</p>
            <p class="small quiet">of \(amount(context.log.size, "entry", "entries"))</p>
            <p>Two heads that you have from two places: <a href="/ledger/consistency">is one the beginning of the other?</a></p>
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
            let list = people.map { person -> HTML in
                let name: HTML? = context.name(of: person).map { " \(shown($0, longest: 200))" }
                return "\(personLink(person))\(name)"
            }
            return
                "<li><span class=\"what\"><a href=\"/groups/\(group.code)\">\(group.title)</a></span><small>\(HTML(list, between: ", "))</small></li>"
        }
        return
            "<ul class=\"rows\">\(rows)</ul><p class=\"small quiet\">Ids, as the ledger has them. Telephone numbers stand in no ledger.</p>"
    }
}

/// What stands on top of every page while something is wrong with the log itself.
enum TroubleBanner {
    static func html(_ context: ViewContext) -> HTML {
        var lines: [HTML] = []
        if context.stopped != nil {
            lines.append(
                "The log takes nothing any more: what is shown is as it stood. <a href=\"/alarm#log-stopped\">What to do</a>"
            )
        }
        let voids = context.findings.filter { $0.rule.name == "void-entry" }
        if !voids.isEmpty {
            lines.append(
                "\(voids.count == 1 ? "An entry is void" : "\(counted(voids.count)) entries are void"), which an honest server would not have let in. <a href=\"/findings\">See \(voids.count == 1 ? "it" : "them")</a> · <a href=\"/alarm\">What to do</a>"
            )
        }
        return HTML(lines.map { "<p class=\"alarm\" role=\"alert\">\($0)</p>\n" })
    }
}
