import Ledger
import Rules

/// What somebody asks of a register at a command line.
package struct RegisterWords: Sendable {
    /// `COLUMN=VALUE`, each.
    package var filters: [String] = []
    package var search = ""
    package var sort = "id"
    package var descending = false
    /// From 1; nil: all that matches.
    package var page: Int?
    package var pageSize = 50
    /// Names of columns; empty: those that the page shows, or exports.
    package var columns: [String] = []

    package init() {}
}

/// A register as somebody asked for it.
package struct RegisterList: Sendable {
    package let output: Output
    package let csv: String
}

extension Workspace {
    package func registers() -> Output {
        let rows = Register.all.map { register in
            let applies = authority.notApplicable(register.chapter?.name) == nil
            let count = applies ? "\(register.count(state.world))" : ClauseState.notApplicable.word
            return [register.name, register.prefix, count, register.title]
        }
        let json = Register.all.map { register in
            JSON.line([
                "columns": .texts(register.columns.map(\.name)), "items": .integer(register.count(state.world)),
                "name": .string(register.name),
                "not-applicable": authority.notApplicable(register.chapter?.name).map { .string($0) },
                "prefix": .string(register.prefix), "title": .string(register.title),
            ])
        }
        return Output(["REGISTER", "IDS", "ITEMS", "TITLE"], rows, none: "no registers", json)
    }

    /// What is in a register: filtered, searched, sorted, by page.
    package func list(_ name: String, _ words: RegisterWords = RegisterWords()) throws(Failure) -> RegisterList {
        let register = try register(named: name)
        let columns =
            words.columns.isEmpty
            ? register.shown
            : try words.columns.map { (name) throws(Failure) in try register.column(asked: name) }
        let query = try register.query(words)
        let found: RegisterPage
        do throws(Refusal) { found = try register.page(query, in: state.world) } catch {
            throw .usage(Visible.text(error.what))
        }
        let rows = found.items.map { item in [item.id.text] + columns.map { shown(item, $0) } }
        let reason = authority.notApplicable(register.chapter?.name).map { Visible.text($0) }
        let table =
            found.total == 0
            ? [reason.map { "not applicable: \($0)" } ?? "nothing matches"]
            : Layout.table(["ID"] + columns.map { $0.name.uppercased() }, rows)
        let csv = RegisterCSV.text(found.items, columns: words.columns.isEmpty ? register.exported : columns)
        return RegisterList(output: Output(table + more(found), .array(found.items.map(\.json))), csv: csv)
    }

    func register(named name: String) throws(Failure) -> Register {
        if let register = Register.named(name) { return register }
        throw .notFound(
            "a register \(Visible.text(name)); there are \(Register.all.map(\.name).joined(separator: ", "))")
    }

    private func shown(_ item: ItemView, _ column: Register.Column) -> String {
        let text = item.text(column)
        return Time(text).map { TimeText.short($0, now: now) } ?? Visible.text(text)
    }

    /// A word on what is on other pages.
    private func more(_ page: RegisterPage) -> [String] {
        guard page.items.count < page.total else { return [] }
        let pages = (page.total + page.query.pageSize - 1) / page.query.pageSize
        return ["page \(page.query.page + 1) of \(pages), \(page.total) in all; use --page N to see another"]
    }
}

extension Register {
    fileprivate func query(_ words: RegisterWords) throws(Failure) -> RegisterQuery {
        var query = RegisterQuery()
        for word in words.filters {
            let (name, value) = try FieldInput.split(word)
            let column = try column(asked: name)
            guard query.filters.updateValue(value, forKey: name) == nil else {
                throw .usage("the column \(name) is given twice")
            }
            guard column.words.isEmpty || value.isEmpty || column.words.contains(value) else {
                throw .usage("\(name) is one of: \(column.words.joined(separator: ", ")); not \(Visible.text(value))")
            }
        }
        if words.sort != "id" { _ = try column(asked: words.sort) }
        (query.words, query.sort, query.descending) = (words.search, words.sort, words.descending)
        guard 1...1_000_000 ~= words.page ?? 1 else { throw .usage("--page must be 1 to 1000000") }
        query.page = (words.page ?? 1) - 1
        query.pageSize = words.page == nil ? .max : words.pageSize
        return query
    }

    fileprivate func column(asked name: String) throws(Failure) -> Column {
        guard let column = column(name) else {
            throw .usage(
                "\(self.name) has no column \(Visible.text(name)); its columns: "
                    + columns.map(\.name).joined(separator: ", "))
        }
        return column
    }
}
