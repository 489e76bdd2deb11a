/// Filters as a row of links; the one in force is marked.
enum Chips {
    static func html(_ chips: [(label: String, path: String, on: Bool, count: Int?)]) -> HTML {
        let items = chips.map { chip -> HTML in
            let current: HTML = chip.on ? " aria-current=\"true\"" : .none
            let number: HTML = chip.count.map { " <span class=\"n\">\(grouped($0))</span>" } ?? .none
            return
                "<li><a href=\"\(chip.path)\"\(current)>\(chip.label)\(number)</a></li>"
        }
        return "<ul class=\"chips\" aria-label=\"Show only\">\(items)</ul>"
    }
}
