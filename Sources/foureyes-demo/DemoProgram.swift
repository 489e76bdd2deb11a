import ArgumentParser
import Demo
import Foundation
import Ledger

/// `foureyes-demo`: founds a demonstration CA, and signs for its people. No production package contains it.
@main struct DemoProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foureyes-demo", abstract: "Make a demonstration CA, and sign for its people.",
        version: Release.text("foureyes-demo"), subcommands: [Found.self, Keys.self], defaultSubcommand: Found.self)

    /// Says why nothing was done, and ends with 3.
    static func refuse(_ why: String) -> ExitCode {
        FileHandle.standardError.write(Data("foureyes-demo: \(why)\n".utf8))
        return ExitCode(3)
    }
}

/// `foureyes-demo --data DIR`: founds the demonstration and plays its history.
struct Found: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Found a demonstration CA in a new folder and play its history.",
        discussion: "The keys of its people are in DIR/keys/p1 … p19. It refuses a folder with any other ledger.")

    @Option(help: "The data folder, new or empty.") var data: String
    @Option(help: "The policy of the demonstration.") var policy = "policy/cacert"
    @Option(help: "The address where it will be served, like http://localhost:PORT. Passkeys are bound to it.")
    var webOrigin = FoundingPapers.usualOrigin

    func run() async throws {
        guard let now = Time(seconds: Int(Date().timeIntervalSince1970)) else { throw ExitCode(7) }
        do {
            try await Demonstration(data: data, policy: policy, webOrigin: webOrigin).run(now: now) { print("  " + $0) }
        } catch let error as Demonstration.NotOurs { throw DemoProgram.refuse(error.description) }
    }
}

/// `foureyes-demo keys --data DIR`: the local signer of the demonstration's people, beside its server.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign for the people of a demonstration, on the socket DIR/keys.sock.",
        discussion: """
            Pages of this demonstration use it: foureyes-server serve --demonstration-keys DIR/keys.sock. \
            It signs nothing for a production ledger.
            """)

    @Option(help: "The data folder of a demonstration.") var data: String
    @Flag(help: "End when the program that started this one ends.") var withParent = false

    func run() throws {
        let parent = withParent ? getppid() : nil
        do {
            let service = try KeyService(data: data)
            try KeySocket(data: data).serve(service, parent: parent)
        } catch let error as Demonstration.NotOurs {
            throw DemoProgram.refuse(error.description)
        } catch let error as KeySocket.Unusable { throw DemoProgram.refuse(error.description) }
    }
}
