import ArgumentParser
import Client
import Rules

struct Describe: SignCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give your name and contact.",
        discussion: """
            Both are personal. They are stored encrypted, for you and for the people whom the policy’s exception for personal
            content names. With --public everybody can read your name beside your number; your contact stays restricted.
            The newest counts. Only you can give them.
            """)
    @Option(help: "Your name.") var name: String?
    @Option(help: "How people can reach you.") var contact: String?
    @Flag(name: .customLong("public"), help: "Everybody can read your name.") var isPublic = false
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        guard name != nil || contact != nil else { throw .usage("give --name, --contact or both") }
        guard name != nil || !isPublic else { throw .usage("--public is about the name; give --name too") }
        let own = try workspace.requireNumber()
        let parts = [name.map { "name=\($0)" }, contact.map { "contact=\($0)" }].compactMap(\.self)
        var intent = try workspace.proposal(DescribePerson.kind, ["person=p\(own)"] + parts)
        if isPublic { intent.publish("name") }
        return intent
    }
}

/// P-6: what is erased is gone from vault, export and pages; the line stays and says nothing any more.
struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Propose to erase stored content for good.", subcommands: [ErasePerson.self, ErasePart.self])

    struct ErasePerson: SignCommand {
        static let configuration = CommandConfiguration(
            commandName: "person", abstract: "Propose to erase all restricted content about a person.")
        @Argument(help: "p7.", completion: Known.people) var person: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.proposal(EraseSubject.kind, ["person=\(person)"])
        }
    }

    struct ErasePart: SignCommand {
        static let configuration = CommandConfiguration(
            commandName: "part", abstract: "Propose to erase one detached part of a statement, public or not.",
            discussion: "foureyes erase part A-12 reason")
        @Argument(help: "A-4, B-5, R-6 or the number of an entry.", completion: Known.things) var id: String
        @Argument(help: "The name of the part, as foureyes show lists it.") var part: String
        @OptionGroup var signing: Signing
        func intent(_ workspace: Workspace) throws(Failure) -> Intent {
            try workspace.erasure(of: part, beside: id)
        }
    }
}
