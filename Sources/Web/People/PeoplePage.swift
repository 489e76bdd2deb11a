import Ledger
import Rules

/// The list of people, by number.
enum PeoplePage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let context = request.context
        let people = context.authority.peopleViews(at: request.now)
        // A column that says nineteen times that a name is not public says nothing.
        let isNamed = people.contains { context.name(of: $0.person.number) != nil }
        let rows = people.map { person -> HTML in
            let name: HTML =
                context.name(of: person.person.number).map { shown($0, longest: 200) }
                ?? "<span class=\"quiet\">not public</span>"
            let keys = person.keys.filter { $0.revoked == nil }.count
            let state =
                person.stopped
                ? mark(.broken, "stopped")
                : person.seats.isEmpty ? mark(.idle, "no office") : mark(.holds, "in office")
            return """
                <tr><td class="id"><a href="/people/\(person.id)">\(person.id)</a></td>\(isNamed ? "<td class=\"whole\">\(name)</td>" : .none as HTML)<td>\(seats(person))</td>\
                <td class="minor">\(amount(keys, "key"))</td><td class="id">\(state)</td></tr>
                """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"none\">Nobody is enrolled. The founding names the first people.</p>"
            : "<table><thead><tr><th>Id\(isNamed ? "<th>Name" : .none as HTML)<th>Member of<th class=\"minor\">Keys<th>State</tr></thead><tbody>\(rows)</tbody></table>"
        return .html(
            frame(
                Page(
                    menu: .people, title: "People",
                    body: """
                        <h1>\(rows.count == 1 ? "One person" : "\(counted(rows.count)) people")</h1>
                        <p class="quiet">Each person has a number that never changes. Names are kept apart from the ledger and shown only to people who may read them.\(isNamed ? .none : " Sign in to see the names that you may read." as HTML)</p>
                        \(table)<p class="buttons"><a class="do second" href="/propose/authority/person.enrol">Enrol a person</a></p>
                        """), context))
    }

    static func seats(_ person: PersonView) -> HTML {
        HTML(
            person.seats.map { seat in
                let leads: HTML = seat.leads ? " (leads)" : .none
                let away: HTML =
                    seat.standing ? .none : " \(mark(.due, seat.suspended ? "suspended" : "stopped"))"
                return "<a href=\"/groups/\(seat.group)\">\(seat.title)</a>\(leads)\(away)"
            }, between: ", ")
    }
}
