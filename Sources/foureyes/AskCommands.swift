import ArgumentParser
import Client
import Rules

struct Ask: SignCommand {
    static let configuration = CommandConfiguration(
        verb: "record/question", " about an act, a motion or a record, before anybody signs.")
    @Argument(help: "The act, motion or record: A-4, B-5 or R-6.", completion: Known.askable) var id: String
    @Argument(help: "The question. Everybody can read it.") var words: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.asking(id, words)
    }
}

extension Verdict: ExpressibleByArgument {}

struct AnswerIt: SignCommand {
    static let configuration = CommandConfiguration("answer", verb: "record/answer")
    @Argument(help: "Q-3.", completion: Known.openQuestions) var id: String
    @Argument(help: "The answer; everyone can read it.") var words: String
    @Option(
        help: "Your verdict on a record in which you took no part: true, mended or false.",
        completion: .list(Verdict.words)) var verdict: Verdict?
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.answering(id, words, verdict: verdict)
    }
}

struct ObjectTo: SignCommand {
    static let configuration = CommandConfiguration(
        "object", verb: "record/object", " that names you: it was otherwise.")
    @Argument(help: "R-6.", completion: Known.askable) var id: String
    @Argument(help: "What was otherwise. Everybody can read it.") var words: String
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.objecting(id, words)
    }
}
