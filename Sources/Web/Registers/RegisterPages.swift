import Ledger
import Rules

/// All registers of things, people and groups.
enum RegistersPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let things = RegisterView.all.map { register -> HTML in
            let count = register.items(reading.world).count
            return "<li><span class=\"what\"><a href=\"/registers/\(register.name)\">\(register.title)</a></span><small>ids like \(register.letter)-1</small><span class=\"side\">\(grouped(count))</span></li>"
        }
        let body: HTML = """
            <h1>Registers</h1><p class="quiet">Each is a fold over the ledger: nothing in it can be written but by a signed act or record.</p>
            <ul class="rows"><li><span class="what"><a href="/people">People</a></span><small>ids like p1</small><span class="side">\(reading.authority.people.count)</span></li>
            <li><span class="what"><a href="/groups">Groups and lists</a></span><small>codes of the policy</small><span class="side">\(reading.authority.rosters.count)</span></li>
            \(things)</ul>
            """
        return .html(frame(Page(title: "Registers", body: body), reading))
    }
}

/// One register as a list, searched and filtered by state.
enum RegisterPage {
    static func register(_ ask: Ask) throws -> RegisterView {
        guard let register = RegisterView.named(ask["register"]) else {
            throw Problem.notFound(
                "There is no register “\(ask["register"].prefix(80))”.",
                "There are \(HTML(RegisterView.all.map { "<a href=\"/registers/\($0.name)\">\($0.name)</a>" }, between: ", ")).")
        }
        return register
    }

    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let register = try register(ask)
        let items = register.items(reading.world)
        let words = ask.query["q"]
        let states = Array(Set(items.map(\.state))).sorted()
        let wanted = states.first { $0.utf8.elementsEqual(ask.query["state"].utf8) }
        let found = items.filter { item in
            (wanted == nil || item.state == wanted)
                && (words.isEmpty || ([item.id.text, item.name] + item.values).contains { $0.lowercased().contains(words.lowercased()) })
        }
        let heads = register.columns.enumerated().map { place, column -> HTML in "<th\(place > 2 ? " class=\"minor\"" : "" as HTML)>\(column)" }
        let rows = found.prefix(500).map { item -> HTML in
            let cells = item.values.enumerated().map { place, value -> HTML in
                "<td\(place > 2 ? " class=\"minor\"" : "" as HTML)>\(cell(value, reading))</td>"
            }
            return "<tr><td class=\"id\"><a href=\"/registers/\(register.name)/\(item.id.text)\">\(item.id.text)</a></td>\(cells)<td class=\"id\">\(ItemPage.state(item))</td></tr>"
        }
        let chips = Chips.html(
            [("all", "/registers/\(register.name)", wanted == nil, items.count)]
                + states.map { state in (state, "/registers/\(register.name)?state=\(encoded(state))", state == wanted, items.filter { $0.state == state }.count) })
        let table: HTML = rows.isEmpty ? "<p class=\"none\">\(items.isEmpty ? "Nothing is in it yet." : "Nothing here has these words.")</p>"
            : "<table><thead><tr><th>Id\(heads)<th>State</tr></thead><tbody>\(rows)</tbody></table>"
        let enter = Kind.all.first { $0.name == "register/\(noun(register)).enter" }
        let add: HTML? = enter.map { "<p class=\"buttons\"><a class=\"do second\" href=\"\($0.path)\">\($0.title)</a></p>" }
        let body: HTML = """
            <h1>\(register.title)</h1>
            <form action="/registers/\(register.name)" class="find"><input type="search" name="q" value="\(words)" maxlength="100" aria-label="Find in \(register.title)" placeholder="Find in \(register.title.lowercased())"></form>
            \(chips)\(table)\(add)
            """
        return .html(frame(Page(room: Room.of(register: register.name), title: register.title, crumbs: [("Registers", "/registers")], here: register.name, body: body), reading))
    }

    /// A value of a column: an id as a link, else text.
    static func cell(_ value: String, _ reading: Reading) -> HTML {
        if value.isEmpty { return "<span class=\"quiet\">–</span>" }
        if let time = Time(value) { return said(time, now: reading.now) }
        return ItemID(value) == nil ? shown(value, longest: 300) : idLink(value)
    }

    static func noun(_ register: RegisterView) -> String {
        switch register.letter {
        case Computer.letter: "computer"
        case Rules.Store.letter: "store"
        default: "medium"
        }
    }
}

/// One thing: what it is now, and how it came to be so.
enum ItemPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let register = try RegisterPage.register(ask)
        guard let id = ItemID(ask["item"]), id.letter == register.letter, let item = reading.item(id) else {
            throw Problem.notFound(
                "There is no \(RegisterPage.noun(register)) “\(ask["item"].prefix(80))”.",
                "Ids here look like <code>\(register.letter)-1</code>. See <a href=\"/registers/\(register.name)\">\(register.title.lowercased())</a>.")
        }
        let noun = RegisterPage.noun(register)
        let rows = zip(register.columns, item.values).map { column, value -> HTML in "<dt>\(column)</dt><dd>\(RegisterPage.cell(value, reading))</dd>" }
        // What has left service is not asked to leave it again; a record of what happened all the same is taken.
        let kinds = Kind.all.filter { kind in (item.state != "retired" || kind.isRecord) && kind.notes.contains { $0.shape == .item(register.letter) } }
        let actions = kinds.map { kind -> HTML in
            let field = kind.notes.first { $0.shape == .item(register.letter) }?.name ?? ""
            return "<a class=\"do second\" href=\"\(kind.path)?f.\(field)=\(id.text)\">\(kind.title)</a>"
        }
        let title = "\(noun.prefix(1).uppercased())\(noun.dropFirst()) \(id.text)"
        let findings = reading.findings.filter { $0.about == id.text }
        let body: HTML = """
            <h1>\(title)</h1>
            <p>\(state(item)) <span class="quiet">· \(shown(item.name)) · in the register since \(entryLink(item.born))</span></p>
            <div class="two"><section><h2>How it came to be so</h2>\(History(id: id, item: item, reading: reading).html)</section>
            <section><h2>Now</h2><dl class="facts">\(rows)</dl>
            \(findings.isEmpty ? .none : "<h2>Found</h2><ul class=\"rows\">\(findings.map { FindingsPage.row($0, reading) })</ul>" as HTML)
            <p class="buttons">\(actions)</p></section></div>
            """
        return .html(
            frame(
                Page(
                    room: Room.of(register: register.name), title: title,
                    crumbs: [("Registers", "/registers"), (register.title, "/registers/\(register.name)")], here: id.text, body: body), reading))
    }

    static func state(_ item: ItemView) -> HTML {
        switch item.state {
        case "in use": mark(.open, "in use")
        case "retired": mark(.idle, "retired")
        default: mark(.holds, item.state)
        }
    }
}

/// The acts and records about an item, newest first, each with what it changed: before → after.
struct History {
    let id: ItemID
    let item: ItemView
    let reading: Reading

    private struct Step {
        let place: Int
        let what: HTML
        let side: HTML
        let path: String
        let who: HTML
        let when: Time
        let isBad: Bool
        /// Field by field what it sets; empty where nothing is changed yet, or never.
        let sets: [(name: String, value: String)]
    }

    var html: HTML {
        let steps = reading.world.history(of: id, born: item.born).compactMap(step)
        guard !steps.isEmpty else { return "<p class=\"none\">Nothing is written about it.</p>" }
        var known: [String: String] = [:]
        var lines: [HTML] = []
        for step in steps.sorted(by: { ($0.when, $0.place) < ($1.when, $1.place) }) {
            let changes = step.sets.map { set -> HTML in
                let before = known[set.name]
                known[set.name] = set.value
                let was: HTML? = before.flatMap { $0 == set.value ? nil : "<del>\(shown($0, longest: 100))</del> → " }
                return "<span class=\"change\">\(set.name): \(was)<ins>\(shown(set.value, longest: 100))</ins></span>"
            }
            let changed: HTML = changes.isEmpty ? .none : "<br><span class=\"small\">\(HTML(changes, between: " · "))</span>"
            lines.append(
                """
                <li\(step.isBad ? " class=\"bad\"" : "" as HTML)><a href="\(step.path)"><strong>\(step.what)</strong></a> \(step.side)\(changed)<br>\
                <small>\(said(step.when, now: reading.now)) · \(step.who) · \(entryLink(step.place))</small></li>
                """)
        }
        return "<ol class=\"chain\" reversed>\(lines.reversed())</ol>"
    }

    private func step(_ place: Int) -> Step? {
        if let index = reading.world.recordIndex(at: place) { return step(reading.world.records[index]) }
        guard let act = reading.world.actView(at: place, now: reading.now) else { return nil }
        var when = act.proposed
        var counts = false
        if case .ended(.inEffect(let effect)) = act.condition, let row = reading.log.rows.at(effect) { (when, counts) = (row.recorded, true) }
        return Step(
            place: place, what: "\(act.kind.title)", side: mark(act.condition.meaning, act.condition.word), path: "/acts/\(act.name)",
            who: "asked by \(personLink(act.proposer)), signed by \(people(act.signatures.map(\.person)))", when: when, isBad: false,
            sets: counts ? sets(act.kind, act.body) : [])
    }

    private func step(_ record: OpenRecord) -> Step {
        let observer: HTML =
            switch record.observer {
            case .person(let number): "\(record.observed == nil ? "to be observed" : "observed") by \(personLink(number))"
            case .none: "observed by nobody"
            }
        return Step(
            place: record.place, what: "\(record.kind.title)", side: mark(record.meaning, record.word), path: "/records/\(record.name)",
            who: "by \(personLink(record.performer)), \(observer)", when: record.happened, isBad: !record.breaches.isEmpty && record.complete != nil,
            sets: record.complete != nil ? sets(record.kind, Kind.body(of: record.record)) : [])
    }

    /// What a body says of this item: its own id, times and people left out, places under one name.
    private func sets(_ kind: Kind, _ body: JSON) -> [(String, String)] {
        kind.notes.compactMap { note in
            guard let json = body[note.name], let text = json.text ?? json.number.map(String.init), text != id.text else { return nil }
            switch note.shape {
            case .time, .observer, .item(Person.letter): return nil
            case .whereabouts, .item(Rules.Store.letter): return ("where", text)
            default: return (note.name, text)
            }
        }
    }
}
