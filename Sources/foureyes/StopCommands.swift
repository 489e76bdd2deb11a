import ArgumentParser
import Client
import Rules

struct StopIt: SignCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop a person, a key or an act at once.",
        discussion: "Where the policy needs two people, the second person runs the same command to sign.")
    @Argument(
        help: "The person, act or key: p7, A-4, or a key as fingerprint, 12 words or @FILE.pub.",
        completion: Known.stoppable)
    var target: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.stop(target)
    }
}

struct Stops: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List stops, and end them.", subcommands: [StopList.self, StopEnd.self, StopLift.self],
        defaultSubcommand: StopList.self)

    struct StopList: ReadCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List stops, newest first.")
        @Flag(help: "Also show stops that have ended.") var all = false
        @OptionGroup var place: Where
        func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.stops(all: all) }
    }

    struct StopEnd: SignCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End a stop after 72 hours. Two eligible people must sign (P-56).")
        @Argument(help: "The stop: X-1.", completion: Known.stops) var stop: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.stopEnding(stop)
        }
    }
}

extension Stops {
    struct StopLift: SignCommand {
        static let configuration = CommandConfiguration(
            commandName: "lift", abstract: "End a stop before its 72 hours are over (P-56).",
            discussion: """
                This needs every signature that granting the same thing again would need: those of the act, of the key’s enrolment, \
                or of the person’s appointments. Those who are stopped or set the stop cannot sign; foureyes stops lists who can.
                """)
        @Argument(help: "The stop: X-1.") var stop: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.stopLifting(stop)
        }
    }
}

struct Machines: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List machines, and put one out of service.",
        discussion:
            "Enrol a machine with propose authority/machine.enrol. Each signer gives the words that the machine shows.",
        subcommands: [MachineList.self, Retire.self], defaultSubcommand: MachineList.self)

    struct MachineList: ReadCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the machines.")
        @OptionGroup var place: Where
        func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { workspace.machines() }
    }

    struct Retire: SignCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a machine out of service. The second person runs the same command to sign.")
        @Argument(help: "m1.", completion: Known.machines) var machine: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.proposalOrSignature(RetireMachine.kind, ["machine=\(machine)"])
        }
    }
}

/// P-20: where pages are served, to which passkeys are bound.
struct WebCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "web", abstract: "Show or change the web origins and the RP id.",
        subcommands: [WebShow.self, WebChange.self], defaultSubcommand: WebShow.self)

    struct WebShow: ReadCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show the origins and RP id in force.")
        @OptionGroup var place: Where
        func answer(_ workspace: inout Workspace) async throws(Failure) -> Output { try workspace.web() }
    }

    struct WebChange: SignCommand {
        static let configuration = CommandConfiguration(
            commandName: "change", abstract: "Propose different web origins or a different RP id.",
            discussion: "If the RP id changes, passkeys stop working for ever. The act lists them.")
        @Option(help: "The RP id, like ca.example.org; default unchanged.") var rp: String?
        @Option(help: "A web origin, like https://ca.example.org. Can be given more than once; default unchanged.")
        var origin: [String] = []
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            guard rp != nil || !origin.isEmpty else { throw .usage("give --rp, --origin or both") }
            return try workspace.webChange(rp: rp, origins: origin)
        }
    }
}
