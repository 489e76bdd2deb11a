import Ledger
import Rules

/// One act: the signed statement, who signed and who could, what is missing, what was done about it.
struct ActPage {
    let act: ActView
    let reading: Reading
    /// The entry that was just made from this page.
    var entered: Int?

    static func answer(_ ask: Ask) throws -> Answer {
        let act = try Find.act(ask)
        let page = ActPage(act: act, reading: ask.reading, entered: Int(ask.query["entered"]))
        return .html(frame(page.page, ask.reading))
    }

    var page: Page {
        let title = heading(of: act.kind, act.body, reading)
        return Page(
            room: .acts, title: title, crumbs: [("Acts", "/acts")], here: act.name,
            body: """
                <h1>\(title)</h1>
                <p>\(mark(act.condition.meaning, act.condition.word)) <span class="quiet">· \(act.name) · \(lead) · \(reading.clauses(clauses))</span></p>
                \(Banner.entered(entered, reading))
                <div class="two"><section>
                \(paper)\(ways)\(buttons)
                </section><section>
                \(missing)\(motion)\(facts)\(history)
                </section></div>
                """)
    }

    private var requirement: Requirement? { reading.requirement(of: act.kind) }
    private var clauses: [String] { requirement?.clauses ?? act.kind.clauses }
    private var groups: [String: String] { act.kind.groups(in: act.body) }

    private var lead: HTML {
        switch act.condition {
        case .open:
            let asked = requirement.map { needs($0, groups: groups, reading) } ?? ""
            return "needs \(asked) · ends \(said(act.expires, now: reading.now))"
        case .ended(let end): return "since \(entryLink(end.place))"
        case .expired(let time): return "at \(said(time, now: reading.now)), before it had what it needs"
        case .lapsed(let why): return "\(why)"
        case .stopped(let stop): return "by X-\(stop + 1)"
        }
    }

    private var paper: HTML {
        reading.entry(at: act.place).map { Paper($0, reading).html } ?? "<p class=\"none\">Its entry cannot be read here.</p>"
    }

    // MARK: Slots

    private var ways: HTML {
        guard act.ways.contains(where: { !$0.slots.isEmpty }) else { return .none }
        let lists = act.ways.filter { !$0.slots.isEmpty }.map { way in
            "<ul class=\"slots\">\(way.slots.flatMap { Slots.cards($0, act: act, groups: groups, reading) })</ul>" as HTML
        }
        return HTML(lists, between: "<p class=\"either\">or else</p>")
    }

    private var buttons: HTML {
        guard act.isOpen else { return .none }
        let open = act.ways.flatMap(\.slots).contains { $0.missing > 0 && ($0.isHolder || !$0.candidates.isEmpty) }
        let needsMotion = act.motionRule != nil && act.motion == nil && act.part == .authority
        var buttons: [HTML] = []
        if open { buttons.append("<a class=\"do\" href=\"/acts/\(act.name)/sign\">Read and sign</a>") }
        if needsMotion {
            let sort: HTML = open ? " second" : .none
            buttons.append("<a class=\"do\(sort)\" href=\"/acts/\(act.name)/motion\">Open the motion</a>")
        }
        if let motion = act.motion, !open { buttons.append("<a class=\"do\" href=\"/motions/B-\(motion)\">See the motion</a>") }
        buttons.append("<a class=\"do second\" href=\"/acts/\(act.name)/withdraw\">Take back</a>")
        buttons.append("<a class=\"do stop\" href=\"/acts/\(act.name)/decline\">Decline</a>")
        let command = open ? "foureyes sign \(act.name)" : needsMotion ? "foureyes propose authority/motion.open act=\(act.name)" : "foureyes show \(act.name)"
        return "<p class=\"buttons\">\(buttons)</p><code class=\"shell\">\(command)</code>"
    }

    // MARK: Beside the paper

    private var missing: HTML {
        guard act.isOpen else { return .none }
        let lacking = act.ways.compactMap(\.lacking)
        guard act.ways.allSatisfy({ $0.lacking != nil }), !lacking.isEmpty else {
            return act.motionRule == nil ? .none : "<h2>What is missing</h2><p>The motion. All signatures are there.</p>"
        }
        let rows = lacking.map { refusal -> HTML in
            let who: HTML = refusal.who.isEmpty ? .none : "<small>who could: \(whoWords(refusal.who, reading))</small>"
            return "<li><span>\(shown(refusal.what))</span>\(who)<span class=\"side\">\(reading.clause(refusal.clause))</span></li>"
        }
        return "<h2>What is missing</h2><ul class=\"rows\">\(rows)</ul>"
    }

    private var motion: HTML {
        guard let rule = act.motionRule else { return .none }
        guard let place = act.motion, let view = reading.state.motionView(at: place, now: reading.now) else {
            return "<h2>Motion</h2><p>Not opened yet. A member of \(reading.title(of: rule.body)) opens it.</p>"
        }
        return """
            <h2>Motion</h2><ul class="rows"><li><span class="what"><a href="/motions/\(view.motion.name)">\(view.motion.name)</a></span>\
            <small>\(MotionWords.tally(view))</small><span class="side">\(MotionWords.mark(view))</span></li></ul>
            """
    }

    private var facts: HTML {
        var rows: [HTML] = []
        func row(_ what: String, _ who: HTML) { rows.append("<li><span>\(what)</span><span>\(who)</span></li>") }
        if !act.named.isEmpty { row("Concerns, and so does not sign", people(act.named)) }
        if !act.conflicted.isEmpty { row("Declared a conflict", people(act.conflicted)) }
        if !act.declined.isEmpty { row("Declined", people(act.declined)) }
        if act.opening { row("Stands under", "the opening") }
        return rows.isEmpty ? .none : "<h2>Besides</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }

    private var history: HTML {
        var steps: [(place: Int, what: HTML)] = [(act.place, "Proposed by \(personLink(act.proposer))")]
        for signed in act.signatures where signed.place != act.place {
            steps.append((signed.place, "Signed by \(personLink(signed.person)), \(signed.slot)"))
        }
        if let motion = act.motion { steps.append((motion, "Motion \(idLink("B-\(motion)")) opened")) }
        if case .ended(let end) = act.condition {
            if let index = steps.firstIndex(where: { $0.place == end.place }) {
                steps[index].what += "; \(end.word)"
            } else {
                steps.append((end.place, "\(end.word.prefix(1).uppercased())\(end.word.dropFirst())"))
            }
        }
        steps.sort { $0.place < $1.place }
        return "<h2>History</h2><ol class=\"chain\">\(steps.map { step($0.place, $0.what) })</ol>"
    }

    private func step(_ place: Int, _ what: HTML) -> HTML {
        let time = reading.log.rows.at(place).map { " · \(said($0.recorded, now: reading.now))" as HTML }
        return "<li>\(what)<br><small>\(entryLink(place))\(time) · <a href=\"\(Address.entry(place))#proof\">proof</a></small></li>"
    }
}

/// Slots as cards, side by side: a full ring is a signature, a dashed one waits.
enum Slots {
    static func cards(_ slot: SlotView, act: ActView, groups: [String: String], _ reading: Reading) -> [HTML] {
        slot.signed.map { signed(act, $0, reading) }
            + (act.isOpen ? (0..<min(slot.missing, 20)).map { empty(slot, number: slot.signed.count + $0, groups: groups, act, reading) } : [])
    }

    private static func signed(_ act: ActView, _ signed: Signed, _ reading: Reading) -> HTML {
        let name: HTML? = reading.name(of: signed.person).map { " <span class=\"quiet\">\(shown($0, longest: 200))</span>" }
        let time = reading.log.rows.at(signed.place).map { said($0.recorded, now: reading.now) }
        let how = signed.local ? "on an own machine" : "where it does not count as local"
        let ring = signed.person == 0 ? "key" : "p\(signed.person)"
        return """
            <li><span class="ring" aria-hidden="true">\(ring)</span><span>\(personLink(signed.person))\(name)\
            <small>\(shown(signed.slot)) · signed \(time) · \(how)</small></span></li>
            """
    }

    private static func empty(_ slot: SlotView, number: Int, groups: [String: String], _ act: ActView, _ reading: Reading) -> HTML {
        let requirement = reading.requirement(of: act.kind)
        let pool = requirement?.ways.flatMap(\.slots).first { $0.name == slot.name && $0.count == slot.count }?.pool
        let words = pool.map { poolWords($0, groups: groups, reading) } ?? slot.pool
        let who: HTML =
            slot.isHolder ? "signs with the key that is being enrolled"
            : slot.candidates.isEmpty ? mark(.broken, "nobody could sign this now")
            : slot.candidates.count > 8
                ? "\(people(Array(slot.candidates.prefix(6)), ",")) or \(slot.candidates.count - 6) more could" : "\(people(slot.candidates, "or")) could"
        let isGroup = pool?.contains(where: \.isGroup) ?? false
        let head = slot.isHolder ? "The holder of the new key" : isGroup ? (number == 0 ? "One of " : "Another of ") + words : words
        return """
            <li class="empty"><span class="ring" aria-hidden="true">\(number + 1)</span><span>\(head.prefix(1).uppercased())\(head.dropFirst())\
            <small>\(shown(slot.name)) · \(who)</small></span></li>
            """
    }
}

/// Good news on top of a page.
enum Banner {
    static func entered(_ place: Int?, _ reading: Reading) -> HTML {
        guard let place, place >= 0, place < reading.log.size else { return .none }
        return """
            <div class="well" role="status"><p>It stands in the ledger as \(entryLink(place)), on disk and under the head that everybody sees. \
            <a href="\(Address.entry(place))#proof">See the proof</a></p></div>
            """
    }
}

/// Things asked for by id; what is no id, or names nothing, gets a page that helps.
enum Find {
    static func act(_ ask: Ask) throws -> ActView {
        let id = try id(ask["act"], letter: "A", noun: "act", list: "/acts")
        guard let act = ask.reading.world.actView(at: id.number, now: ask.now) else {
            let what = ask.reading.log.rows.at(id.number).map { "entry \(id.number) is a \($0.kind.isEmpty ? "void entry" : $0.kind)" }
            throw Problem.notFound(
                "There is no act \(id.text)." + (what.map { " \($0.prefix(1).uppercased())\($0.dropFirst())." } ?? ""),
                id.number < ask.reading.log.size ? "See \(entryLink(id.number)), or <a href=\"/acts\">all acts</a>." : "See <a href=\"/acts\">all acts</a>.")
        }
        return act
    }

    static func motion(_ ask: Ask) throws -> MotionView {
        let id = try id(ask["motion"], letter: "B", noun: "motion", list: "/motions")
        guard let view = ask.reading.state.motionView(at: id.number, now: ask.now) else {
            throw Problem.notFound("There is no motion \(id.text).", "See <a href=\"/motions\">all motions</a>.")
        }
        return view
    }

    static func record(_ ask: Ask) throws -> OpenRecord {
        let id = try id(ask["record"], letter: "R", noun: "record", list: "/records")
        guard let index = ask.reading.world.recordIndex(at: id.number) else {
            throw Problem.notFound("There is no record \(id.text).", "See <a href=\"/records\">all records</a>.")
        }
        return ask.reading.world.records[index]
    }

    static func person(_ ask: Ask) throws -> PersonView {
        let id = try id(ask["person"], letter: Person.letter, noun: "person", list: "/people")
        guard let view = ask.reading.authority.personView(id.number, at: ask.now) else {
            throw Problem.notFound("There is no person \(id.text).", "See <a href=\"/people\">all people</a>.")
        }
        return view
    }

    static func id(_ text: String, letter: String, noun: String, list: String) throws -> ItemID {
        guard let id = ItemID(text), id.letter == letter else {
            let sample = ItemID(letter: letter, number: 12).text
            throw Problem.notFound(
                "“\(text.prefix(80))” is not the id of a\(noun == "act" ? "n" : "") \(noun).",
                "One looks like <code>\(sample)</code>, without leading zeros. See <a href=\"\(list)\">the list</a>.")
        }
        return id
    }
}
