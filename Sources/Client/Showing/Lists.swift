import Ledger
import Rules

extension Workspace {
    package func kinds(named name: String? = nil) throws(Failure) -> Output {
        let views = authority.kindViews(at: now)
        guard let name else {
            let rows = views.map { [$0.kind.name, $0.kind.title, $0.whoSigns] }
            return Output(["KIND", "WHAT", "WHO SIGNS"], rows, none: "no kinds", views.map(\.json))
        }
        guard let view = views.first(where: { $0.kind.name == name }) else {
            throw noKind(name)
        }
        var lines = ["\(view.kind.name): \(view.kind.title)"]
        lines += Layout.field("clauses", view.clauses.joined(separator: ", "))
        lines += Layout.field("who signs", view.whoSigns)
        for note in view.kind.notes { lines += Layout.field(note.name, "\(note.label) (\(note.shape.word))") }
        let fields = view.kind.notes.map { " \($0.name)=…" }.joined()
        lines += Layout.field(
            "command", "foureyes \(view.kind.isRecord ? "record" : "propose") \(view.kind.name)\(fields)")
        return Output(lines, view.json)
    }

    package func acts(open: Bool = false) -> Output {
        let views = state.world.actViews(at: now).filter { !open || $0.isOpen }
        let rows = views.map { view in
            [
                view.name, TimeText.short(view.proposed, now: now), "p\(view.proposer)", view.condition.word,
                view.kind.title + bodyText(view.body, view.kind),
            ]
        }
        return Output(
            ["ACT", "PROPOSED", "BY", "STATE", "WHAT"], rows, none: "no acts yet", views.map(\.json))
    }

    package func motions() -> Output {
        let views = state.motionViews(at: now)
        let rows = views.map { view in
            let about =
                view.motion.act.map { place in
                    "A-\(place) " + (state.world.actTitle(at: place) ?? "")
                } ?? "a question"
            return [
                view.motion.name, view.motion.body, view.condition,
                "\(view.tally.yes)/\(view.tally.no)/\(view.tally.abstain)",
                "\(view.floor)", people(view.waiting), about,
            ]
        }
        return Output(
            ["MOTION", "BODY", "STATE", "YES/NO/ABST", "NEEDS", "WAITING", "ABOUT"], rows,
            none: "no motions yet", views.map(\.json))
    }

    package func records() -> Output {
        let all = Array(state.world.records.map { $0 }.reversed())
        let rows = all.map { record in
            [
                record.name, TimeText.short(record.happened, now: now), "p\(record.performer)",
                record.observer.json.text ?? "", record.word,
                record.kind.title + bodyText(record.kind.body(of: record.record), record.kind),
            ]
        }
        return Output(
            ["RECORD", "HAPPENED", "BY", "OBSERVER", "STATE", "WHAT"], rows, none: "no records yet",
            all.map { Self.json(of: $0) })
    }

    /// Everybody, with the names that this person may read and that opened.
    package func everybody() -> Output {
        let views = authority.peopleViews(at: now)
        let rows = views.map { view in
            [
                view.id, view.stopped ? "stopped" : "",
                "\(view.keys.filter { $0.revoked == nil && $0.stopped == nil }.count)",
                names[view.person.number] ?? (signedIn == nil ? "" : "not opened"),
                view.seats.map {
                    $0.title + ($0.leads ? " (leader)" : "") + ($0.standing ? "" : " (not standing)")
                }.joined(separator: ", "),
            ]
        }
        return Output(
            ["PERSON", "", "KEYS", "NAME", "SEATS"], rows, none: "nobody yet", views.map { json(of: $0) })
    }

    /// A person with the name beside the id, where it was opened.
    func json(of view: PersonView) -> JSON {
        guard let name = names[view.person.number] else { return view.json }
        return .sorted((view.json.members ?? []) + [JSON.Member("name", .string(name))])
    }

    /// Groups of every sort, or of one: access lists, teams, bodies, offices.
    package func groups(_ sort: Group.Sort? = nil) -> Output {
        let views = authority.groupViews(at: now).filter { sort == nil || $0.group.sort == sort }
        let rows = views.map { view in
            let leader = view.seats.first { $0.leads != nil }?.person
            return [
                view.group.code, view.group.sort.rawValue, leader.map { "p\($0)" } ?? "",
                view.spare.map(String.init) ?? "",
                people(view.seats.map(\.person)), view.group.title,
            ]
        }
        return Output(
            ["GROUP", "SORT", "LEADER", "SPARE", "MEMBERS", "TITLE"], rows, none: "no groups",
            views.map(\.json))
    }

    package func registers(named name: String? = nil) throws(Failure) -> Output {
        guard let name else {
            let rows = RegisterView.all.map {
                [$0.name, $0.letter, "\($0.items(state.world).count)", $0.title]
            }
            let json = RegisterView.all.map { register in
                JSON.line([
                    "columns": .texts(register.columns), "items": .integer(register.items(state.world).count),
                    "letter": .string(register.letter), "name": .string(register.name),
                    "title": .string(register.title),
                ])
            }
            return Output(["REGISTER", "IDS", "ITEMS", "TITLE"], rows, none: "no registers", json)
        }
        guard let register = RegisterView.named(name) else {
            throw .notFound(
                "a register \(Visible.text(name)); there are \(RegisterView.all.map(\.name).joined(separator: ", "))")
        }
        let items = register.items(state.world)
        let rows = items.map { item in
            [item.id.text, item.state] + item.values.map { Time($0).map { TimeText.short($0, now: now) } ?? $0 }
        }
        return Output(
            ["ID", "STATE"] + register.columns.map { $0.uppercased() }, rows, none: "nothing in it yet",
            items.map { $0.json(register.columns) })
    }

    package func clauses(broken: Bool = false) -> Output {
        let views = state.clauseViews(at: now).filter { !broken || $0.state == .broken }
        let rows = views.map { view in
            let bound = view.parts.filter { $0.state != .absent }.count
            return [
                view.clause.id, view.state.rawValue, "\(bound)/\(view.parts.count)",
                Visible.text(view.clause.says),
            ]
        }
        return Output(
            ["CLAUSE", "STATE", "PARTS", "SAYS"], rows,
            none: broken ? "no clause is broken" : "the policy has no clauses", views.map(\.json))
    }

    package func findings() -> Output {
        let all = state.findings(at: now)
        let rows = all.map { [$0.sort.rawValue, $0.clause, $0.about, Visible.text($0.what)] }
        return Output(["FINDING", "CLAUSE", "ABOUT", "WHAT"], rows, none: "no findings", all.map(\.json))
    }

    package func tasks() throws(Failure) -> Output {
        let own = try requireNumber()
        let all = state.tasks(for: own, at: now)
        let rows = all.map {
            [
                $0.id, TimeText.short($0.since, now: now), $0.title,
                $0.command + ($0.slot.map { " --slot \($0)" } ?? ""),
            ]
        }
        return Output(
            ["ID", "SINCE", "WHAT", "COMMAND"], rows, none: "nothing waits for p\(own)", all.map(\.json))
    }

    /// What the person proposed, signed, performed, and what the log has not shown yet.
    package func mine() throws(Failure) -> Output {
        let own = try requireNumber()
        var rows: [[String]] = []
        var json: [JSON] = []
        func add(_ id: String, _ part: String, _ word: String, _ title: String) {
            rows.append([id, part, word, title])
            json.append(
                .line([
                    "id": .string(id), "part": .string(part), "state": .string(word), "title": .string(title),
                ]))
        }
        for request in outbox.all where request.submission.statement.signer == .person(own) {
            let statement = request.submission.statement
            add(
                request.submission.hash.hex.prefix(12) + "…", "signed", "not in the log",
                "\(statement.kind), until \(TimeText.full(statement.until, now: now))")
        }
        for view in state.world.actViews(at: now) {
            if view.proposer == own {
                add(view.name, "proposed", view.condition.word, view.kind.title + bodyText(view.body, view.kind))
            } else if let signed = view.signatures.first(where: { $0.person == own }) {
                add(
                    view.name, "signed as \(signed.slot)", view.condition.word,
                    view.kind.title + bodyText(view.body, view.kind))
            }
            // What narrows stands in one's name too, and a page could have had the touch for it.
            for (people, part) in [(view.declined, "declined"), (view.conflicted, "in conflict")]
            where people.contains(own) {
                add(view.name, part, view.condition.word, view.kind.title + bodyText(view.body, view.kind))
            }
        }
        for view in state.motionViews(at: now) {
            guard let vote = view.motion.votes.first(where: { $0.person == own }) else { continue }
            add(
                view.motion.name, "voted \(vote.choice.rawValue)", view.condition,
                view.motion.act.map { "about A-\($0)" } ?? "a question")
        }
        for record in state.world.records.map({ $0 }).reversed()
        where record.performer == own || record.observer == .person(own) {
            add(
                record.name, record.performer == own ? "performed" : "observer", record.word,
                record.kind.title + bodyText(record.kind.body(of: record.record), record.kind))
        }
        return Output(["ID", "YOUR PART", "STATE", "WHAT"], rows, none: "p\(own) has said nothing yet", json)
    }

    /// The fields of a body in one phrase.
    func bodyText(_ body: JSON, _ kind: Kind) -> String {
        let parts = kind.notes.compactMap { note -> String? in
            guard let value = body[note.name], note.shape != .publicKey, note.shape != .time else {
                return nil
            }
            let text = value.text ?? value.number.map(String.init) ?? ""
            return "\(note.name) \(Visible.text(text.count > 20 ? text.prefix(12) + "…" : text[...]))"
        }
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }

    static func json(of record: OpenRecord) -> JSON {
        .line([
            "attested": record.attested.map { .integer($0) }, "body": record.kind.body(of: record.record),
            "breaches": .array(record.breaches.map(\.line)), "complete": record.complete.map { .integer($0) },
            "condition": .string(record.word), "happened": .string(record.happened.text),
            "hash": .string(record.hash.hex),
            "id": .string(record.name), "kind": .string(record.kind.name), "late": .bool(record.late),
            "observed": record.observed.map { .integer($0) }, "observer": record.observer.json,
            "performer": .person(record.performer),
            "recorded": .string(record.recorded.text), "title": .string(record.kind.title),
            "words": .string(Words.words12(record.hash).joined(separator: " ")),
        ])
    }
}
