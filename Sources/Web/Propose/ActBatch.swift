import Ledger
import Rules

/// Several acts that one statement signs (P-36): each is read before, one under the other, from its own signed bytes.
struct ActBatch: Sendable {
    let acts: [ActView]
    /// As many as a person reads at a sitting; the command line takes 64.
    static let most = 20

    /// The acts that an address names: `/sign?of=A-1&of=A-2`.
    init(_ ids: [String], _ request: SiteRequest) throws {
        guard !ids.isEmpty else {
            throw Problem.bad(
                "Nothing was chosen.", "Choose acts that wait for you on the <a href=\"/\">home page</a>.")
        }
        guard ids.count <= ActBatch.most, Set(ids).count == ids.count else {
            throw Problem.bad(
                "One statement here signs up to \(ActBatch.most) different acts.",
                "Choose fewer on the <a href=\"/\">home page</a>.")
        }
        acts = try ids.map { text in
            let id = try Find.id(text, letter: "A", noun: "act", list: "/acts")
            guard let act = request.context.world.actView(at: id.number, now: request.now), act.isOpen else {
                throw Problem(
                    status: 410, what: "\(id.text) is not open.",
                    remedy: "Choose anew on the <a href=\"/\">home page</a>.")
            }
            return act
        }
        guard Set(acts.map(\.part)).count == 1 else {
            throw Problem.bad(
                "One statement signs acts of authority or acts on things, not both (P-36).",
                "Choose those of one sort on the <a href=\"/\">home page</a>.")
        }
    }

    var path: String { "/sign?" + acts.map { "of=\($0.name)" }.joined(separator: "&") }

    var title: String {
        acts.count == 1 ? "Sign one act" : "Sign \(counted(acts.count).lowercased()) acts as one statement"
    }

    /// Who could sign every one of them.
    var speakers: [Int] {
        let each = acts.map { Set($0.ways.flatMap(\.slots).flatMap(\.candidates)) }
        return (each.first.map { first in each.dropFirst().reduce(first) { $0.intersection($1) } } ?? []).sorted()
    }

    /// The statement's body and clauses for one signer, each act in the first slot that is open to him.
    func draft(by person: Int, _ context: ViewContext) throws(FormErrors) -> Draft {
        var items: [JSON] = []
        var under: [String] = []
        for act in acts {
            guard let slot = act.slots(for: person).first(where: { asksNothing(act, $0.name, context) }) else {
                throw FormErrors(
                    fields: ["signer": "p\(person) has no slot in \(act.name) that a common statement can fill."],
                    text: "p\(person) has no slot in \(act.name).")
            }
            items.append(.line(["of": .string(act.hash.hex), "slot": .string(slot.name)]))
            if let clause = act.kind.clauses.first, !under.contains(clause) { under.append(clause) }
        }
        return Draft(
            "\(acts[0].part.rawValue)/act.sign", .line(["acts": .array(items)]), under: under.isEmpty ? ["P-36"] : under
        )
    }

    /// A signature that says something of its own (a key witness's) is made alone, and so is what no page signs.
    private func asksNothing(_ act: ActView, _ slot: String, _ context: ViewContext) -> Bool {
        slot != Slot.motion && context.draft(signing: act, slot: slot).body.members?.isEmpty == true
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
            <p>\(Thread.notice(QuestionSubject(act), context))</p>\(paper)
            """
    }
}
