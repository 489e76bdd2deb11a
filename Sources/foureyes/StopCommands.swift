import ArgumentParser
import Client
import Rules

struct StopIt: Performing {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop a person, a key or an act at once.",
        discussion: "Where the policy asks for two of a list, the second one's stop signs the first one's.")
    @Argument(help: "p7, A-4, a key's fingerprint or 12 words, or @FILE.pub.", completion: Known.stoppable)
    var target: String
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.stop(target, because: because) }
    }
}

struct Stops: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What is stopped, and the end of a stop.", subcommands: [StopList.self, StopEnd.self, StopLift.self],
        defaultSubcommand: StopList.self)

    struct StopList: Performing {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "The stops, newest first.")
        @Flag(help: "Also those that have ended.") var all = false
        @OptionGroup var place: Where
        func perform() async throws(Failure) { place.printed(try await place.workspace().stops(all: all)) }
    }

    struct StopEnd: Performing {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End a stop: two eligible people, from 72 hours on (P-56).")
        @Argument(help: "X-1.", completion: Known.stops) var stop: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in try workspace.stopEnding(stop, because: because) }
        }
    }
}

extension Stops {
    struct StopLift: Performing {
        static let configuration = CommandConfiguration(
            commandName: "lift", abstract: "End a stop before its 72 hours are over (P-56).",
            discussion: """
                It needs all that giving anew what was stopped would need: an act's own requirement, a key's enrolment, the \
                appointment to a person's seats. Neither the stopped nor a stopper has a part; foureyes stops says who has.
                """)
        @Argument(help: "X-1.") var stop: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in try workspace.stopLifting(stop, because: because) }
        }
    }
}

struct Machines: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The machines that may say something, and how one is put out of service.",
        discussion:
            "One is enrolled with propose authority/machine.enrol; whoever signs gives the words that the machine shows.",
        subcommands: [MachineList.self, Retire.self], defaultSubcommand: MachineList.self)

    struct MachineList: Performing {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "The machines, in order of number.")
        @OptionGroup var place: Where
        func perform() async throws(Failure) { place.printed(try await place.workspace().machines()) }
    }

    struct Retire: Performing {
        static let configuration = CommandConfiguration(
            abstract: "Put a machine out of service; the second one's command signs the first one's act.")
        @Argument(help: "m1.", completion: Known.machines) var machine: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in
                try workspace.proposalOrSignature(RetireMachine.kind, ["machine=\(machine)"], because: because)
            }
        }
    }
}

/// P-20: where pages are served, to which passkeys are bound.
struct WebCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "web", abstract: "Where pages are served, and to what passkeys are bound.",
        subcommands: [WebShow.self, WebChange.self], defaultSubcommand: WebShow.self)

    struct WebShow: Performing {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "Origins and RP id in force.")
        @OptionGroup var place: Where
        func perform() async throws(Failure) { place.printed(try await place.workspace().web()) }
    }

    struct WebChange: Performing {
        static let configuration = CommandConfiguration(
            commandName: "change", abstract: "Propose other web origins, or another RP id.",
            discussion: "Another RP id voids passkeys for ever; the act lists those that your own copy finds.")
        @Option(help: "The RP id, as ca.example.org; unchanged if not given.") var rp: String?
        @Option(help: "A web origin, as https://ca.example.org; may be given more than once; unchanged if not given.")
        var origin: [String] = []
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            guard rp != nil || !origin.isEmpty else { throw .usage("change what? --rp or --origin") }
            try await who.say { (workspace) throws(Failure) in
                try workspace.webChange(rp: rp, origins: origin, because: because)
            }
        }
    }
}
