import ArgumentParser
import Client
import Foundation
import Rules

struct Registers: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the registers. See the items of one with foureyes list NAME.")
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.registers() }
}

struct ListRegister: Performing {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the items of a register: filter, search, sort, export.",
        discussion: """
            foureyes list media --where state=ready --sort label
            foureyes list media --search vienna --csv > media.csv

            A table shows 50 items per page. --csv and --json give all matching items, unless you give --page.
            """)
    @Argument(help: "The register, as listed by foureyes registers.", completion: .list(Register.all.map(\.name)))
    var register: String
    @Option(name: .customLong("where"), help: "Filter: COLUMN=VALUE. Can be given more than once.") var filters:
        [String] = []
    @Option(help: "Search for these words in ids and values.") var search = ""
    @Option(help: "Sort by this column.") var sort = "id"
    @Flag(help: "Sort in descending order.") var descending = false
    @Option(help: "Show these columns, separated by commas.") var columns = ""
    @Option(help: "Show this page; the first is 1.") var page: Int?
    @Option(help: "Items per page.") var count = 50
    @Flag(help: "Print as comma-separated values (RFC 4180).") var csv = false
    @OptionGroup var place: Where

    func perform() async throws(Failure) {
        guard !csv || !place.json else { throw .usage("use only one of --csv and --json") }
        guard 1...10_000 ~= count else { throw .usage("--count must be 1 to 10000") }
        var words = RegisterWords()
        (words.filters, words.search, words.sort, words.descending) = (filters, search, sort, descending)
        words.columns = columns.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        words.page = page ?? (csv || place.json ? nil : 1)
        words.pageSize = count
        let list = try await place.workspace().list(register, words)
        if csv {
            try Terminal.answer(Array(list.csv.utf8))
        } else {
            try place.answer(list.output)
        }
    }
}
