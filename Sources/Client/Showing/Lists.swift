import Ledger
import Rules

extension Workspace {
    /// How many a list shows, unless more are asked for.
    package static let page = 1000

    package func kinds(named name: String? = nil) throws(Failure) -> Output {
        let views = authority.kindViews(at: now)
        guard let name else {
            let rows = views.map { [$0.kind.name, $0.kind.title, $0.whoSigns] }
            return Output(["KIND", "WHAT", "WHO SIGNS"], rows, none: "no kinds", views.map(\.json))
        }
        guard let view = views.first(where: { $0.kind.name == name }).map({ state.world.kindView($0.kind, at: now) })
        else {
            throw noKind(name)
        }
        var lines = ["\(view.kind.name): \(view.kind.title)"]
        lines += Layout.field("clauses", view.clauses.joined(separator: ", "))
        lines += Layout.field("who signs", view.whoSigns)
        for note in view.kind.notes {
            lines += Layout.field(note.name, "\(note.label) (\(note.type.word))")
            for offer in view.offers[note.name] ?? [] {
                lines += Layout.field("", "\(Visible.text(offer.value)): \(Visible.text(offer.says))")
            }
        }
        let fields = view.kind.notes.map { " \($0.name)=…" }.joined()
        lines += Layout.field(
            "command", "foureyes \(view.kind.isRecord ? "record" : "propose") \(view.kind.name)\(fields)")
        return Output(lines, view.json)
    }

    /// Acts, newest first: a page of them, before the one at a place; or those that are open.
    package func acts(_ filter: ActFilter = .all, before: Int = .max, count: Int = Workspace.page) -> Output {
        let views = filter.acts(in: state, at: now, before: before, count: count)
        let rows = views.map { view in
            [
                view.name, TimeText.short(view.proposed, now: now), "p\(view.proposer)", view.condition.word,
                view.kind.title + bodyText(view.body, view.kind),
            ]
        }
        return Output(
            ["ACT", "PROPOSED", "BY", "STATE", "WHAT"], rows, none: "no acts yet", views.map(\.json))
    }

    package func motions(before: Int = .max, count: Int = Workspace.page) -> Output {
        let views = state.motionViews(at: now, before: before, limit: count)
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

    package func records(before: Int = .max, count: Int = Workspace.page) -> Output {
        let all = state.world.records(before: before, limit: count)
        let rows = all.map { record in
            [
                record.name, TimeText.short(record.happened, now: now), "p\(record.performer)",
                record.parties.isEmpty ? "none" : record.parties.map { "p\($0.person)" }.joined(separator: " "),
                state.world.word(of: record),
                record.kind.title + bodyText(record.kind.body(of: record.record), record.kind),
            ]
        }
        return Output(
            ["RECORD", "HAPPENED", "BY", "OBSERVER", "STATE", "WHAT"], rows, none: "no records yet",
            all.map { $0.json(in: state.world) })
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
                    $0.title + ($0.leads ? " (leader)" : "") + ($0.standing ? "" : " (stopped or suspended)")
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

    package func clauses(broken: Bool = false) -> Output {
        let views = state.clauseViews(at: now).filter { !broken || $0.state == .broken }
        let rows = views.map { view in
            let bound = view.parts.count { !$0.by.isEmpty }
            return [
                view.clause.id, view.state.word, "\(bound)/\(view.parts.count)",
                Visible.text(view.clause.says),
            ]
        }
        return Output(
            ["CLAUSE", "STATE", "PARTS", "SAYS"], rows,
            none: broken ? "no clause is broken" : "the policy has no clauses", views.map(\.json))
    }

    package func manual() -> Output {
        let views = authority.manualViews
        let rows = views.map { [$0.name, $0.item.owner, $0.item.clause, $0.text] }
        return Output(["VALUE", "OWNER", "CLAUSE", "IS"], rows, none: "the Manual has no values", views.map(\.json))
    }

    package func findings() -> Output {
        let all = state.findings(at: now)
        let rows = all.map { finding in
            [
                finding.rule.name, finding.rule.severity.rawValue, TimeText.short(finding.since, now: now),
                finding.clauses.joined(separator: ", "), finding.about.text, Visible.text(finding.what),
                finding.answered.map { "answered by A-\($0.act)" } ?? finding.step?.command ?? finding.rule.answer,
            ]
        }
        return Output(
            ["FINDING", "SEVERITY", "SINCE", "CLAUSES", "ABOUT", "WHAT", "NEXT"], rows, none: "no findings",
            all.map(\.json))
    }

    package func tasks() throws(Failure) -> Output {
        let own = try requireNumber()
        let all = state.tasks(for: own, at: now)
        let rows = all.map {
            [$0.id, TimeText.short($0.since, now: now), $0.title, $0.command]
        }
        return Output(
            ["ID", "SINCE", "WHAT", "COMMAND"], rows, none: "nothing waits for p\(own)", all.map(\.json))
    }

    /// What the person proposed, signed, voted, performed or was there for, newest first, and what the log has not shown
    /// yet.
    package func mine(count: Int = Workspace.page) throws(Failure) -> Output {
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
                "\(statement.kind), until \(TimeText.full(statement.until, now: now)); to take it back: foureyes withdraw \(statement.request.hex)"
            )
        }
        for place in state.world.places(of: own, limit: count) {
            if let view = state.world.actView(at: place, now: now) {
                let what = view.kind.title + bodyText(view.body, view.kind)
                if view.proposer == own {
                    add(view.name, "proposed", view.condition.word, what)
                } else if let signed = view.signatures.first(where: { $0.person == own }) {
                    add(view.name, "signed as \(signed.slot)", view.condition.word, what)
                }
                // What narrows is in one's name too, and a page could have had the touch for it.
                for (people, part) in [(view.declined, "declined"), (view.conflicted, "in conflict")]
                where people.contains(own) {
                    add(view.name, part, view.condition.word, what)
                }
            } else if let view = state.motionView(at: place, now: now) {
                guard let vote = view.motion.votes.first(where: { $0.person == own }) else { continue }
                add(
                    view.motion.name, "voted \(vote.choice.rawValue)", view.condition,
                    view.motion.act.map { "about A-\($0)" } ?? "a question")
            } else if let record = state.world.recordIndex(at: place).map({ state.world.records[$0] }),
                record.people.contains(own)
            {
                add(
                    record.name, record.performer == own ? "performed" : record.party(own)?.role ?? "",
                    state.world.word(of: record),
                    record.kind.title + bodyText(record.kind.body(of: record.record), record.kind))
            }
        }
        return Output(["ID", "YOUR PART", "STATE", "WHAT"], rows, none: "p\(own) has not signed anything yet", json)
    }

    /// The fields of a body in one phrase.
    func bodyText(_ body: JSON, _ kind: Kind) -> String {
        let parts = kind.notes.compactMap { note -> String? in
            guard let value = body[note.name], note.type.control != .publicKey, note.type.control != .time else {
                return nil
            }
            let text = note.type.plain(value)
            return "\(note.name) \(Visible.text(text.count > 20 ? text.prefix(12) + "…" : text[...]))"
        }
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }
}
