import Ledger
import Rules
import TestWorld
import Testing

/// What a declaration gives: columns, order, filters, search, pages; and that nothing stored stays out of the state hash.
struct RegisterTests {
    /// The small CA with 120 media, every third a tape.
    static let filled = Result {
        var ca = try ERecordTests().stocked()
        let rows = (1...119).map { number in
            JSON.medium(
                "Box \(number)", serial: number % 2 == 0 ? "N\(number)" : nil, sort: number % 3 == 0 ? "tape" : "disk",
                in: number % 2 == 0 ? "S-1" : "S-2")
        }
        _ = try DerivedKindTests().imported(&ca, rows)
        return ca.state.world
    }

    private func page(_ query: RegisterQuery) throws -> RegisterPage {
        try #require(Register.named("media")).page(query, in: try Self.filled.get())
    }

    @Test("A register sorts by column, numbers of ids as numbers, and gives pages")
    func pages() throws {
        var query = RegisterQuery()
        query.pageSize = 50
        query.page = 2
        let last = try page(query)
        #expect(last.total == 120 && last.items.count == 20 && last.items.last?.id.text == "M-120")
        query.page = 0
        query.descending = true
        #expect(try page(query).items.first?.id.text == "M-120")
        query = RegisterQuery()
        query.sort = "label"
        // Folded: “a” comes before “Box 1”.
        #expect(try page(query).items.prefix(3).map(\.name) == ["a", "Box 1", "Box 10"])
        query.sort = "serial"
        query.descending = true
        #expect(try page(query).items.first?.values["serial"]?.text == "N98")
        query.page = 9
        #expect(try page(query).items.isEmpty)
    }

    @Test("A register filters by any column and searches in ids, names and values, folded")
    func filters() throws {
        var query = RegisterQuery()
        query.filters = ["sort": "tape"]
        #expect(try page(query).total == 39)
        query.filters["whereabouts"] = "S-2"
        #expect(try page(query).total == 20)
        query.filters = ["state": "acquired", "serial": ""]
        #expect(try page(query).items.allSatisfy { $0.values["serial"] == nil })
        query = RegisterQuery()
        query.words = "bOx 7 tape"
        #expect(try page(query).items.contains { $0.name == "Box 75" })
        query.words = "m-12"
        #expect(try page(query).items.first?.id.text == "M-12")
    }

    @Test("An unknown column is named, with those that there are")
    func unknown() throws {
        for query in [
            { () -> RegisterQuery in
                var q = RegisterQuery(); q.sort = "lable"; return q
            }(),
            { () -> RegisterQuery in
                var q = RegisterQuery(); q.filters = ["lable": "x"]; return q
            }(),
        ] {
            do {
                _ = try page(query)
                Issue.record("it is known")
            } catch let refusal as Refusal {
                #expect(refusal.text.contains("did you mean `label`") && refusal.text.contains("whereabouts"))
            }
        }
    }

    @Test("P-62: every table that a chapter stores is in the state hash, and nothing is stored that is no table")
    func hashed() {
        let chapters = Mirror(reflecting: World()).children.filter {
            $0.value is any Registers && $0.label != "authority"
        }
        #expect(chapters.count == World.chapters.count)
        var registers: [String] = []
        var tables: [String] = []
        for chapter in chapters {
            for stored in Mirror(reflecting: chapter.value).children {
                let type = String(describing: Swift.type(of: stored.value))
                let name = stored.label ?? ""
                if type.hasPrefix("ItemTable<") {
                    registers.append(name)
                } else if type.hasPrefix("Table<") {
                    tables.append(name)
                } else {
                    // Indexes follow from the tables; anything else would be state that no hash shows.
                    #expect(type.hasPrefix("TreeDictionary<"), "\(chapter.label ?? "").\(name): \(type)")
                }
            }
        }
        #expect(registers.sorted() == Register.entered.map(\.name).sorted())
        #expect(tables.sorted() == World.chapters.flatMap { $0.tables }.map(\.name).sorted())
        let hashed = World().registerHashes.map(\.name)
        #expect(Set(hashed).count == hashed.count && Set(registers + tables).isSubset(of: hashed))
    }

    @Test("K-1: prefixes are one to four capital letters, none twice, none reserved; columns have a name each")
    func declared() {
        let own = [Question.prefix, Stop.prefix, Disowning.prefix]
        let prefixes = Register.all.map(\.prefix) + own
        // Cases are the one register whose numbers are places (P-9).
        let counted = Register.all.filter { $0.name != "cases" }.map(\.prefix) + own
        #expect(Set(prefixes).count == prefixes.count && ItemID.reserved.isDisjoint(with: counted))
        for prefix in prefixes { #expect(ItemID("\(prefix)-1")?.prefix == prefix) }
        for register in Register.all {
            let names = register.columns.map(\.name)
            #expect(Set(names).count == names.count && names.last == "state", "\(register.name)")
            #expect(register.columns.count { $0.marks.contains(.title) } == 1, "\(register.name)")
            for name in register.unique.joined() { #expect(names.contains(name), "\(register.name) \(name)") }
        }
    }
}
