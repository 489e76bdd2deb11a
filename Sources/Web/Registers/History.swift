import Ledger
import Rules

/// SP-2.2.1c, SP-2.2.3.3c: the acts and records about an item, newest first, to its end, each with what it changed: before →
/// after.
struct History {
    let id: ItemID
    let item: ItemView
    let context: ViewContext
    /// From 0: the newest steps.
    var page = 0
    static let most = 100

    private struct Step {
        let place: Int
        let what: HTML
        let side: HTML
        let path: String
        let who: HTML
        let when: Time
        let isBad: Bool
        /// Field by field what it sets; empty where nothing is changed yet, or never.
        let sets: [Setting]
    }

    /// A field that a step sets. What was there before is told of what lasts, a fact or where a thing is: a second erasure is
    /// no change of the first one.
    private struct Setting {
        let name: String
        let value: String
        let lasts: Bool
    }

    var html: HTML {
        let places = context.world.history(of: id)
        guard !places.isEmpty else { return "<p class=\"none\">No act or record names it.</p>" }
        // Anybody can record something about a thing, as often as they like.
        let steps = places.dropFirst(page * History.most).prefix(History.most).compactMap(step)
        var known: [String: String] = [:]
        var lines: [HTML] = []
        for step in steps.sorted(by: { ($0.when, $0.place) < ($1.when, $1.place) }) {
            let changes = step.sets.map { set -> HTML in
                let before = set.lasts ? known[set.name] : nil
                if set.lasts { known[set.name] = set.value }
                let was: HTML? = before.flatMap {
                    $0 == set.value ? nil : "<del>\(shown($0, longest: 100))</del> → "
                }
                return
                    "<span class=\"change\">\(set.name): \(was)<ins>\(shown(set.value, longest: 100))</ins></span>"
            }
            let changed: HTML =
                changes.isEmpty ? .none : "<br><span class=\"small\">\(HTML(changes, between: " · "))</span>"
            lines.append(
                """
                <li\(step.isBad ? " class=\"bad\"" : "" as HTML)><a href="\(step.path)"><strong>\(step.what)</strong></a> \(step.side)\(changed)<br>\
                <small>\(dated(step.when)) · \(step.who) · \(entryLink(step.place))</small></li>
                """)
        }
        let isNewest = page == 0
        let isOldest = places.count <= (page + 1) * History.most
        let pager: HTML =
            isNewest && isOldest
            ? .none
            : """
            <p class="quiet">\(isNewest ? .none : "<a href=\"?history=\(page)\">← newer</a>" as HTML) \(isOldest ? .none : "<a href=\"?history=\(page + 2)\">older →</a>" as HTML)</p>
            """
        return "<ol class=\"chain\" reversed>\(lines.reversed())</ol>\(pager)"
    }

    private func step(_ place: Int) -> Step? {
        if let index = context.world.recordIndex(at: place) { return step(context.world.records[index]) }
        guard let act = context.world.actView(at: place, now: context.now) else { return nil }
        var when = act.proposed
        var counts = false
        if case .ended(.inEffect(let effect)) = act.condition, let row = context.log.rows.at(effect) {
            (when, counts) = (row.recorded, true)
        }
        return Step(
            place: place, what: what(act.kind, act.body, counts), side: mark(act.condition.meaning, act.condition.word),
            path: "/acts/\(act.name)",
            who: "proposed by \(personLink(act.proposer)), signed by \(people(act.signatures.map(\.person)))",
            when: when, isBad: false,
            sets: counts ? sets(act.kind, act.body) : [])
    }

    private func step(_ record: OpenRecord) -> Step {
        let others: HTML =
            record.parties.isEmpty
            ? .none
            : ", \(record.waitsFor.isEmpty ? "with" : "to be confirmed by") \(people(record.parties.map(\.person)))"
        let counts = record.complete != nil && !context.world.isDenied(record.place)
        return Step(
            place: record.place, what: what(record.kind, record.kind.body(of: record.record), counts),
            side: context.mark(record),
            path: "/records/\(record.name)",
            who: "by \(personLink(record.performer))\(others)", when: record.happened,
            isBad: !record.breaches.isEmpty && record.complete != nil,
            sets: counts ? sets(record.kind, record.kind.body(of: record.record)) : [])
    }

    /// Whether a kind changes things of this register. What is said of another thing and only names this one, as an erasure
    /// names a computer, would read as if this one had changed from that thing to the next.
    private func changesThis(_ kind: Kind) -> Bool {
        let word = kind.name.split(separator: "/").last?.split(separator: ".").first.map(String.init)
        let owner = Register.all.first { $0.word == word }
        return owner == nil || owner?.prefix == id.prefix
    }

    private func what(_ kind: Kind, _ body: JSON, _ counts: Bool) -> HTML {
        guard !changesThis(kind) else { return "\(kind.title)" }
        return counts
            ? cameIn(kind, body) ?? "\(heading(of: kind, body, context))" : "\(heading(of: kind, body, context))"
    }

    /// On a container's page: which thing came into it; nil for what says of no thing that it is here now.
    private func cameIn(_ kind: Kind, _ body: JSON) -> HTML? {
        let facts = body.members?.map(\.value).first { $0.members != nil } ?? body
        let isHere = kind.notes.contains { note in
            if case .facts(let notes) = note.type.control {
                return notes.contains { $0.marks.contains(.whereabouts) && body[note.name]?[$0.name]?.text == id.text }
            }
            return note.marks.contains(.whereabouts) && body[note.name]?.text == id.text
        }
        guard isHere else { return nil }
        let thing = kind.notes.compactMap { body[$0.name]?.text.flatMap { ItemID($0) } }.first {
            $0 != id && $0.prefix != Person.prefix && context.item($0) != nil
        }
        if let thing, let item = context.item(thing) {
            return item.name.isEmpty ? "\(thing.text) came in" : "\(thing.text) (\(shown(item.name))) came in"
        }
        // It was made there: its label says which it is.
        let label = kind.notes.first { $0.marks.contains(.title) }.flatMap {
            facts[$0.name]?.text ?? body[$0.name]?.text
        }
        return label.map { "\(shown($0)) came in" }
    }

    /// What a body says of this item: its own id, times and people left out, places under one name.
    private func sets(_ kind: Kind, _ body: JSON) -> [Setting] {
        guard changesThis(kind) else { return [] }
        return kind.notes.flatMap { note -> [Setting] in
            guard let json = body[note.name] else { return [] }
            if case .facts(let notes) = note.type.control {
                return notes.compactMap { fact in
                    json[fact.name].map { Setting(name: fact.name, value: fact.type.plain($0), lasts: true) }
                }
            }
            let text = FieldType.text(json)
            guard text != id.text, note.type.control != .time, !note.type.prefixes.contains(Person.prefix) else {
                return []
            }
            let isWhere = note.marks.contains(.whereabouts)
            return [
                Setting(
                    name: isWhere ? "where" : note.name, value: note.type.plain(json), lasts: isWhere || !kind.isRecord)
            ]
        }
    }
}
