import Ledger

extension GroupsReading {
    /// K-5: somebody can always give back. Two of a body can stop all others of it; where that leaves nobody, the
    /// people whom it seats stay stopped for ever, unless somebody else may end it.
    func checkElectors(_ path: [String], _ reader: inout PolicyReader) {
        let seating = Set(codes.compactMap { code in found[code].map { $0.seatedBy ?? code } })
        for code in codes {
            guard let group = found[code], group.sort == .body else { continue }
            let place = path + [code, "electors"]
            guard group.electors.isEmpty else {
                check(group, place, &reader)
                continue
            }
            // What was written and could not be read has a fault of its own.
            guard seating.contains(code), marked(.arbitrates).map({ $0 == code }) ?? true,
                !reader.hasFault(at: place)
            else { continue }
            reader.fault(
                path + [code],
                "`electors` is missing: two of `\(code)` could stop all others, and nobody could give them back; "
                    + "name the groups that may (K-5)")
        }
    }

    private func check(_ body: Group, _ place: [String], _ reader: inout PolicyReader) {
        var people: Int? = 0
        for (index, code) in body.electors.enumerated() {
            let here = place + [String(index)]
            guard let group = resolve(code, [.body, .office, .team], here, &reader) else { return }
            if code == body.code {
                reader.fault(
                    here, "`\(code)` cannot be its own electors, because stopped people cannot end stops (K-5)")
            } else if group.marks.contains(.audits) {
                reader.fault(here, "`\(code)` audits, so its members cannot be electors (P-30)")
            }
            people = people.flatMap { sum in group.seats.map { sum + $0 } }
        }
        if let people, people < 2 {
            reader.fault(
                place, "these groups have at most \(people) people, but two must end a stop (K-5); add another group")
        }
    }
}
