import Ledger
import Rules

/// A statement shown to the one who is to sign it: every member, read back from the very bytes that are signed,
/// every id with what their own replay says of it (P-24).
package struct StatementShown: Sendable {
    package private(set) var lines: [String] = []
    /// Ids that the replay does not know: then nothing is signed.
    package private(set) var unknown: [String] = []
    /// Statements that this one is about, whose public parts are worth reading before signing.
    package private(set) var about: [(name: String, place: Int)] = []
    /// People whom it names, beside the signer: their names are worth opening.
    package private(set) var mentioned: Set<Int> = []
    private let describing: Describing
    private let now: Time
    private let enclosed: @Sendable (Digest) -> [UInt8]?

    /// `line` are the bytes with their LF; `enclosed` has the enclosures that are at hand.
    package init(
        line: [UInt8], contents: [DetachedContent], in state: State, now: Time, names: [Int: String] = [:],
        digests: @escaping @Sendable (Digest) -> String? = { _ in nil },
        enclosed: @escaping @Sendable (Digest) -> [UInt8]? = { _ in nil }
    ) throws(Malformed) {
        let statement = try Statement(line: line[...])
        self.enclosed = enclosed
        describing = Describing(state, now: now, names: names, digests: digests)
        self.now = now
        let kind = Kind.named(statement.kind)
        let title = kind?.title ?? Verb.named(statement.kind)?.title
        add("kind", statement.kind + (title.map { ": \($0)" } ?? ""))
        add("as", "\(statement.signer.text) in \(statement.origin)")
        if let of = statement.of { reference("of", of, state) }
        if let slot = statement.slot { add("slot", slot) }
        addBody(statement, kind, state)
        for part in statement.detached {
            let own = contents.first { $0.name == part.name }
            add(part.name, "for \(part.audience)\(part.exception.map { " under \($0)" } ?? ""):")
            if PartLimits.isFile(part.name, in: statement.kind), let own {
                lines += FileShown.lines(own.content).flatMap { Layout.wrapped($0, after: "                │ ") }
                continue
            }
            for text in own.map({ Visible.lines($0.content) }) ?? ["(content not at hand)"] {
                lines += Layout.wrapped(text, after: "                │ ")
            }
        }
        for enclosure in statement.enclosures {
            add("enclosed", "\(enclosure.length) bytes, \(enclosure.sha256.hex)")
            if enclosed(enclosure.sha256)?.count != enclosure.length { miss(enclosure.sha256, "no such bytes at hand") }
        }
        add("under", statement.under.joined(separator: ", "))
        add("claimed", TimeText.full(statement.claimed, now: now))
        add("until", TimeText.full(statement.until, now: now))
        add("seen", "\(Layout.counted(statement.ledger.size, "entry", "entries")), root \(statement.ledger.root.hex)")
        if statement.journal != .empty {
            add(
                "journal",
                "\(Layout.counted(statement.journal.size, "entry", "entries")), root \(statement.journal.root.hex)")
        }
        for hash in statement.unheard {
            add("unheard", "\(hash.hex), signed by you but not in the log yet")
            if let own = describing.digest(hash) { add("", own) } else { miss(hash, "nothing that you signed here") }
        }
        add("request", statement.request.hex)
        add("words", Words.words12(.of(line)).joined(separator: " "))
        lines += BreachesShown.lines(state.foreseenBreaches(of: statement, at: now))
    }

    private mutating func add(_ label: String, _ text: String) { lines += Layout.field(label, text) }

    /// A digest that nobody here can name (K-12).
    private mutating func miss(_ digest: Digest, _ why: String) {
        add("", "UNKNOWN: \(why)")
        unknown.append(digest.hex)
    }

    private mutating func reference(_ label: String, _ hash: Digest, _ state: State) {
        guard let place = state.log.place(of: hash) else {
            add(label, "\(hash.hex): UNKNOWN to your copy of the ledger")
            unknown.append(hash.hex)
            return
        }
        let world = state.world
        let name: String
        if let act = world.actView(at: place, now: now) {
            name = act.name
            add(label, "\(name): \(act.kind.title), \(act.condition.word), proposed by p\(act.proposer)")
            addFields(act.body, act.kind)
            addQuestions(place, world)
        } else if let motion = state.motionView(at: place, now: now) {
            name = motion.motion.name
            add(
                label,
                "\(name): \(describing.motion(motion)); yes \(motion.tally.yes), no \(motion.tally.no), abstain \(motion.tally.abstain)"
            )
            addQuestions(place, world)
            if let act = motion.motion.act { reference("about", state.log.rows[act].hash ?? hash, state) }
        } else if let index = world.recordIndex(at: place) {
            let record = world.records[index]
            name = record.name
            add(label, "\(name): \(record.kind.title), \(world.word(of: record)), by p\(record.performer)")
            addFields(record.kind.body(of: record.record), record.kind)
            addQuestions(place, world)
        } else if let question = world.remarks.questions.first(where: { $0.born == place }) {
            name = question.name
            add(label, "\(name): a question of p\(question.person) about \(world.subjectID(at: question.about) ?? "")")
        } else if place == 0, let founding = state.authority.founding {
            name = "entry 0"
            add(label, "the founding of \(founding.origin), \(founding.sort.rawValue)")
            add("", Words.words24(founding.hash).joined(separator: " "))
        } else {
            name = "entry \(place)"
            add(label, "entry \(place)")
        }
        about.append((name, place))
        add("", "its words: " + Words.words12(hash).joined(separator: " "))
    }

    /// What was asked about it is read before one signs.
    private mutating func addQuestions(_ place: Int, _ world: World) {
        let count = world.remarks.questions(about: place).count
        guard count > 0, let id = world.subjectID(at: place) else { return }
        let open = world.openQuestions(about: place)
        add("", "questions: \(count), \(open == 0 ? "all answered" : "\(open) NOT ANSWERED"); foureyes show \(id)")
    }

    private mutating func addFields(_ body: JSON, _ kind: Kind) {
        for note in kind.notes {
            guard let value = body[note.name] else { continue }
            let (text, isUnknown) = describing.field(note, value)
            if let id = value.text.flatMap(ItemID.init), id.prefix == Person.prefix { mentioned.insert(id.number) }
            lines += Layout.field(note.name, text, indent: 6)
            if isUnknown { unknown.append(value.text ?? note.name) }
        }
        if let rows = kind.rows(in: body, enclosed: enclosed) { lines += RowsShown.lines(rows) }
    }

    private mutating func addBody(_ statement: Statement, _ kind: Kind?, _ state: State) {
        guard let members = statement.body.members, !members.isEmpty else { return }
        if let kind {
            addFields(statement.body, kind)
            return
        }
        for member in members {
            switch (member.key, member.value) {
            case ("acts", .array(let list)):
                for item in list {
                    reference("of", item["of"]?.text.flatMap { Digest(hex: $0) } ?? .ofNothing, state)
                    add("slot", Visible.text(item["slot"]?.text ?? ""))
                }
            case ("heard", .array(let list)):
                for item in list { add("heard", heard(item)) }
            case ("heard", .string(let text)):
                add(
                    "heard",
                    Digest(hex: text).map { Words.words12($0).joined(separator: " ") } ?? Visible.text(text))
            case ("body", .string(let code)):
                add("body", "\(Visible.text(code)): \(describing.group(code) ?? "UNKNOWN")")
                if describing.group(code) == nil { unknown.append(code) }
            case (let key, let value):
                add(
                    Visible.text(key),
                    Visible.text(
                        value.text ?? value.number.map(String.init)
                            ?? String(decoding: value.written(), as: UTF8.self)))
            }
        }
    }

    private func heard(_ item: JSON) -> String {
        let person = Visible.text(item["person"]?.text ?? "?")
        let words =
            item["key"]?.text.flatMap { Digest(hex: $0) }.map { Words.words12($0).joined(separator: " ") }
            ?? "?"
        return "\(person): \(words)"
    }
}
