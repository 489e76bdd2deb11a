import ArgumentParser
import Client

struct Ask: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Ask something about an act, a motion or a record, before anybody signs.")
    @Argument(help: "A-4, B-5, or R-6.", completion: Known.askable) var id: String
    @Argument(help: "The question; everyone can read it.") var words: String
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.asking(id, words) }
    }
}

struct AnswerIt: Performing {
    static let configuration = CommandConfiguration(commandName: "answer", abstract: "Answer a question.")
    @Argument(help: "Q-3.", completion: Known.openQuestions) var id: String
    @Argument(help: "The answer; everyone can read it.") var words: String
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        try await who.say { (workspace) throws(Failure) in try workspace.answering(id, words) }
    }
}
