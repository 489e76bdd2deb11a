/// Filters as a row of links; the one in force is marked.
enum Chips {
    /// With the name of what they filter by before them, where there are several rows.
    static func html(
        _ chips: [(label: String, path: String, on: Bool, count: Int?)], named name: String? = nil
    ) -> HTML {
        let items = chips.map { chip -> HTML in
            let current: HTML = chip.on ? " aria-current=\"true\"" : .none
            let number: HTML = chip.count.map { " <span class=\"n\">\(grouped($0))</span>" } ?? .none
            return
                "<li><a href=\"\(chip.path)\"\(current)>\(chip.label)\(number)</a></li>"
        }
        guard let name else { return "<ul class=\"chips\" aria-label=\"Show only\">\(items)</ul>" }
        return
            "<div class=\"filter\"><span>\(name)</span><ul class=\"chips\" aria-label=\"\(name): show only\">\(items)</ul></div>"
    }
}
