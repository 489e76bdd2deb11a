import Ledger
import Rules

/// Good news on top of a page.
enum Banner {
    static func entered(_ place: Int?, _ context: ViewContext) -> HTML {
        guard let place, place >= 0, place < context.log.size else { return .none }
        return """
            <div class="well" role="status"><p>Done. It is \(entryLink(place)) of the ledger, stored on disk and covered by the public head. \
            <a href="\(Address.entry(place))#proof">See the proof</a></p></div>
            """
    }
}
