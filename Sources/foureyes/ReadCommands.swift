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
        var session = try await who.session()
        try await session.signIn()
        who.place.printed(session.signedInAs())
    }
}

struct SignOut: Performing {
    static let configuration = CommandConfiguration(commandName: "sign-out", abstract: "End the session of this copy.")
    @OptionGroup var who: Who
    func perform() async throws(Failure) { try await who.session(atServer: true).signOut() }
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
            who.place.printed(try await who.session(atServer: true).sessions())
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
            let session = try await who.session(atServer: true)
            if let number {
                who.place.printed(try await session.end(session: number))
            } else {
                who.place.printed(try await session.endAllSessions())
            }
        }
    }
}
