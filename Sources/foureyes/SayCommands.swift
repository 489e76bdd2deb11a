import ArgumentParser
import Client
import Rules

struct Propose: Performing {
    static let configuration = CommandConfiguration(abstract: "Propose an act.")
    @Argument(help: "The kind, as foureyes kinds lists it.", completion: Known.kinds) var kind: String
    @Argument(help: "field=value; key=@FILE.pub, happened=now; name=… for content that stands beside the line.")
    var fields: [String] = []
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @Option(help: "The policy's exception under which the reason is not public.") var exception: String?
    @Option(help: "The question of a motion that is about no act.") var question: String?
    @Option(help: "The slot that you fill at once; one that is open to you if not given.") var slot: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in
            try workspace.proposal(kind, fields, slot: slot, because: because, question: question, exception: exception)
        }
    }
}

struct RecordIt: Performing {
    static let configuration = CommandConfiguration(commandName: "record", abstract: "Record what was done.")
    @Argument(help: "The kind, as foureyes kinds lists it.", completion: Known.kinds) var kind: String
    @Argument(help: "field=value; happened=now.") var fields: [String] = []
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        guard Kind.named(kind)?.isRecord != false else {
            throw .usage("\(kind) is an act: foureyes propose \(kind)")
        }
        try await who.say { (workspace) throws(Failure) in try workspace.proposal(kind, fields, because: because)
        }
    }
}

struct Sign: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Sign an act, or several at once; confirm or attest a record.")
    @Argument(help: "A-4, or R-6.", completion: Known.toSign) var ids: [String]
    @Option(help: "The slot; the one that is open to you if not given.") var slot: String?
    @Option(help: "For a key witness: the 12 words of the key, as its holder read them.") var heard: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in
            try workspace.signature(on: ids, slot: slot, heard: heard)
        }
    }
}

struct Decline: Performing {
    static let configuration = CommandConfiguration(abstract: "Decline to sign an act.")
    @Argument(help: "A-4.", completion: Known.openActs) var id: String
    @Option(help: "Why, in words; everyone can read it.") var because: String
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.declining(id, because: because) }
    }
}

struct Withdraw: Performing {
    static let configuration = CommandConfiguration(abstract: "Take back your proposal or your signature.")
    @Argument(help: "A-4; or the request id of a statement that stands nowhere.", completion: Known.openActs) var id:
        String
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.withdrawal(id, because: because) }
    }
}

extension Vote.Choice: ExpressibleByArgument {}

struct VoteOn: Performing {
    static let configuration = CommandConfiguration(
        commandName: "vote", abstract: "Vote on a motion, by name.")
    @Argument(help: "B-5.", completion: Known.openMotions) var motion: String
    @Argument(help: "yes, no or abstain.", completion: .list(["yes", "no", "abstain"])) var choice: Vote.Choice
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.vote(motion, choice) }
    }
}

struct Close: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Close a motion with its tally, or your own record that nobody confirmed.")
    @Argument(help: "B-5, or R-6.", completion: Known.toClose) var id: String
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.closing(id) }
    }
}

struct Accept: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Accept the founding, with the fingerprints that you heard.")
    @Option(help: "p2=WORDS, the 12 words that p2 read to you; once for each founder.") var heard: [String] =
        []
    @Flag(help: "Take the fingerprints as the founding lists them; in a demonstration only.")
    var demonstration = false
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in
            try workspace.acceptance(heard: heard, asListed: demonstration)
        }
    }
}
