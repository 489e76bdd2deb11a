import ArgumentParser
import Client
import Foundation

/// With which key.
struct KeyOption: ParsableArguments {
    @Option(
        help: "Your key file, or a .pub file whose key is in ssh-agent; default FOUREYES_KEY.", completion: .file()
    )
    var key: String?

    func file(at place: Where) throws(Failure) -> String? { try Configuration.key(key, at: place.url) }
}

/// How a statement is signed: the options of every command that signs one.
struct Signing: ParsableArguments {
    @OptionGroup var place: Where
    @OptionGroup var key: KeyOption
    @Option(help: "Why, in words; everyone can read it.") var because: String?
    @Option(help: "The policy's exception under which the reason, or the note, is not public.") var exception: String?
    @Flag(name: .shortAndLong, help: "Sign without asking.") var yes = false
    @Option(
        help: "Sign for later: write the signed statement to this file and send nothing.",
        completion: .file())
    var offline: String?
    @Flag(
        name: .customLong("send"),
        help: "Send it even if your own copy refuses it, to get the log’s signed refusal.") var send = false

    func workspace() async throws(Failure) -> Workspace {
        var workspace = try await place.workspace(offline: offline != nil)
        workspace.keyFile = try key.file(at: place)
        workspace.isYes = yes
        workspace.sendsRefused = send
        return workspace
    }

    /// Says it at once, or signs it for later.
    func say(_ intent: (Workspace) throws(Failure) -> Intent) async throws(Failure) {
        var workspace = try await workspace()
        guard let offline else {
            let said = try await workspace.say { (workspace) throws(Failure) in
                try reasoned(try intent(workspace), workspace)
            }
            try place.answer(workspace.outcome(of: said))
            // The others went through; whoever asked by a script must see that not all did.
            if let first = workspace.leftOut(of: said).first { throw .refused(first.refusal) }
            return
        }
        guard !FileManager.default.fileExists(atPath: offline) else {
            throw .usage("\(Visible.text(offline)) already exists")
        }
        let request = try await workspace.sayLater(try reasoned(try intent(workspace), workspace))
        guard
            FileManager.default.createFile(
                atPath: offline, contents: Data(request.bytes), attributes: [.posixPermissions: 0o600])
        else {
            throw .unavailable("\(Visible.text(offline)) cannot be written")
        }
        try place.answer(workspace.written(request, to: offline))
    }

    private func reasoned(_ intent: Intent, _ workspace: Workspace) throws(Failure) -> Intent {
        guard let because else {
            guard exception != nil else { return intent }
            return try intent.restricted(under: try workspace.exception(named: exception))
        }
        return try intent.because(because, under: try workspace.exception(named: exception))
    }
}
