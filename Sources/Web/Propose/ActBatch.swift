import Ledger
import Rules

/// Several acts that one statement signs (P-36): each is read before, one under the other, from its own signed bytes. What
/// cannot be signed is named with its clause, and the others go on.
struct ActBatch: Sendable {
    let acts: [ActView]
    /// What the address names beside them, and why it is not signed.
    let over: [SeveralActs.LeftOut]
    private let enclosed: @Sendable (Digest) -> [UInt8]?
    /// As many as a person reads at a sitting; the command line takes 64.
    static let most = 20

    /// The acts that an address names: `/sign?of=A-1&of=A-2`.
    init(_ ids: [String], _ request: SiteRequest) throws {
        guard !ids.isEmpty else {
            throw Problem.bad(
                "You chose no acts.", "Choose acts that wait for you on the <a href=\"/\">home page</a>.")
        }
        guard ids.count <= ActBatch.most, Set(ids).count == ids.count else {
            throw Problem.bad(
                "One statement can sign up to \(ActBatch.most) different acts here.",
                "Choose fewer on the <a href=\"/\">home page</a>.")
        }
        var (acts, over) = ([ActView](), [SeveralActs.LeftOut]())
        for text in ids {
            let id = try Find.id(text, letter: "A", noun: "act", list: "/acts")
            let act = request.context.world.actView(at: id.number, now: request.now)
            if let act, act.isOpen {
                acts.append(act)
            } else {
                let what = act.map { "It is \($0.condition.word)." } ?? "There is no such act."
                over.append(.init(name: id.text, refusal: Refusal("P-34", what, sort: .over)))
            }
        }
        guard !acts.isEmpty else {
            throw Problem(
                status: 410, what: over.count == 1 ? "\(over[0].name) is not open." : "None of these acts is open.",
                remedy: "Choose again on the <a href=\"/\">home page</a>.")
        }
        (self.acts, self.over) = (acts, over)
        let ledger = request.context.ledger
        enclosed = { ledger.file(.enclosure($0)) }
    }

    var names: [String] { acts.map(\.name) + over.map(\.name) }
    var path: String { "/sign?" + names.map { "of=\($0)" }.joined(separator: "&") }

    var title: String {
        acts.count == 1 ? "Sign one act" : "Sign \(counted(acts.count).lowercased()) acts as one statement"
    }

    /// Who could sign at least one of them.
    var speakers: [Int] {
        Set(acts.flatMap { $0.ways.flatMap(\.slots).flatMap(\.candidates) }).sorted()
    }

    /// Those that this person would sign, each in the first slot that is open to them, and those that would be left out.
    func several(by person: Int, _ context: ViewContext) -> SeveralActs {
        context.state.several(acts, by: person, page: false, at: context.now, enclosed: enclosed)
    }

    /// The statement of one signer over all that they could sign.
    func draft(by person: Int, _ context: ViewContext) throws(FormErrors) -> Draft {
        let several = several(by: person, context)
        guard let draft = several.draft else {
            let why = several.leftOut.map { "\($0.name): \($0.refusal.what)" }.joined(separator: " ")
            throw FormErrors(fields: ["signer": why], refusal: several.leftOut.first?.refusal, text: why)
        }
        return draft
    }

    /// What is not signed with the others, each with its clause.
    static func leftOut(_ list: [SeveralActs.LeftOut], _ context: ViewContext) -> HTML {
        guard !list.isEmpty else { return .none }
        let rows = list.map { item -> HTML in
            "<li>\(idLink(item.name)): \(linked(item.refusal.what)) \(context.clause(item.refusal.clause))</li>"
        }
        return """
            <div class="refusal" id="left-out"><p><strong>\(list.count == 1 ? "One of them is" : "\(counted(list.count)) of them are") left out:</strong></p><ul>\(rows)</ul></div>
            """
    }

    /// The acts from their signed bytes.
    func papers(_ context: ViewContext) -> HTML {
        HTML(acts.enumerated().map { ActBatch.paper($1, number: $0 + 1, of: acts.count, context) })
    }

    /// Each act from its signed bytes, with its words and whatever nobody has answered.
    static func papers(_ statement: Statement?, _ context: ViewContext) -> HTML {
        guard let list = statement?.body["acts"]?.list else { return .none }
        let papers = list.enumerated().map { number, item -> HTML in
            guard let hash = item["of"]?.text.flatMap({ Digest(hex: $0) }), let place = context.log.place(of: hash),
                let act = context.world.actView(at: place, now: context.now)
            else { return "<p>\(mark(.broken, "not in this ledger"))</p>" }
            return paper(act, number: number + 1, of: list.count, context)
        }
        return HTML(papers)
    }
    private static func paper(_ act: ActView, number: Int, of count: Int, _ context: ViewContext) -> HTML {
        let paper: HTML =
            context.entry(at: act.place).map { Paper($0, context).html } ?? "<p>Its entry cannot be read here.</p>"
        return """
            <h2>\(number) of \(count): \(heading(of: act.kind, act.body, context)) <span class="quiet">\(idLink(act.name))</span></h2>
            <p>\(Thread.notice(QuestionSubject(act), context))</p>\(paper)\(ActRows(act: act, context: context).html)
            """
    }
}
