import Ledger
import Rules

/// What can be done with a thing now, and why the rest cannot.
struct ItemActions {
    let item: ItemView
    let register: Register
    let context: ViewContext

    private struct Offer {
        let kind: Kind
        let field: String
        let fit: Fit
    }

    var html: HTML {
        guard context.past == nil else { return .none }
        let offers = Kind.all.compactMap(offer)
        let fitting = offers.filter { if case .fits = $0.fit { true } else { false } }
        let others = offers.filter { if case .fits = $0.fit { false } else { true } }
        let records = list("Record what happened", fitting.filter(\.kind.isRecord))
        let acts = list("Propose", fitting.filter { !$0.kind.isRecord })
        let none: HTML =
            fitting.isEmpty ? "<h2>What can be done</h2><p class=\"none\">Nothing, as things stand.</p>" : .none
        return "\(records)\(acts)\(none)\(folded(others))"
    }

    /// Kinds that name one thing of this register.
    private func offer(_ kind: Kind) -> Offer? {
        guard let note = kind.notes.first(where: { $0.type.control == .item([register.prefix]) }) else { return nil }
        return Offer(
            kind: kind, field: note.name, fit: context.state.fit(kind, to: item.id, as: note.name, at: context.now))
    }

    private func list(_ heading: String, _ offers: [Offer]) -> HTML {
        guard !offers.isEmpty else { return .none }
        let items = offers.map { "<li><a href=\"\(path($0))\">\($0.kind.title)</a></li>" as HTML }
        return "<h2>\(heading)</h2><ul class=\"links\">\(items)</ul>"
    }

    private func path(_ offer: Offer) -> String { "\(offer.kind.path)?f.\(offer.field)=\(item.id.text)" }

    /// A record is never refused, so that of a breach keeps its link (P-40); an act only says why not.
    private func folded(_ offers: [Offer]) -> HTML {
        guard !offers.isEmpty else { return .none }
        let items = offers.map { offer -> HTML in
            switch offer.fit {
            case .refused(let refusal):
                "<li>\(offer.kind.title)<br><small>\(linked(refusal.what)) \(context.clause(refusal.clause))</small></li>"
            case .breach(let breach):
                "<li><a href=\"\(path(offer))\">\(offer.kind.title)</a><br><small>In breach: \(shown(breach.what)). \(context.clause(breach.clause))</small></li>"
            case .fits: .none
            }
        }
        return """
            <details class="fold" id="not-now"><summary>Not possible now, or in breach (\(items.count))</summary><div><ul class="links">\(items)</ul></div></details>
            """
    }
}
