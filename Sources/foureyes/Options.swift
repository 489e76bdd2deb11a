import ArgumentParser
import Client
import Foundation
import Ledger

/// Which ledger, who asks, and in which form the answer is wanted.
struct Where: ParsableArguments {
    @Option(help: "The server; FOUREYES_URL if not given.") var url: String?
    @Option(help: "Read the folder of an export instead of a server.", completion: .directory) var from: String?
    @Flag(help: "Read your own copy as it is, without any network.") var copy = false
    @Option(help: "The 24 words of the founding, which you have on paper.") var founding: String?
    @Option(
        name: .customLong("as"), help: "Who you are, like p4; FOUREYES_PERSON if not given.", completion: Known.people)
    var person: String?
    @Flag(help: "Print data as JSON, with exact times.") var json = false

    private func address() throws(Failure) -> ServerAddress {
        if let from { return try ServerAddress("file://" + URL(fileURLWithPath: from).path) }
        return try Self.address(url: url)
    }

    /// Whether nobody named a server.
    private var isUsual: Bool {
        from == nil && url == nil && ProcessInfo.processInfo.environment["FOUREYES_URL"] == nil
    }

    /// The server that is named, or the usual one.
    static func address(url: String?) throws(Failure) -> ServerAddress {
        try ServerAddress(url ?? ProcessInfo.processInfo.environment["FOUREYES_URL"] ?? "http://localhost:8080")
    }

    /// A workspace on this ledger, its copy brought up to date unless `--copy` or an offline statement asks otherwise.
    func workspace(offline: Bool = false) async throws(Failure) -> Workspace {
        guard !copy || from == nil else { throw .usage("--copy reads your own copy, --from an export: one of them") }
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
                let hint = isUsual ? ["  server      the usual one: neither --url nor FOUREYES_URL names another"] : []
                throw .unavailable(why, beside: hint + beside)
            }
        }
        return workspace
    }

    /// Who asks; nil where nobody is named.
    func signer() throws(Failure) -> Signer? {
        guard let text = person ?? ProcessInfo.processInfo.environment["FOUREYES_PERSON"] else { return nil }
        guard let signer = Signer(text), signer.sort == .person else {
            throw .usage("a person is called p1, p2 …, not “\(Visible.text(text))”")
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

    func printed(_ output: Output) { print(output.text(asJSON: json)) }
}

/// With which key one acts, and how.
struct Who: ParsableArguments {
    @OptionGroup var place: Where
    @Option(
        help: "Your key file, or a .pub file whose key ssh-agent holds; FOUREYES_KEY if not given.", completion: .file()
    )
    var key: String?
    @Flag(name: .shortAndLong, help: "Sign without asking.") var yes = false
    @Option(
        help: "Sign with the head of your copy, send nothing, and write the submission to this file.",
        completion: .file())
    var offline: String?
    @Flag(
        name: .customLong("send"),
        help: "Send also what your own copy refuses, to get the log's signed refusal.") var send = false

    /// `atServer`: nothing of the ledger is asked, so the copy may be as it is, and the log in alarm.
    func workspace(atServer: Bool = false) async throws(Failure) -> Workspace {
        guard !atServer || !place.copy else {
            throw .usage("sessions are kept by the server, and --copy asks no network")
        }
        var workspace = try await place.workspace(offline: atServer || offline != nil)
        workspace.keyFile = key ?? ProcessInfo.processInfo.environment["FOUREYES_KEY"]
        workspace.isYes = yes
        workspace.sendsRefused = send
        return workspace
    }

    /// Says it at once, or signs it for later.
    func say(_ workspace: inout Workspace, _ intent: (Workspace) throws(Failure) -> Intent) async throws(Failure) {
        guard let offline else {
            let said = try await workspace.say(intent)
            place.printed(workspace.outcome(of: said))
            return
        }
        guard !FileManager.default.fileExists(atPath: offline) else {
            throw .usage("\(Visible.text(offline)) exists already")
        }
        let request = try await workspace.sayLater(try intent(workspace))
        guard
            FileManager.default.createFile(
                atPath: offline, contents: Data(request.bytes), attributes: [.posixPermissions: 0o600])
        else {
            throw .unavailable("\(Visible.text(offline)) cannot be written")
        }
        place.printed(workspace.written(request, to: offline))
    }

    func say(_ intent: (Workspace) throws(Failure) -> Intent) async throws(Failure) {
        var workspace = try await workspace()
        try await say(&workspace, intent)
    }
}
