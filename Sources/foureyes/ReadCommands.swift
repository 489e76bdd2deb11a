import ArgumentParser
import Client

struct SignIn: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in", abstract: "Start a session, to read restricted content.",
        discussion: """
            You sign a challenge of the server with your key, in a separate namespace: this signature can never enter a ledger.
            A session signs nothing. It ends after half an hour without use, and at once if you or your key are stopped.
            """)
    @OptionGroup var place: Where
    @OptionGroup var key: KeyOption
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        workspace.keyFile = try key.file(at: place)
        try await workspace.signIn()
        return workspace.signedInAs()
    }
}

struct SignOut: Performing {
    static let configuration = CommandConfiguration(
        commandName: "sign-out", abstract: "End the session of this program.")
    @OptionGroup var place: Where
    func perform() async throws(Failure) { try await place.workspaceAtServer().signOut() }
}

struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List and end your sessions at the server, in browsers and here.",
        discussion: "Lost a device? End its session here, and stop its key with foureyes stop.",
        subcommands: [SessionList.self, SessionEnd.self], defaultSubcommand: SessionList.self)

    struct SessionList: Performing {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List your sessions, newest first.")
        @OptionGroup var place: Where
        func perform() async throws(Failure) {
            try place.answer(try await place.workspaceAtServer().sessions())
        }
    }

    struct SessionEnd: Performing {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End one of your sessions, or all of them.")
        @Argument(help: "The number of the session, as foureyes sessions lists it.") var number: Int?
        @Flag(help: "End all of them, including this one.") var all = false
        @OptionGroup var place: Where
        func perform() async throws(Failure) {
            guard (number == nil) == all else { throw .usage("give the number of a session, or --all") }
            let workspace = try await place.workspaceAtServer()
            if let number {
                try place.answer(try await workspace.end(session: number))
            } else {
                try place.answer(try await workspace.endAllSessions())
            }
        }
    }
}

struct Journal: ReadCommand {
    static let configuration = CommandConfiguration(
        abstract: "List journal lines, if the policy lets you read them.",
        discussion: """
            What machines saw: sign-ins, refusals, readings of restricted content. Your reading of them is itself logged as a line
            first. If you give the number of a line, it is checked against the segment that a machine signed.
            """)
    @Argument(help: "Show only the line with this number.") var line: Int?
    @Option(name: .customLong("class"), help: "Show only lines of this class, for example sign-in.") var sort: String?
    @Option(help: "Show only what this person did, for example p17.") var person: String?
    @Option(help: "Show only lines before this number.") var below: Int?
    @Option(help: "How many to show; default 50.") var count: Int?
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        if let line {
            guard sort == nil, person == nil, below == nil, count == nil else {
                throw .usage("give the number of a line without --class, --person, --below and --count")
            }
            return try await workspace.journalLine(line)
        }
        return try await workspace.journal(of: sort, by: person, below: below, count: count)
    }
}
