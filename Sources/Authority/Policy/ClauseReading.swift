import Ledger

extension ClauseBook {
    /// Reads the compiled clauses.
    ///
    /// Throws what is wrong first, with paths. Whether what is bound exists is asked by `Bindable`: a
    /// book that names a register of a later program is well formed.
    package init(compiled: JSON) throws(PolicyFaults) {
        var reader = PolicyReader(.clauses)
        let top = reader.object(Spot(value: compiled, path: []), required: ["clauses", "schema"])
        reader.schema(top?["schema"])
        var clauses: [Clause] = []
        var places: [String: Int] = [:]
        for (place, spot) in reader.items(top?["clauses"], 1...2000).enumerated() {
            guard let clause = reader.clause(spot) else { continue }
            if let first = places[clause.id] {
                reader.fault(
                    spot.path + ["id"], "`\(clause.id)` is listed twice; it is already clause \(first + 1)")
            }
            places[clause.id] = places[clause.id] ?? place
            clauses.append(clause)
        }
        guard reader.faults.isEmpty else { throw PolicyFaults(reader.faults) }
        self.clauses = clauses
    }
}

extension PolicyReader {
    fileprivate mutating func clause(_ spot: Spot) -> Clause? {
        guard
            let object = object(
                spot, required: ["chapter", "id", "means", "parts", "says"], optional: ["not-applicable"])
        else {
            return nil
        }
        let id = clauseID(object["id"])
        let chapter = choice(object["chapter"], Clause.Chapter.self)
        let means = distinct(items(object["means"], 1...6)).compactMap { choice($0, Clause.Means.self) }
        let says = line(object["says"], 1000)
        let parts = items(object["parts"], 1...20).compactMap { part($0) }
        let notApplicable = object["not-applicable"].flatMap { line($0, 1000) }
        guard let id, let chapter, let says else { return nil }
        return Clause(
            id: id, chapter: chapter, means: means, says: says, parts: parts, notApplicable: notApplicable)
    }

    private mutating func part(_ spot: Spot) -> Clause.Part? {
        guard let object = object(spot, required: ["by", "shows"]) else { return nil }
        let by = distinct(items(object["by"], 0...20)).compactMap { binding($0) }
        guard let shows = line(object["shows"], 1000) else { return nil }
        return Clause.Part(shows: shows, by: by)
    }

    private mutating func binding(_ spot: Spot) -> Binding? {
        guard let text = text(spot) else { return nil }
        let sorts = Binding.Sort.allCases.map(\.rawValue)
        guard let colon = text.firstIndex(of: ":") else {
            let all = sorts.map { $0 + ":" }.joined(separator: ", ")
            fault(spot.path, "`\(text)` does not say what it is; it must begin with one of \(all)")
            return nil
        }
        let word = String(text[..<colon])
        let name = String(text[text.index(after: colon)...])
        guard let sort = Binding.Sort(rawValue: word) else {
            fault(
                spot.path,
                "a clause cannot be shown by a `\(word)`" + Nearest.hint(word, among: sorts))
            return nil
        }
        guard Binding.isName(name, of: sort) else {
            fault(spot.path, "`\(name)` cannot follow `\(word):`")
            return nil
        }
        return Binding(sort: sort, name: name)
    }
}

extension Binding {
    /// Whether a text can be the name of something of this sort.
    static func isName(_ name: String, of sort: Sort) -> Bool {
        guard 1...200 ~= name.utf8.count else { return false }
        switch sort {
        case .act: return Grammar.isKind(name) && !name.hasPrefix("record/")
        case .record: return Grammar.isKind(name) && name.hasPrefix("record/")
        case .register, .finding: return Grammar.isName(name)
        // Inside `docs/` or `Tests/`, and no way out of them: pages link to it.
        case .document: return isPath(name) && name.hasPrefix("docs/")
        case .test: return isPath(name) && name.hasPrefix("Tests/")
        }
    }

    private static func isPath(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count >= 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.first != UInt8(ascii: ".") && part.allSatisfy { isInPath($0) }
            }
    }

    private static func isInPath(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
