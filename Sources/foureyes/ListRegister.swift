import ArgumentParser
import Client
import Foundation
import Rules

struct Registers: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "The registers; foureyes list NAME has what stands in one.")
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.registers() }
}

struct ListRegister: Performing {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What stands in a register: filtered, searched, sorted.",
        discussion: """
            foureyes list media --where state=stored --sort label
            foureyes list media --search vienna --csv > media.csv

            A table has 50 items a page. --csv and --json have all that matches, unless --page is given.
            """)
    @Argument(help: "The register, as foureyes registers names it.", completion: .list(Register.all.map(\.name)))
    var register: String
    @Option(name: .customLong("where"), help: "COLUMN=VALUE; may be given more than once.") var filters: [String] = []
    @Option(help: "Words that an item's id or values contain.") var search = ""
    @Option(help: "The column by which they are sorted.") var sort = "id"
    @Flag(help: "From the last to the first.") var descending = false
    @Option(help: "Which columns, separated by commas.") var columns = ""
    @Option(help: "The page, from 1.") var page: Int?
    @Option(help: "How many items a page has.") var count = 50
    @Flag(help: "Comma-separated values (RFC 4180).") var csv = false
    @OptionGroup var place: Where

    func perform() async throws(Failure) {
        guard !csv || !place.json else { throw .usage("one of --csv and --json") }
        guard 1...10_000 ~= count else { throw .usage("--count takes 1 to 10000") }
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
