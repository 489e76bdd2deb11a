import Ledger
import Rules

/// One person: seats, keys with the words of their fingerprints, what waits.
enum PersonPage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let person = try Find.person(request)
        let context = request.context
        let name = context.name(of: person.person.number)
        let heading: HTML =
            name.map { "\(shown($0, longest: 200)) <span class=\"quiet\">\(person.id)</span>" }
            ?? "\(person.id)"
        let state =
            person.stopped
            ? mark(.broken, "stopped")
            : person.seats.isEmpty ? mark(.idle, "no office") : mark(.holds, "in office")
        let body: HTML = """
            <h1>\(heading)</h1>
            <p>\(state) <span class="quiet">· enrolled in \(entryLink(person.person.born))\(name != nil ? "" : context.names.isShut(person.person.number) ? " · the key for the name is missing" : " · name not public")</span></p>
            <div class="two"><section>
            <h2>What waits for \(person.id)</h2>\(tasks(person, context))
            <h2>Keys</h2>\(HTML(person.keys.map { key($0, context) }))
            </section><section>
            <h2>Member of</h2>\(seats(person, context))\(former(person, context))\(Trainings.html(person, context))
            <h2>May propose and sign</h2>\(MaySign.html(person, context))
            \(own(person, context))
            <h2>What can be done</h2>\(toDo(person, context))
            <h2>Check a signature by hand</h2>\(byHand(person))
            </section></div>
            """
        return .html(
            frame(
                Page(
                    menu: .people, title: name.map { "\($0), \(person.id)" } ?? person.id,
                    crumbs: [("People", "/people")], here: person.id, body: body), context))
    }

    /// The first step of what fits: nobody is offered what would be refused.
    private static func toDo(_ person: PersonView, _ context: ViewContext) -> HTML {
        let stop: HTML =
            person.person.stopped.map {
                "<p><a href=\"/propose/\(EndStop.kind)?f.stop=X-\($0 + 1)\">End the stop X-\($0 + 1)</a>: after 72 hours, with two signatures. \(context.clause("P-56"))</p>"
            }
            ?? "<p><a href=\"/propose/authority/stop.set?f.target=\(person.id)\">Stop \(person.id)</a> at once, everywhere. It takes one signature of the person or their leader, or two of people on the list for that. \(context.clause("P-55"))</p>"
        let key: HTML
        if person.keys.contains(where: { $0.revoked == nil && $0.stopped == nil }) {
            // Who has a key asks for a further one themselves.
            key =
                context.visitor.person == person.person.number
                ? "<p><a href=\"/propose/authority/key.enrol?f.person=\(person.id)\">Enrol another key</a> or <a href=\"/invitations\">another passkey</a></p>"
                : .none
        } else if person.seats.isEmpty {
            key =
                "<p><a href=\"/propose/authority/key.enrol?f.person=\(person.id)\">Enrol another key</a>: \(person.id) has no working key. \(context.clause("P-21"))</p>"
        } else {
            key =
                "<p><a href=\"/propose/\(AnnounceReplacement.kind)?f.person=\(person.id)\">Announce a replacement of all keys</a>: \(person.id) has no working key. It takes 72 hours. \(context.clause("P-21"))</p>"
        }
        return stop + key
    }

    private static func byHand(_ person: PersonView) -> HTML {
        let lines = person.keys.filter { $0.revoked == nil }.map {
            "<pre class=\"raw\">\(AllowedSigners.line(signer: .person(person.person.number), key: $0.key).dropLast())</pre>"
                as HTML
        }
        return lines.isEmpty
            ? "<p>\(person.id) has no key in force. To check an earlier signature, use the line on the page of that entry.</p>"
            : "<p>Give this line to <code>ssh-keygen -Y verify</code>:</p>\(HTML(lines))"
    }

    /// What only the person themselves finds here.
    private static func own(_ person: PersonView, _ context: ViewContext) -> HTML {
        guard context.visitor.person == person.person.number else { return .none }
        return """
            <h2>Yours</h2><ul class="plain"><li><a href="/people/\(person.id)/stored">What is stored about you, and who read it</a></li><li><a href="/settings">Time zone, visibility, feed of what waits for you</a></li><li><a href="/sessions">Where you are signed in</a></li></ul>
            """
    }

    private static func tasks(_ person: PersonView, _ context: ViewContext) -> HTML {
        let tasks = context.tasks(for: person.person.number)
        guard !tasks.isEmpty else { return "<p class=\"none\">Nothing.</p>" }
        return "<ul class=\"rows\">\(tasks.map { TaskRow.html($0, context) })</ul>"
    }

    private static func key(_ key: EnrolledKey, _ context: ViewContext) -> HTML {
        let state =
            key.revoked != nil
            ? mark(.idle, "revoked") : key.stopped != nil ? mark(.broken, "stopped") : mark(.holds, "good")
        let heard: HTML =
            key.witnesses.isEmpty ? "no key witness" : "key witnesses: \(people(key.witnesses))"
        let revoked: HTML? = key.revoked.map { " · revoked by \(entryLink($0))" }
        let stop: HTML? = key.stopped.map { " · stopped by \(idLink("X-\($0 + 1)"))" }
        return """
            <div class="key"><p>\(state) <span class="mono">\(key.key.type)</span>\(key.key.application.map { " <span class=\"quiet\">for \($0)</span>" as HTML })</p>
            <p class="words">\(wordGroups(Words.words12(key.fingerprint)))</p>
            <p><small class="hash mono">\(key.fingerprint.hex)</small><br><small>since \(entryLink(key.born)) · \(heard)\(revoked)\(stop)</small></p></div>
            """
    }

    private static func seats(_ person: PersonView, _ context: ViewContext) -> HTML {
        guard !person.seats.isEmpty else { return "<p class=\"none\">Nothing.</p>" }
        let rows = person.seats.map { seat -> HTML in
            let state =
                seat.standing
                ? mark(.holds, seat.leads ? "leads" : "can act")
                : mark(.due, seat.suspended ? "suspended" : "stopped")
            return
                "<li><span class=\"what\"><a href=\"/groups/\(seat.group)\">\(seat.title)</a></span><span class=\"side\">\(state)</span></li>"
        }
        return "<ul class=\"rows\">\(rows)</ul>"
    }

    private static func former(_ person: PersonView, _ context: ViewContext) -> HTML {
        guard !person.former.isEmpty else { return .none }
        let rows = person.former.map {
            "<li><span>\(context.title(of: $0.group))</span><span>until \(entryLink($0.ended))</span></li>"
                as HTML
        }
        return "<h2>Former member of</h2><ul class=\"rows plainrows\">\(rows)</ul>"
    }
}
