import Ledger
import Rules

extension ActBatch {
    /// What became of each act that one statement signed; nil for every other entry.
    static func outcome(_ entry: Entry, at place: Int, _ context: ViewContext) -> HTML? {
        let ledger = context.ledger
        guard let list = entry.statement.body["acts"]?.list,
            let left = context.state.leftOut(
                of: entry.statement, at: place, page: entry.claimedSignature.form == .webauthn, now: context.now,
                enclosed: { ledger.file(.enclosure($0)) })
        else { return nil }
        let rows = list.compactMap { item -> HTML? in
            guard let at = item["of"]?.text.flatMap({ Digest(hex: $0) }).flatMap({ context.log.place(of: $0) }),
                let act = context.world.actView(at: at, now: context.now)
            else { return nil }
            let why = left.first { $0.name == act.name }
            let small: HTML = why.map { "\(linked($0.refusal.what)) \(context.clause($0.refusal.clause))" } ?? "signed"
            let side = why == nil ? mark(act.condition.meaning, act.condition.word) : mark(.broken, "left out")
            return """
                <li><span class="what"><a href="/acts/\(act.name)">\(heading(of: act.kind, act.body, context))</a></span>\
                <small>\(act.name) · \(small)</small><span class="side">\(side)</span></li>
                """
        }
        return "<h2>What became of each</h2><ul class=\"rows\" id=\"each\">\(rows)</ul>"
    }
}
