import Ledger
import Rules

extension Workspace {
    /// The page of one thing, whatever it is, with the public parts of its statement.
    package mutating func page(_ id: String, isOffline: Bool = false) async throws(Failure) -> Output {
        switch try find(id) {
        case .act(let view):
            return try await withThread(
                withParts(actPage(view), at: view.place, view.name, isOffline), about: view.place, isOffline)
        case .motion(let view):
            return try await withThread(
                withParts(motionPage(view), at: view.motion.place, view.motion.name, isOffline),
                about: view.motion.place, isOffline)
        case .record(let record):
            return try await withThread(
                withParts(recordPage(record), at: record.place, record.name, isOffline), about: record.place, isOffline)
        case .person(let view):
            if !isOffline { try await learnNames(of: [view.person.number]) }
            return personPage(view)
        case .stop(let stop): return stopPage(stop)
        case .item(let register, let item):
            return try await withNotes(itemPage(register, item), about: .item(item.id), isOffline)
        case .question(let question): return try await questionPage(question, isOffline)
        case .entry(let place):
            return try await withParts(try entryPage(place), at: place, "entry \(place)", isOffline)
        }
    }

    private func withParts(_ page: Output, at place: Int, _ name: String, _ isOffline: Bool)
        async throws(Failure) -> Output
    {
        guard let statement = replica.statement(at: place), !statement.detached.isEmpty else { return page }
        let parts = try await parts(of: statement, hash: .of(statement.line()), isOffline: isOffline)
        let lines = parts.flatMap { PartShown.lines($0.name, of: name, $0.part) }
        let json = parts.map { part -> JSON in
            guard case .opened(let content) = part.part else {
                if case .erased(let act) = part.part {
                    return .line(["by": .string(act), "name": .string(part.name), "state": .string("erased")])
                }
                if case .file = part.part { return .line(["name": .string(part.name), "state": .string("file")]) }
                return .line(["name": .string(part.name), "state": .string("not opened")])
            }
            return .line([
                "name": .string(part.name), "state": .string("opened"),
                "text": .string(Visible.lines(content).joined(separator: "\n")),
            ])
        }
        var members = page.json.members ?? []
        members.append(JSON.Member("detached", .array(json)))
        return Output(
            page.lines + lines, .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        )
    }

    private func fields(_ body: JSON, _ kind: Kind) -> [String] {
        kind.notes.flatMap { note in
            body[note.name].map { Layout.field(note.name, describing.field(note, $0).text) } ?? []
        }
    }

    private func actPage(_ view: ActView) -> Output {
        var lines = ["\(view.name)  \(view.kind.title)  (\(view.kind.name))"]
        lines += Layout.field("state", stateText(view))
        lines += fields(view.body, view.kind)
        if let rows = rows(of: view) { lines += RowsShown.lines(rows) + RowsShown.whole(view.name) }
        lines += Layout.field("proposed", "by p\(view.proposer), \(TimeText.full(view.proposed, now: now))")
        if view.isOpen { lines += Layout.field("expires", TimeText.full(view.expires, now: now)) }
        // One way is enough: where one is met, only the motion is waited for.
        let waits = view.isOpen && !view.ways.contains { $0.lacking == nil }
        for (number, way) in view.ways.enumerated() {
            if view.ways.count > 1 { lines.append("  way \(number + 1)") }
            for slot in way.slots {
                let signed =
                    slot.signed.isEmpty
                    ? view.isOpen ? "nobody yet" : "nobody"
                    : slot.signed.map {
                        ($0.person == 0 ? "its holder" : "p\($0.person)") + ($0.local ? "" : " (page)")
                    }.joined(separator: ", ")
                lines += Layout.field(
                    slot.name, "\(slot.signed.count) of \(slot.count) (\(slot.pool)): \(signed)")
                if waits, slot.missing > 0 {
                    let who =
                        slot.isHolder
                        ? "the holder of the new key"
                        : slot.candidates.isEmpty ? "NOBODY" : people(slot.candidates)
                    lines += Layout.field("", "could sign: \(who)")
                }
            }
            if waits, let lacking = way.lacking { lines += Layout.field("lacks", lacking.text) }
        }
        if let rule = view.motionRule {
            lines += Layout.field(
                "motion", (view.motion.map { "B-\($0)" } ?? "not opened yet") + " of \(rule.body)")
        }
        if !view.declined.isEmpty { lines += Layout.field("declined", people(view.declined)) }
        if !view.conflicted.isEmpty { lines += Layout.field("conflict", people(view.conflicted)) }
        lines += Layout.field("words", Words.words12(view.hash).joined(separator: " "))
        lines += Layout.field("hash", view.hash.hex)
        if waits, let slot = view.ways.flatMap(\.slots).first(where: { $0.missing > 0 }) {
            lines += Layout.field("to sign", "foureyes sign \(view.name) --slot \(slot.name)")
        } else if view.isOpen, view.motionRule != nil {
            let command = view.motion.map { "foureyes vote B-\($0) yes|no|abstain" }
            lines += Layout.field(
                "to do", command ?? "foureyes propose authority/motion.open act=\(view.name)")
        }
        return Output(lines, view.json)
    }

    private func stateText(_ view: ActView) -> String {
        switch view.condition {
        case .open: view.opening ? "open, under the requirement of the opening" : "open"
        case .ended(let end): "\(end.word) at entry \(end.place)"
        case .expired(let time): "expired, \(TimeText.full(time, now: now))"
        case .lapsed(let why): "lapsed: \(why)"
        case .stopped(let stop): "stopped by X-\(stop + 1)"
        }
    }

    private func motionPage(_ view: MotionView) -> Output {
        var lines = ["\(view.motion.name)  \(describing.motion(view))"]
        if let act = view.motion.act, let about = state.world.actView(at: act, now: now) {
            lines += Layout.field("about", "\(about.name), \(about.kind.title)")
            lines += fields(about.body, about.kind)
        }
        lines += Layout.field(
            "opened", "by p\(view.motion.opener), \(TimeText.full(view.motion.opened, now: now))")
        lines += Layout.field(
            "tally",
            "yes \(view.tally.yes), no \(view.tally.no), abstain \(view.tally.abstain); needs \(view.floor) yes of \(view.seats) members"
        )
        for vote in view.motion.votes {
            lines += Layout.field("p\(vote.person)", vote.choice.rawValue + (vote.local ? "" : " (page)"))
        }
        if !view.waiting.isEmpty { lines += Layout.field("waiting", people(view.waiting)) }
        if !view.absent.isEmpty { lines += Layout.field("away", people(view.absent)) }
        if !view.barred.isEmpty { lines += Layout.field("barred", people(view.barred)) }
        if let closed = view.motion.firstClosed {
            lines += Layout.field("closed", "first by p\(closed.person) at entry \(closed.place)")
        }
        if view.isOpen {
            lines += Layout.field(
                "to do",
                view.mayClose
                    ? "foureyes close \(view.motion.name)"
                    : "foureyes vote \(view.motion.name) yes|no|abstain")
        }
        lines += Layout.field("words", Words.words12(view.motion.hash).joined(separator: " "))
        return Output(lines, view.json)
    }

    private func recordPage(_ record: OpenRecord) -> Output {
        var lines = ["\(record.name)  \(record.kind.title)  (\(record.kind.name))"]
        lines += Layout.field(
            "state", state.world.word(of: record) + (record.late && record.attested == nil ? ", entered late" : ""))
        lines += fields(record.kind.body(of: record.record), record.kind)
        lines += Layout.field(
            "performer", "p\(record.performer), entered \(TimeText.full(record.recorded, now: now))")
        for party in record.parties {
            let said = party.objected.map { "objected, entry \($0)" }
            lines += Layout.field(
                party.role, "p\(party.person), \(said ?? party.signed.map { "entry \($0)" } ?? "has not signed yet")")
        }
        lines += presenceLines(record)
        if let attested = record.attested { lines += Layout.field("attested", "entry \(attested)") }
        if record.complete == nil {
            lines += BreachesShown.lines(state.foreseenBreaches(of: record, at: now))
        } else {
            for breach in record.breaches {
                lines += Layout.field("BREACH", "\(breach.clause): \(Visible.text(breach.what))")
            }
        }
        lines += Layout.field("words", Words.words12(record.hash).joined(separator: " "))
        if record.complete == nil { lines += Layout.field("to sign", "foureyes sign \(record.name)") }
        return Output(lines, record.json(in: state.world))
    }

    private func personPage(_ view: PersonView) -> Output {
        var lines = ["\(view.id)  \(describing.item(ItemID(prefix: "p", number: view.person.number)) ?? "")"]
        if let part = state.name(of: view.person.number) {
            let told = state.log.place(of: part.statement).map { " (entry \($0))" } ?? ""
            lines += Layout.field("name", (names[view.person.number] ?? "not opened") + told)
        }
        lines += Layout.field("since", "entry \(view.person.born)")
        for key in view.keys {
            let mark =
                key.revoked.map { ", revoked by entry \($0)" } ?? (key.stopped != nil ? ", stopped" : "")
            lines += Layout.field(
                "key",
                "\(key.key.type), since entry \(key.since)\(mark); key witnesses: \(key.witnesses.isEmpty ? "none" : people(key.witnesses))"
            )
            lines += Layout.field("", Words.words12(key.fingerprint).joined(separator: " "))
            lines += Layout.field("", key.fingerprint.hex)
        }
        for seat in view.former {
            lines += Layout.field("formerly", "\(seat.group), until entry \(seat.ended)")
        }
        return Output(lines, json(of: view))
    }

    private func itemPage(_ register: Register, _ item: ItemView) -> Output {
        var lines = ["\(item.id.text)  \(Visible.text(item.name))  (\(register.title))"]
        lines += Layout.field("state", item.state)
        for column in register.columns where column.name != "state" && column.isShown {
            let value = item.text(column)
            guard !value.isEmpty else { continue }
            lines += Layout.field(
                column.name, Time(value).map { TimeText.full($0, now: now) } ?? Visible.text(value))
        }
        let history = state.world.history(of: item.id)
        for place in history {
            let id =
                state.world.actView(at: place, now: now).map {
                    "\($0.name) \($0.kind.title), \($0.condition.word)"
                }
                ?? state.world.recordIndex(at: place).map { state.world.records[$0] }.map {
                    "\($0.name) \($0.kind.title), \(state.world.word(of: $0))"
                }
            lines += Layout.field("history", id ?? "entry \(place)")
        }
        var members = item.json.members ?? []
        members.append(JSON.Member("history", .numbers(history)))
        return Output(lines, .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
    }
}
