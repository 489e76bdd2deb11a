import ArgumentParser
import Client
import Rules

struct Describe: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Say how you are called and how you can be reached.",
        discussion: """
            Both are personal: they stand encrypted beside the line, for those whom the policy's exception for personal content
            names, and for yourself. The newest counts; nobody says it for you.
            """)
    @Option(help: "Your name.") var name: String?
    @Option(help: "How you can be reached.") var contact: String?
    @OptionGroup var who: Who
    func perform() async throws(Failure) {
        guard name != nil || contact != nil else { throw .usage("say --name or --contact") }
        try await who.say { (workspace) throws(Failure) in
            let own = try workspace.requireNumber()
            let parts = [name.map { "name=\($0)" }, contact.map { "contact=\($0)" }].compactMap(\.self)
            return try workspace.proposal(DescribePerson.kind, ["person=p\(own)"] + parts)
        }
    }
}

/// P-6: what is erased is gone from vault, export and pages; the line stays and says nothing any more.
struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Propose that stored content is erased for good.", subcommands: [ErasePerson.self, ErasePart.self])

    struct ErasePerson: Performing {
        static let configuration = CommandConfiguration(
            commandName: "person", abstract: "All that is not public and concerns a person.")
        @Argument(help: "p7.", completion: Known.people) var person: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in
                try workspace.proposal(EraseSubject.kind, ["person=\(person)"], because: because)
            }
        }
    }

    struct ErasePart: Performing {
        static let configuration = CommandConfiguration(
            commandName: "part", abstract: "One part beside one statement, public or not.",
            discussion: "foureyes erase part A-12 reason")
        @Argument(help: "A-4, B-5, R-6, or the number of an entry.", completion: Known.things) var id: String
        @Argument(help: "The part's name, as foureyes show names it.") var part: String
        @Option(help: "Why, in words; everyone can read it.") var because: String?
        @OptionGroup var who: Who
        func perform() async throws(Failure) {
            try await who.say { (workspace) throws(Failure) in
                try workspace.erasure(of: part, beside: id, because: because)
            }
        }
    }
}
