import Ledger

extension PolicyReader {
    /// One group; nil where its sort cannot be read, since all else depends on it.
    mutating func group(_ name: String, _ spot: Spot) -> Group? {
        let always = ["clauses", "marks", "minimum", "sort", "title"]
        let sometimes = ["electors", "eligible", "manager", "purpose", "seated-by", "seats", "term"]
        guard let object = object(spot, required: always, optional: sometimes) else { return nil }
        let sort = choice(object["sort"], Group.Sort.self)
        let minimum = number(object["minimum"], 1...1000, " (people)")
        let seats = number(object["seats"], 1...1000, " (people)")
        if let seats, let minimum, seats < minimum {
            fault(spot.path + ["seats"], "\(seats) seats are fewer than the minimum of \(minimum) people")
        }
        let group = Group(
            code: name, sort: sort ?? .team, title: line(object["title"], 80) ?? "",
            purpose: line(object["purpose"], 400), clauses: clauses(object["clauses"]),
            marks: Set(ascending(object["marks"], Group.Mark.self)), minimum: minimum ?? 1, seats: seats,
            seatedBy: text(object["seated-by"]),
            electors: codes(object["electors"], 1...20).compactMap(\.value.text),
            eligible: codes(object["eligible"], 1...20).compactMap(\.value.text),
            manager: code(object["manager"]),
            // A day to ten years: a shorter term cannot be meant, a longer one is none.
            term: number(object["term"], 86_400...315_360_000, " (seconds)"))
        guard let sort else { return nil }
        if sort != .body, object["electors"] != nil {
            fault(
                spot.path + ["electors"],
                "only a body has electors; this is a group of sort `\(sort.rawValue)`")
        }
        for key in ["eligible", "manager"] {
            if sort == .list, object[key] == nil {
                fault(
                    spot.path,
                    "`\(key)` is missing: a list is drawn from teams and managed by the leader of one")
            } else if sort != .list, object[key] != nil {
                fault(
                    spot.path + [key], "only a list can have `\(key)`; this group is of sort `\(sort.rawValue)`")
            }
        }
        return group
    }
}
