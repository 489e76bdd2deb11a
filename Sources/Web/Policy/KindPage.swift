import Ledger
import Rules

/// One kind: what it carries, who may ask, who must sign, how long.
enum KindPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let kind = try find(request)
        let view = context.authority.kindView(kind, at: request.now)
        var facts: [(String, HTML)] = []
        if let requirement = view.requirement {
            facts.append(("Can be proposed by", "\(poolWords(requirement.propose, groups: [:], context))"))
            facts.append(("Expires", "\(span(requirement.expires)) after it was proposed"))
            if requirement.excludesProposer { facts.append(("The proposer", "cannot sign it")) }
            if requirement.excludesNamed { facts.append(("The person whom it names", "cannot sign it")) }
        }
        facts.append(("Clauses", context.clauses(view.clauses)))
        if kind.widens {
            facts.append(("Gives somebody power", "yes: at least two signatures must be made on people’s own machines"))
        }
        if kind.narrows { facts.append(("Only takes power away", "yes")) }
        if kind.isLocal { facts.append(("Signed", "only on people’s own machines")) }
        let fields =
            kind.notes.map {
                "<tr><td class=\"mono\">\($0.name)</td><td>\($0.label)</td><td class=\"minor\">\($0.type.takes)</td></tr>"
                    as HTML
            }
            + kind.texts.map {
                "<tr><td class=\"mono\">\($0.name)</td><td>\($0.label)</td><td class=\"minor\">detached text\($0.required ? "" : ", if any")</td></tr>"
                    as HTML
            }
            + (kind.takesFiles
                ? [
                    "<tr><td class=\"mono\">file-1 … file-8</td><td>Photos and documents</td><td class=\"minor\">JPEG, PNG or PDF beside the line, if any</td></tr>"
                ] : [])
        let acts = context.world.actViews(of: kind, at: request.now, limit: 10).map {
            ActsPage.row($0, context)
        }
        let records = context.world.records(of: kind.name, limit: 10).map {
            RecordsPage.row($0, context)
        }
        let made = acts + records
        let body: HTML = """
            <h1>\(kind.title)</h1>
            \(view.notApplicable.map(notApplicable) ?? asked(kind, context))
            <div class="two"><section><h2>Fields</h2><table><thead><tr><th>Field<th>Meaning<th class="minor">Value</tr></thead><tbody>\(fields)</tbody></table>
            <h2 id="made">Made so far</h2>\(made.isEmpty ? "<p class=\"none\">None.</p>" : "<ul class=\"rows\">\(made)</ul>" as HTML)</section>
            <section><h2>What the policy requires</h2><ul class="rows plainrows">\(facts.map { "<li><span>\($0.0)</span><span>\($0.1)</span></li>" as HTML })</ul>
            <h2>On the command line</h2><code class="shell">foureyes \(kind.isRecord ? "record" : "propose") \(kind.name)\(kind.notes.map { " \($0.name)=…" }.joined())</code></section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .kinds, title: kind.title, crumbs: [("Who must sign", "/kinds")], here: kind.name,
                    body: body), context))
    }

    private static func asked(_ kind: Kind, _ context: ViewContext) -> HTML {
        """
        <p class="lead">Needs \(context.sentence(for: kind)).</p>
        <p class="buttons"><a class="do" href="\(kind.path)">\(kind.isRecord ? "Record it" : "Propose it")</a></p>
        """
    }

    static func find(_ request: SiteRequest) throws -> Kind {
        let name = "\(request["part"])/\(request["name"])"
        guard Grammar.isKind(name), let kind = Kind.named(name) else {
            throw Problem.notFound(
                "There is no kind “\(name.prefix(100))”.", "See <a href=\"/kinds\">all kinds</a>.")
        }
        return kind
    }
}
