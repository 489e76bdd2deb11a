import ArgumentParser
import Client
import Foundation
import Ledger

/// Which ledger, who asks, and in which form the answer is wanted.
struct Where: ParsableArguments {
    @Option(help: "The server; default FOUREYES_URL, else the first of your configuration.") var url: String?
    @Option(
        help: "Certificates to trust, in PEM: for a server with a self-made one; default FOUREYES_CA.",
        completion: .file())
    var ca: String?
    @Option(help: "Read an export folder instead of a server.", completion: .directory) var from: String?
    @Flag(help: "Read your own copy, without network.") var copy = false
    @Option(help: "The 24 words of the founding, from your paper.") var founding: String?
    @Option(
        name: .customLong("as"), help: "Who you are, like p4; default FOUREYES_PERSON.", completion: Known.people)
    var person: String?
    @Flag(help: "Print JSON, with exact times.") var json = false

    private func address() throws(Failure) -> ServerAddress {
        if let from { return try ServerAddress("file://" + URL(fileURLWithPath: from).path) }
        try Configuration.trust(ca, at: url)
        return try Self.address(url: url)
    }

    /// Whether nobody named a server.
    private var isUsual: Bool { from == nil && (try? Configuration.url(url)) == .some(nil) }

    /// The server that is named, or the usual one.
    static func address(url: String?) throws(Failure) -> ServerAddress {
        let named = try Configuration.url(url)
        return try ServerAddress(named ?? "http://localhost:8080")
    }

    /// A workspace on this ledger, its copy brought up to date unless `--copy` or an offline statement asks otherwise.
    func workspace(offline: Bool = false) async throws(Failure) -> Workspace {
        guard !copy || from == nil else { throw .usage("use only one of --copy and --from") }
        let address = try address()
        var workspace = try Workspace(
            transport: address.transport, storage: try Self.storage(address), console: Terminal(), clock: { Self.now },
            pause: { seconds in try? await Task.sleep(for: .seconds(seconds)) })
        workspace.person = try signer()
        if copy || (offline && address.folder != nil) {
            try workspace.resume(founding: founding)
        } else {
            do throws(Failure) { try await workspace.sync(founding: founding) } catch .unavailable(let why, let beside)
            {
                let hint =
                    isUsual ? ["  server      the default one, because neither --url nor FOUREYES_URL is given"] : []
                throw .unavailable(why, beside: hint + beside)
            }
        }
        return workspace
    }

    /// For what the server keeps and no ledger: the copy is taken as it is, even while the log is in alarm.
    func workspaceAtServer() async throws(Failure) -> Workspace {
        guard !copy else { throw .usage("sessions are kept by the server, and --copy uses no network") }
        return try await workspace(offline: true)
    }

    /// Who asks; nil where nobody is named.
    func signer() throws(Failure) -> Signer? {
        guard let text = try Configuration.person(person, at: url) else { return nil }
        guard let signer = Signer(text), signer.sort == .person else {
            throw .usage("“\(Visible.text(text))” is not a person; people are called p1, p2 …")
        }
        return signer
    }

    /// The way to the log, for who only wants to know whether it has moved.
    func transport() throws(Failure) -> any Transport { try address().transport }

    static func storage(_ address: ServerAddress, wait: Bool = true) throws(Failure) -> any ReplicaStorage {
        guard let folder = address.folder else { return MemoryStorage() }
        let environment = ProcessInfo.processInfo.environment
        let home = environment["FOUREYES_HOME"] ?? (environment["HOME"] ?? ".") + "/.local/share/foureyes"
        return try FolderStorage(folder: home + "/" + folder, wait: wait)
    }

    /// This machine's clock.
    static var now: Time { Time(seconds: Int(Date().timeIntervalSince1970)) ?? .earliest }

    func answer(_ output: Output) throws(Failure) { try Terminal.answer(output.text(asJSON: json)) }
}
