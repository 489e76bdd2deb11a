import Ledger
import Rules

/// What is in a thing now: the items of every register that say they are there.
struct ItemContents {
    let of: ItemID
    let context: ViewContext
    /// The list of the register has all of them.
    private static let most = 12

    init(of id: ItemID, context: ViewContext) { (of, self.context) = (id, context) }

    var html: HTML {
        let lists = Register.all.flatMap { register in
            register.columns.filter { $0.fact == nil && $0.marks.contains(.whereabouts) }.compactMap {
                list(register, $0)
            }
        }
        return lists.isEmpty ? .none : "<h2>What is in it</h2>\(HTML(lists))"
    }

    private func list(_ register: Register, _ column: Register.Column) -> HTML? {
        var query = RegisterQuery()
        (query.filters, query.pageSize) = ([column.name: of.text], ItemContents.most)
        guard let page = try? register.page(query, in: context.world), !page.items.isEmpty else { return nil }
        let rows = page.items.map { item -> HTML in
            "<li><span>\(idLink(item.id.text)) <span class=\"beside\">\(shown(item.name, longest: 100))</span></span><span class=\"side\">\(ItemPage.state(item))</span></li>"
        }
        let more: HTML =
            page.total > page.items.count
            ? "<p><a href=\"/registers/\(register.name)?where.\(column.name)=\(of.text)\">All \(grouped(page.total)) \(register.title.lowercased())</a></p>"
            : .none
        return "<ul class=\"rows plainrows\">\(rows)</ul>\(more)"
    }
}
