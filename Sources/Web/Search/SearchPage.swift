import Ledger
import Rules

/// Finds ids, hashes, kinds, clauses, groups and labels, all of it public; and people by the names that the asker may read.
///
/// There is no index: names are looked at only after they were opened for this very reader, all of them in one reading, so
/// they give others no hit, no count and no difference in time.
enum SearchPage {
    static let hitsMax = 60

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let words = trimmed(request.query["q"]).split(separator: " ").joined(separator: " ")
        guard words.utf8.count <= 200 else {
            throw Problem.bad("A search can have at most 200 bytes.", "Search for an id, a label or one word.")
        }
        // People type ids as it comes: a-290 is A-290, P3 is p3.
        for words in [words, words.uppercased(), words.lowercased()] {
            if let path = ProtocolText.address(ofRule: words) { return .see(path) }
            if let id = ItemID(words), exists(id, request.context), let path = Address.of(words) { return .see(path) }
        }
        let context = request.context
        // Restricted names are opened all together, in one reading; one by one beside hits they would be readings of their own.
        let reading = Reading(zone: .current) { context.publicName(of: $0) }
        let hits = words.isEmpty ? [] : Reading.$current.withValue(reading) { find(words, context) }
        let rows = hits.prefix(hitsMax).map {
            "<li><span class=\"what\"><a href=\"\($0.path)\">\(shown($0.what, longest: 300))</a></span><small>\(shown($0.about, longest: 300))</small></li>"
                as HTML
        }
        let heading =
            words.isEmpty
            ? "Search"
            : hits.isEmpty
                ? "Nothing found"
                : hits.count == 1 ? "One thing found" : "\(counted(hits.count)) things found"
        let hint: HTML =
            hits.isEmpty
            ? "<p>You can search for ids (<code>A-12</code>, <code>p3</code>, <code>M-1</code>), hashes and fingerprints in hex, twelve words, kinds, clauses, groups, labels and public names.</p>"
            : .none
        let body: HTML = """
            <h1>\(heading)</h1>
            <form action="/search" class="find"><input type="search" name="q" value="\(words)" maxlength="200" aria-label="Search"></form>
            \(hint)\(hits.count > hitsMax ? "<p class=\"quiet\">These are the first \(hitsMax). Type more to find fewer.</p>" : .none as HTML)\(rows.isEmpty ? .none : "<ul class=\"rows\">\(Array(rows))</ul>" as HTML)
            """
        // Asked once: an open page that asked again with every entry would open all names each time.
        return .html(frame(Page(title: "Search", body: body, isLive: false), request.context))
    }

    struct Hit {
        let what: String
        let about: String
        let path: String
    }

    static func exists(_ id: ItemID, _ context: ViewContext) -> Bool {
        switch id.prefix {
        case Person.prefix: context.authority.person(id.number) != nil
        case "A", "B", "R", Question.prefix: context.subject(of: id.text) != nil
        case Stop.prefix: context.authority.stops.contains { $0.number == id.number }
        default: context.item(id) != nil
        }
    }

    private static func find(_ words: String, _ context: ViewContext) -> [Hit] {
        let needle = Name.folded(words).lowercased()
        func has(_ texts: [String]) -> Bool { texts.contains { Name.folded($0).lowercased().contains(needle) } }
        // Of a name each word, in whatever order: many people give the family name first.
        func isCalled(_ name: String) -> Bool {
            let name = Name.folded(name).lowercased()
            return needle.split(separator: " ").allSatisfy { name.contains($0) }
        }
        var hits: [Hit] = byHash(words, context)
        // A hash, a fingerprint or twelve words are nobody's name.
        if hits.isEmpty {
            var known = context.visitor.person.map { context.ledger.names(for: $0) } ?? [:]
            for person in context.authority.people {
                context.publicName(of: person.number).map { known[person.number] = $0 }
            }
            let names = known.filter { isCalled($0.value) }.sorted { $0.key < $1.key }
            for (person, name) in names.prefix(hitsMax + 1) {
                hits.append(
                    Hit(what: "\(Called.visible(name)), p\(person)", about: "person", path: "/people/p\(person)"))
            }
        }
        if let place = ItemID.place(words), place < context.log.size {
            hits.append(
                Hit(
                    what: "Entry \(place)", about: EntryWords.title(context.log.rows.at(place)?.kind ?? ""),
                    path: Address.entry(place)))
        }
        for clause in context.authority.clauseBook?.clauses ?? [] where has([clause.id, clause.says]) {
            hits.append(Hit(what: clause.id, about: clause.says, path: "/policy/\(clause.id)"))
        }
        for kind in Kind.all where has([kind.name, kind.title]) {
            hits.append(Hit(what: kind.title, about: kind.name, path: "/kinds/\(kind.name)"))
        }
        for group in context.groups
        where has([group.group.code, group.group.title]) {
            hits.append(
                Hit(
                    what: group.group.title, about: "\(group.group.sort.rawValue) \(group.group.code)",
                    path: "/groups/\(group.group.code)"))
        }
        for register in Register.all {
            var query = RegisterQuery()
            query.words = words
            query.pageSize = hitsMax + 1
            for item in (try? register.page(query, in: context.world))?.items ?? []
            where has([item.id.text, item.name] + register.shown.map { item.text($0) }) {
                hits.append(
                    Hit(
                        what: "\(item.id.text), \(item.name)", about: "\(register.title), \(item.state)",
                        path: "/registers/\(register.name)/\(item.id.text)"))
                if hits.count > hitsMax { return hits }
            }
        }
        for act in context.world.actViews(at: context.now, limit: 500)
        where has([heading(of: act.kind, act.body, context)]) {
            hits.append(
                Hit(
                    what: heading(of: act.kind, act.body, context),
                    about: "\(act.name), \(act.condition.word)", path: "/acts/\(act.name)"))
            if hits.count > hitsMax { break }
        }
        return hits
    }

    /// A statement's hash, a key's fingerprint, or the words of either.
    private static func byHash(_ words: String, _ context: ViewContext) -> [Hit] {
        var hits: [Hit] = []
        let prefix = (try? Words.bytes(of: words)) ?? Digest(hex: words)?.bytes
        guard let prefix else { return [] }
        for key in context.authority.keys where key.fingerprint.bytes.starts(with: prefix) {
            hits.append(
                Hit(
                    what: "A key of p\(key.person)", about: key.fingerprint.hex,
                    path: "/people/p\(key.person)"))
        }
        for (place, row) in context.log.rows.enumerated() where row.hash?.bytes.starts(with: prefix) == true {
            hits.append(
                Hit(what: "Entry \(place)", about: EntryWords.title(row.kind), path: Address.entry(place)))
        }
        return hits
    }
}
