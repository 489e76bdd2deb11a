import ArgumentParser
import Client

/// An auditor or anybody else takes the ledger away, and can check it with a program that needs no server.
struct ExportCopy: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the ledger to a folder that foureyes-verify checks.",
        discussion: "It is your own copy with the journal and the public contents. Restricted content is never in it.")
    @Option(help: "The folder to write, new or empty.", completion: .directory) var to: String
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        try await workspace.export(to: to, offline: place.copy)
    }
}
