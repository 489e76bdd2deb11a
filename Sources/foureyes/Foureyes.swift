import ArgumentParser
import Client
import Ledger

/// A person's own program: it keeps a replayed copy of the ledger, shows what is signed, signs with the person's key,
/// and believes no server. Exit codes are listed in docs/command-line.md.
struct Foureyes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foureyes",
        abstract: "Read and sign in a certificate authority under dual control, with your own key.",
        discussion: """
            FOUREYES_URL     the server; default http://localhost:8080; file://DIR reads an export
            FOUREYES_PERSON  who you are, like p4
            FOUREYES_KEY     your key file, or a .pub file whose key is in ssh-agent
            FOUREYES_CA      certificates to trust, for a server with a self-made one
            FOUREYES_CONFIG  the file that says all this server by server; default ~/.config/foureyes/config
            FOUREYES_HOME    the folder for copies of ledgers; default ~/.local/share/foureyes

            Exit codes: 0 done, 2 wrong usage, 3 refused by a rule, 4 not found, 5 lapsed or expired,
            6 verification failed, 7 unavailable, 8 done but the answer could not be written.
            """,
        version: Release.text("foureyes"),
        groupedSubcommands: areas)

    /// The commands by what people come for. Each is in one area.
    private static let areas = [
        CommandGroup(name: "What Waits For You", subcommands: [Tasks.self, Mine.self, Findings.self]),
        CommandGroup(
            name: "Proposing And Signing",
            subcommands: [
                Kinds.self, Propose.self, RecordIt.self, Sign.self, Decline.self, Withdraw.self, Ask.self,
                AnswerIt.self, ObjectTo.self, NoteIt.self, Join.self, Leave.self, VoteOn.self, Close.self, Accept.self,
                Submit.self,
            ]),
        CommandGroup(
            name: "The Ledger",
            subcommands: [
                Status.self, Show.self, FileBeside.self, ActList.self, MotionList.self, RecordList.self, LogList.self,
                ExportCopy.self,
                Clauses.self, ManualCommand.self,
            ]),
        CommandGroup(name: "Registers", subcommands: [Registers.self, ListRegister.self, Import.self]),
        CommandGroup(
            name: "People And Machines",
            subcommands: [
                PeopleList.self, GroupList.self, Roster.self, Machines.self, Describe.self, Erase.self,
            ]),
        CommandGroup(
            name: "Keys And Stops",
            subcommands: [KeysCommand.self, WordsOf.self, StopIt.self, Stops.self, WebCommand.self]),
        CommandGroup(
            name: "At The Server", subcommands: [SignIn.self, SignOut.self, Sessions.self, Journal.self]),
    ]
}
