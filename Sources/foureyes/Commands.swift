import ArgumentParser
import Client
import Rules

/// A command that works with a person's copy of the ledger.
protocol Performing: ParsableCommand {
    func perform() async throws(Failure)
}

/// A command that answers, and signs nothing.
protocol ReadCommand: Performing {
    var place: Where { get }
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output
}

extension ReadCommand {
    func perform() async throws(Failure) {
        var workspace = try await place.workspace()
        try place.answer(try await answer(&workspace))
    }
}

/// A command that signs one statement. There is one way to do that, and one set of options for all.
protocol SignCommand: Performing {
    var signing: Signing { get }
    /// What is to be said; made again when somebody else's entry came between.
    func intent(_ workspace: Workspace) throws(Failure) -> Intent
}

extension SignCommand {
    func perform() async throws(Failure) {
        try await signing.say { (workspace) throws(Failure) in try intent(workspace) }
    }
}

extension CommandConfiguration {
    /// A command that says a verb: its title is in one table, and what the command adds to it here.
    init(_ name: String? = nil, verb: String, _ more: String = ".", discussion: String = "") {
        self.init(
            commandName: name, abstract: (Verb.named(verb)?.title ?? verb) + more, discussion: discussion)
    }
}
