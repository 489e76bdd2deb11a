import ArgumentParser
import Client
import Foundation
import Rules

struct Status: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the state of your copy of the ledger: its head and its founding, in words.",
        aliases: ["head"])
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { try workspace.status() }
}

struct Kinds: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "List what can be proposed or recorded, and who must sign it.")
    @Argument(help: "Show only this kind, with its fields.", completion: Known.kinds) var kind: String?
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { try workspace.kinds(named: kind) }
}

struct Roster: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "List who could sign what, today and in the days ahead.",
        discussion: """
            One letter a day: + somebody can be missing, - nobody may be missing, ! nobody could sign.
            """)
    @Option(help: "How many days.") var days = 8
    @Flag(help: "List every kind of act, also those of which somebody can be missing.") var all = false
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        try workspace.roster(days: days, all: all)
    }
}

struct Mine: ReadCommand {
    static let configuration = CommandConfiguration(abstract: "List what you proposed, signed and performed.")
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { try workspace.mine() }
}

extension CheckProgram: ExpressibleByArgument {}

struct Show: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Show an act, motion, record, question, person, stop, item or entry.",
        discussion: """
            --check-with writes a shell script that checks one entry without this program. Read it, then run it with sh.
            --bytes writes the entry byte for byte: foureyes show 12 --bytes > entry
            --rows writes the rows of an import as CSV: foureyes show A-12 --rows > rows.csv
            """)
    @Argument(help: "A-4, B-5, R-6, Q-3, p7, X-1, M-2, H-1, S-1, or the number of an entry.", completion: Known.things)
    var id: String
    @Option(help: "Write a script that checks the entry with ssh-keygen or openssl.") var checkWith: CheckProgram?
    @Flag(help: "Write the entry byte for byte.") var bytes = false
    @Flag(help: "Write the rows of an import as CSV.") var rows = false
    @OptionGroup var place: Where
    func perform() async throws(Failure) {
        guard [place.json, bytes, rows, checkWith != nil].filter({ $0 }).count < 2 else {
            throw .usage("use only one of --json, --bytes, --rows and --check-with")
        }
        var workspace = try await place.workspace()
        if let checkWith {
            try Terminal.answer(try workspace.script(for: id, with: checkWith).joined(separator: "\n"))
        } else if bytes || rows {
            let bytes = rows ? try workspace.rows(of: id) : try workspace.bytes(of: id)
            guard isatty(1) == 0 || Workspace.isPlain(bytes) else {
                throw .usage("this contains terminal control bytes; write it to a file: > FILE")
            }
            try Terminal.answer(bytes)
        } else {
            try place.answer(try await workspace.page(id, isOffline: place.copy))
        }
    }
}

/// One page of a long list.
struct Paging: ParsableArguments {
    @Option(help: "Show only what comes before this number. For the next page give the number of the last line.")
    var before: Int?
    @Option(help: "How many to show at most.") var count = Workspace.page
}

struct ActList: ReadCommand {
    static let configuration = CommandConfiguration(commandName: "acts", abstract: "List acts, newest first.")
    @Flag(help: "Show only open acts.") var open = false
    @Option(help: "Only acts of this kind.", completion: Known.kinds) var kind: String?
    @Option(help: "Only acts that this person proposed or signed.", completion: Known.people) var by: String?
    @Option(help: "Only acts proposed on this day or later: 2026-11-30.") var since: String?
    @Option(help: "Only acts that name this item or person: M-2.") var about: String?
    @OptionGroup var paging: Paging
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        let filter = try ActFilter(open: open, kind: kind, by: by, since: since, about: about)
        return workspace.acts(filter, before: paging.before ?? .max, count: paging.count)
    }
}

struct MotionList: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "motions", abstract: "List motions, newest first.")
    @OptionGroup var paging: Paging
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        workspace.motions(before: paging.before ?? .max, count: paging.count)
    }
}

struct RecordList: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "List records, newest first.")
    @OptionGroup var paging: Paging
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        workspace.records(before: paging.before ?? .max, count: paging.count)
    }
}

struct PeopleList: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "List people and the groups they are in.",
        discussion:
            "After foureyes sign-in it also shows the names that you may read. Each reading is logged in the journal.")
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        if !place.copy { try await workspace.learnNames(of: workspace.authority.people.map(\.number)) }
        return workspace.everybody()
    }
}

struct GroupList: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "groups", abstract: "List bodies, offices, teams and access lists.",
        discussion: """
            foureyes groups
            foureyes groups list       only the lists: who may do or reach what
            """)
    @Argument(help: "Show only this sort of group: body, office, team or list.") var sort: Group.Sort?
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.groups(sort) }
}

extension Group.Sort: ExpressibleByArgument {}

struct Clauses: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the clauses of the policy, and whether each holds.")
    @Flag(help: "Show only broken clauses.") var broken = false
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.clauses(broken: broken) }
}

struct Findings: ReadCommand {
    static let configuration = CommandConfiguration(abstract: "List findings: what is not as it should be.")
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.findings() }
}

struct LogList: Performing {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List the entries of the ledger.",
        discussion: "--from N is the same as --first N. --from DIR reads an export, as in all commands.")
    @Option(help: "The first entry to show.") var first: Int?
    @Option(help: "How many entries to show.") var count: Int?
    @OptionGroup var place: Where
    func perform() async throws(Failure) {
        var (place, begin) = (place, first ?? 0)
        if first == nil, let text = place.from, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(text) {
            (begin, place.from) = (number, nil)
        }
        try place.answer(try await place.workspace().log(from: begin, count: max(0, count ?? .max)))
    }
}
