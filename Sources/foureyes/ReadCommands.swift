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
    func perform() async throws(Failure) { try await who.session().signOut() }
}
