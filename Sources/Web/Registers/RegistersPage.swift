import Ledger
import Rules

/// All registers of things, people and groups.
enum RegistersPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let things = Register.all.map { register -> HTML in
            let count: HTML =
                context.authority.notApplicable(register.chapter?.name) == nil
                ? "\(grouped(register.count(context.world)))" : mark(ClauseState.notApplicable)
            return
                "<li><span class=\"what\"><a href=\"/registers/\(register.name)\">\(register.title)</a></span><small>ids like \(register.prefix)-1</small><span class=\"side\">\(count)</span></li>"
        }
        let body: HTML = """
            <h1>Registers</h1><p class="quiet">Each register follows from the ledger. Only signed acts and records change it.</p>
            <ul class="rows"><li><span class="what"><a href="/people">People</a></span><small>ids like p1</small><span class="side">\(context.authority.people.count)</span></li>
            <li><span class="what"><a href="/groups">Groups and lists</a></span><small>codes of the policy</small><span class="side">\(context.authority.rosters.count)</span></li>
            \(things)</ul>
            """
        return .html(frame(Page(title: "Registers", body: body), context))
    }
}
