import ArgumentParser
import Client
import Rules

struct Propose: SignCommand {
    static let configuration = CommandConfiguration(abstract: "Propose an act.")
    @Argument(help: "The kind, as foureyes kinds lists it.", completion: Known.kinds) var kind: String
    @Argument(help: "The fields as field=value, for example key=@FILE.pub; detached content as name=…")
    var fields: [String] = []
    @Option(help: "The question, for a motion that is not about an act.") var question: String?
    @Option(help: "The slot to sign in; default the one that is open to you.") var slot: String?
    @Option(help: "The ruling that permits it, on which the act rests: RUL-1.") var under: String?
    @OptionGroup var files: Files
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try files.attached(
            to: try workspace.proposal(kind, fields, slot: slot, question: question, under: under), workspace)
    }
}

struct RecordIt: SignCommand {
    static let configuration = CommandConfiguration(commandName: "record", abstract: "Record what happened.")
    @Argument(help: "The kind, as foureyes kinds lists it.", completion: Known.kinds) var kind: String
    @Argument(help: "field=value; happened=now.") var fields: [String] = []
    @OptionGroup var files: Files
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        guard Kind.named(kind)?.isRecord != false else {
            throw .usage("\(kind) is an act; use foureyes propose \(kind)")
        }
        return try files.attached(to: try workspace.proposal(kind, fields), workspace)
    }
}

struct Sign: SignCommand {
    static let configuration = CommandConfiguration(
        verb: "register/act.sign", " an act or several acts; confirm or attest a record.")
    @Argument(help: "The acts or record: A-4 A-5, or R-6.", completion: Known.toSign) var ids: [String]
    @Option(help: "The slot; default the one that is open to you.") var slot: String?
    @Option(help: "For key witnesses: the 12 words of the key, as its holder read them to you.") var heard: String?
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.signature(on: ids, slot: slot, heard: heard)
    }
}

struct Decline: SignCommand {
    static let configuration = CommandConfiguration(
        verb: "register/act.decline", " to sign an act. Give the reason with --because.")
    @Argument(help: "The act: A-4.", completion: Known.openActs) var id: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        guard signing.because != nil else { throw .usage("give the reason: --because TEXT") }
        return try workspace.declining(id)
    }
}

struct Withdraw: SignCommand {
    static let configuration = CommandConfiguration(
        verb: "register/act.withdraw", " your proposal or your signature.")
    @Argument(
        help: "The act: A-4; or the request id of a statement that is not in the log.", completion: Known.openActs)
    var id: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.withdrawal(id)
    }
}

extension Vote.Choice: ExpressibleByArgument {}

struct VoteOn: SignCommand {
    static let configuration = CommandConfiguration(
        "vote", verb: "authority/motion.vote", " on a motion, by name: yes, no or abstain.")
    @Argument(help: "The motion: B-5.", completion: Known.openMotions) var motion: String
    @Argument(help: "yes, no or abstain.", completion: .list(["yes", "no", "abstain"])) var choice: Vote.Choice
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.vote(motion, choice)
    }
}

struct Close: SignCommand {
    static let configuration = CommandConfiguration(
        verb: "authority/motion.close", " with its tally, or close your own record without the others.")
    @Argument(help: "The motion or record: B-5 or R-6.", completion: Known.toClose) var id: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.closing(id)
    }
}

struct Accept: SignCommand {
    static let configuration = CommandConfiguration(
        verb: "authority/founding.accept", ", with the key words that you heard from other founders.")
    @Option(help: "p2=WORDS: the 12 words that p2 read to you. Give it once for each founder.") var heard: [String] =
        []
    @Flag(help: "Accept the keys as the founding lists them (in a demonstration only).")
    var demonstration = false
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.acceptance(heard: heard, asListed: demonstration)
    }
}
