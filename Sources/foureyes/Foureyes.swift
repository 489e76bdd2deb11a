import ArgumentParser
import Client

/// A person's own program: it keeps a replayed copy of the ledger, shows what is signed, signs with the person's key,
/// and believes no server. Exit codes are listed in docs/command-line.md.
struct Foureyes: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foureyes",
        abstract: "Act in a certificate authority that runs under its policy, with your own key.",
        discussion: """
            FOUREYES_URL     the server, http://localhost:8080 if not given; file://DIR reads an export
            FOUREYES_PERSON  who you are, like p4
            FOUREYES_KEY     your key file, or a .pub file whose key ssh-agent holds
            FOUREYES_HOME    where copies of ledgers are kept, ~/.local/share/foureyes if not given

            Exit codes: 0 done, 2 usage, 3 refused by a rule, 4 not found, 5 lapsed or expired,
            6 verification failed, 7 unavailable.
            """,
        subcommands: [
            Status.self, Tasks.self, Mine.self, Kinds.self, Propose.self, RecordIt.self, Show.self, Sign.self,
            Decline.self,
            Withdraw.self, VoteOn.self, Close.self, Accept.self, StopIt.self, Stops.self, Ask.self, AnswerIt.self,
            KeysCommand.self, WebCommand.self, Machines.self, SignIn.self, SignOut.self, Sessions.self, Journal.self,
            Describe.self,
            Erase.self,
            Submit.self,
            ActList.self,
            MotionList.self, RecordList.self, PeopleList.self, GroupList.self, AccessLists.self,
            Registers.self, Clauses.self,
            Findings.self, LogList.self,
        ])
}

/// A command that works with a session.
protocol Performing: ParsableCommand {
    func perform() async throws(Failure)
}
