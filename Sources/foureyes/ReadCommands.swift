import ArgumentParser
import Client

struct SignIn: Performing {
    static let configuration = CommandConfiguration(
        commandName: "sign-in", abstract: "Open a session, to read what is not public.",
        discussion: """
            You sign the server's challenge with your key, in a namespace of its own: what is signed here can stand in no ledger.
            The session signs nothing, ends after half an hour without use, and with your key's or your own stop at once.
            """)
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        var workspace = try await who.workspace()
        try await workspace.signIn()
        who.place.printed(workspace.signedInAs())
    }
}

struct SignOut: Performing {
    static let configuration = CommandConfiguration(commandName: "sign-out", abstract: "End the session of this copy.")
    @OptionGroup var who: Who
    func perform() async throws(Failure) { try await who.workspace(atServer: true).signOut() }
}

struct Sessions: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Your sessions at the server, in browsers and here, and their end.",
        discussion: "Lost a device? End its session here; its key is stopped with foureyes stop.",
        subcommands: [SessionList.self, SessionEnd.self], defaultSubcommand: SessionList.self)

    struct SessionList: Performing {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Your sessions, newest first.")
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            who.place.printed(try await who.workspace(atServer: true).sessions())
        }
    }

    struct SessionEnd: Performing {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End one of your sessions, or all of them.")
        @Argument(help: "Its number, as foureyes sessions lists it.") var number: Int?
        @Flag(help: "All of them, this one too.") var all = false
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            guard (number == nil) == all else { throw .usage("which one? a session’s number, or --all") }
            let workspace = try await who.workspace(atServer: true)
            if let number {
                who.place.printed(try await workspace.end(session: number))
            } else {
                who.place.printed(try await workspace.endAllSessions())
            }
        }
    }
}

struct Journal: Performing {
    static let configuration = CommandConfiguration(
        abstract: "The journal's lines, for whom the policy lets read them.",
        discussion: """
            What machines saw: sign-ins, refusals, readings of what is not public. That you look at them is itself a line, written
            before you see one. One line by its number is held against the segment that a machine signed over it.
            """)
    @Argument(help: "The number of one line.") var line: Int?
    @Option(name: .customLong("class"), help: "Only lines of this class, like sign-in.") var sort: String?
    @Option(help: "Only what this person did, like p17.") var person: String?
    @Option(help: "Only lines below this number.") var below: Int?
    @Option(help: "How many; 50 if not given.") var count: Int?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        if let line {
            guard sort == nil, person == nil, below == nil, count == nil else {
                throw .usage("a line's number stands alone, without --class, --person, --below and --count")
            }
            who.place.printed(try await who.workspace().journalLine(line))
        } else {
            who.place.printed(try await who.workspace().journal(of: sort, by: person, below: below, count: count))
        }
    }
}
