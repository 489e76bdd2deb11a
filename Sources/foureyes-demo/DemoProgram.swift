import ArgumentParser
import Demo
import Foundation
import Ledger

/// `foureyes-demo --data DIR`: founds a demonstration CA and plays its history. No production package contains it.
@main struct DemoProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "foureyes-demo",
        abstract: "Found a demonstration CA in a new folder and play its history.",
        discussion: "Its people's keys lie in DIR/keys/p1 … p19. It refuses any folder with another ledger in it.")

    @Option(help: "The data folder, new or empty.") var data: String
    @Option(help: "The policy under which it is founded.") var policy = "policy/cacert"
    @Option(help: "Where it will be served, as http://localhost:PORT: passkeys are bound to it for ever.")
    var webOrigin = FoundingPapers.usualOrigin

    func run() async throws {
        guard let now = Time(seconds: Int(Date().timeIntervalSince1970)) else { throw ExitCode(7) }
        do {
            try await Demonstration(data: data, policy: policy, webOrigin: webOrigin).run(now: now) { print("  " + $0) }
        } catch let error as Demonstration.NotOurs {
            FileHandle.standardError.write(Data("foureyes-demo: \(error.description)\n".utf8))
            throw ExitCode(3)
        }
    }
}
