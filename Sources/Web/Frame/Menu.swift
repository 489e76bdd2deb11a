import Rules

/// One link of the menu. An area brings its own, and so does each register.
struct MenuLink: Sendable {
    let label: String
    let path: String
    var group = MenuGroup.top
    /// It leads to what a chapter keeps: not shown where the policy leaves the chapter out.
    var chapter: Clause.Chapter?
    /// Which of the reader's tasks are done there: their number is beside the label.
    var waits: @Sendable (OpenTask) -> Bool = { _ in false }
}

/// Links under one heading, which opens and closes; those of `top` are always there.
struct MenuGroup: Hashable, Sendable {
    let title: String

    static let top = MenuGroup(title: "")
    static let people = MenuGroup(title: "People")
    static let policy = MenuGroup(title: "Policy")
    static let evidence = MenuGroup(title: "Evidence")
}

/// The menu: what the areas brought, group by group.
enum Menu {
    /// The groups in the order in which areas name them first.
    static let groups: [(group: MenuGroup, links: [MenuLink])] = {
        var groups: [(group: MenuGroup, links: [MenuLink])] = []
        for link in Site.areas.flatMap({ $0.menu }) {
            if let index = groups.firstIndex(where: { $0.group == link.group }) {
                groups[index].links.append(link)
            } else {
                groups.append((link.group, [link]))
            }
        }
        return groups
    }()

    /// On a narrow page it is a popover, which a browser opens without a script; on a wide one it always is at the side.
    static func html(_ here: MenuLink?, _ context: ViewContext) -> HTML {
        let tasks = context.visitor.person.map { context.tasks(for: $0) } ?? []
        let groups = groups.map { group, all -> HTML in
            let links = all.filter { context.authority.notApplicable($0.chapter) == nil || $0.path == here?.path }
            guard !links.isEmpty else { return .none }
            let items = links.map { link($0, isHere: $0.path == here?.path, waiting: tasks.count(where: $0.waits)) }
            guard group != .top else { return HTML(items) }
            let waiting = tasks.count { task in links.contains { $0.waits(task) } }
            let isOpen = waiting > 0 || links.contains { $0.path == here?.path }
            return
                "<details\(isOpen ? " open" : "" as HTML)><summary>\(group.title)\(count(waiting))</summary>\(items)</details>\n"
        }
        return """
            <nav class="menu" id="menu" popover aria-label="Menu"><a class="brand" href="/">\(eyes)Four Eyes</a>
            \(groups)</nav>
            """
    }

    /// Opens the menu on a narrow page, and says how much waits in it.
    static func button(_ context: ViewContext) -> HTML {
        let waiting = context.visitor.person.map { context.tasks(for: $0).count } ?? 0
        return
            "<button type=\"button\" id=\"open-menu\" popovertarget=\"menu\"><span aria-hidden=\"true\">☰</span> Menu\(count(waiting))</button>"
    }

    private static func link(_ link: MenuLink, isHere: Bool, waiting: Int) -> HTML {
        let current: HTML = isHere ? " aria-current=\"page\"" : .none
        return "<a class=\"menu-link\" href=\"\(link.path)\"\(current)>\(link.label)\(count(waiting))</a>\n"
    }

    private static func count(_ waiting: Int) -> HTML {
        waiting == 0
            ? .none
            : " <span class=\"n\">\(grouped(waiting))<span class=\"unseen\"> \(waiting == 1 ? "waits" : "wait") for you</span></span>"
    }
}
