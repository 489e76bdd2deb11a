import Ledger
import Rules

/// The list of people, by number.
enum PeoplePage {
    static func answer(_ ask: Ask) throws -> Answer {
        let reading = ask.reading
        let rows = reading.authority.peopleViews(at: ask.now).map { person -> HTML in
            let name: HTML = reading.name(of: person.person.number).map { shown($0, longest: 200) } ?? "<span class=\"quiet\">name not public</span>"
            let keys = person.keys.filter { $0.revoked == nil }.count
            let state = person.stopped ? mark(.broken, "stopped") : person.seats.isEmpty ? mark(.idle, "no office") : mark(.holds, "in office")
            return """
                <tr><td class="id"><a href="/people/\(person.id)">\(person.id)</a></td><td>\(name)</td><td>\(seats(person))</td>\
                <td class="minor">\(amount(keys, "key"))</td><td class="id">\(state)</td></tr>
                """
        }
        let table: HTML = rows.isEmpty ? "<p class=\"none\">Nobody is enrolled. The founding names the first.</p>"
            : "<table><thead><tr><th>Id<th>Name<th>Sits in<th class=\"minor\">Keys<th>State</tr></thead><tbody>\(rows)</tbody></table>"
        return .html(
            frame(
                Page(
                    room: .people, title: "People",
                    body: """
                        <h1>\(rows.count == 1 ? "One person" : "\(counted(rows.count)) people")</h1>
                        <p class="quiet">A person is a number for ever. Names stand beside the ledger and are shown only where the signed commitment opens with them.</p>
                        \(table)<p class="buttons"><a class="do second" href="/propose/authority/person.enrol">Enrol a person</a></p>
                        """), reading))
    }

    static func seats(_ person: PersonView) -> HTML {
        HTML(
            person.seats.map { seat in
                let leads: HTML = seat.leads ? " (leads)" : .none
                let away: HTML = seat.standing ? .none : " \(mark(.due, seat.suspended ? "suspended" : "does not stand"))"
                return "<a href=\"/groups/\(seat.group)\">\(seat.title)</a>\(leads)\(away)"
            }, between: ", ")
    }
}

/// One person: seats, keys with the words of their fingerprints, what waits.
enum PersonPage {
    static func answer(_ ask: Ask) throws -> Answer {
        let person = try Find.person(ask)
        let reading = ask.reading
        let name = reading.name(of: person.person.number)
        let heading: HTML = name.map { "\(shown($0, longest: 200)) <span class=\"quiet\">\(person.id)</span>" } ?? "\(person.id)"
        let state = person.stopped ? mark(.broken, "stopped") : person.seats.isEmpty ? mark(.idle, "no office") : mark(.holds, "in office")
        let body: HTML = """
            <h1>\(heading)</h1>
            <p>\(state) <span class="quiet">· here since \(entryLink(person.person.born))\(name == nil ? " · name not public" : "")</span></p>
            <div class="two"><section>
            <h2>What waits for \(person.id)</h2>\(tasks(person, reading))
            <h2>Keys</h2>\(HTML(person.keys.map { key($0, reading) }))
            </section><section>
            <h2>Sits in</h2>\(seats(person, reading))\(former(person, reading))
            <h2>What somebody may do about it</h2>
            <p><a href="/propose/authority/stop.set?f.target=\(person.id)">Stop \(person.id)</a> at once, everywhere: one signature of the person or the leader, or two of the list. \(reading.clause("P-55"))</p>
            <p><a href="/propose/authority/key.enrol?f.person=\(person.id)">Enrol a further key</a></p>
            <h2>By hand</h2>
            <p>The line for <code>ssh-keygen -Y verify</code>:</p>
            \(HTML(person.keys.filter { $0.revoked == nil }.map { "<pre class=\"raw\">\(AllowedSigners.line(signer: .person(person.person.number), key: $0.key).dropLast())</pre>" as HTML }))
            </section></div>
            """
        return .html(frame(Page(room: .people, title: name.map { "\($0), \(person.id)" } ?? person.id, crumbs: [("People", "/people")], here: person.id, body: body), reading))
    }

    private static func tasks(_ person: PersonView, _ reading: Reading) -> HTML {
        let tasks = reading.state.tasks(for: person.person.number, at: reading.now)
        guard !tasks.isEmpty else { return "<p class=\"none\">Nothing.</p>" }
        return "<ul class=\"rows\">\(tasks.map { TaskRow.html($0, reading) })</ul>"
    }

    private static func key(_ key: EnrolledKey, _ reading: Reading) -> HTML {
        let state = key.revoked != nil ? mark(.idle, "revoked") : key.stopped != nil ? mark(.broken, "stopped") : mark(.holds, "good")
        let heard: HTML = key.witnesses.isEmpty ? "nobody has heard it yet" : "heard in words by \(people(key.witnesses))"
        let revoked: HTML? = key.revoked.map { " · revoked by \(entryLink($0))" }
        return """
            <div class="key"><p>\(state) <span class="mono">\(key.key.type)</span>\(key.key.application.map { " <span class=\"quiet\">for \($0)</span>" as HTML })</p>
            <p class="words">\(wordGroups(Words.words12(key.fingerprint)))</p>
            <p><small class="hash mono">\(key.fingerprint.hex)</small><br><small>since \(entryLink(key.born)) · \(heard)\(revoked)</small></p></div>
            """
    }

    private static func seats(_ person: PersonView, _ reading: Reading) -> HTML {
        guard !person.seats.isEmpty else { return "<p class=\"none\">Nothing.</p>" }
        let rows = person.seats.map { seat -> HTML in
            let state = seat.standing ? mark(.holds, seat.leads ? "leads" : "stands") : mark(.due, seat.suspended ? "suspended" : "does not stand")
            return "<li><span class=\"what\"><a href=\"/groups/\(seat.group)\">\(seat.title)</a></span><span class=\"side\">\(state)</span></li>"
        }
        return "<ul class=\"rows\">\(rows)</ul>"
    }

    private static func former(_ person: PersonView, _ reading: Reading) -> HTML {
        guard !person.former.isEmpty else { return .none }
        let rows = person.former.map { "<li><span>\(reading.title(of: $0.group))</span><span>until \(entryLink($0.ended))</span></li>" as HTML }
        return "<h2>Sat in</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }
}

/// Something that waits, as a row.
enum TaskRow {
    static func html(_ task: OpenTask, _ reading: Reading, who: HTML? = nil) -> HTML {
        let about = Address.of(task.id).map { path in (path, reading.subject(of: task.id) ?? task.title) }
        let what: HTML = about.map { "<a href=\"\($0.0)\">\(verb(task)) “\($0.1)”</a>" } ?? "\(task.title)"
        let slot: HTML? = task.slot.map { " · as \($0)" }
        let people: HTML = who.map { " · \($0)" } ?? .none
        return """
            <li class="wide"><span class="what">\(what)</span><small>\(task.id) · since \(said(task.since, now: reading.now))\(slot)\(people)</small>\
            <span class="side"><code class="small">\(task.command)</code></span></li>
            """
    }

    private static func verb(_ task: OpenTask) -> String {
        switch task.sort {
        case .accept: "Accept"
        case .sign: "Sign"
        case .vote: "Vote on"
        case .close: "Close the motion on"
        case .openMotion: "Open the motion on"
        case .observe: "Confirm"
        case .attest: "Attest"
        }
    }
}

extension Reading {
    /// What an act, motion or record is called.
    func subject(of id: String) -> String? {
        guard let id = ItemID(id) else { return nil }
        switch id.letter {
        case "A": return world.actView(at: id.number, now: now).map { heading(of: $0.kind, $0.body, self) }
        case "B": return state.motionView(at: id.number, now: now).map { MotionWords.title($0, self) }
        case "R": return world.recordIndex(at: id.number).map { index in
            heading(of: world.records[index].kind, Kind.body(of: world.records[index].record), self)
        }
        default: return nil
        }
    }
}
