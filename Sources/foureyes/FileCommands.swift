import ArgumentParser
import Client

/// Which files stand beside a statement.
struct Files: ParsableArguments {
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp(
            "A photo or document beside it: JPEG, PNG or PDF, at most 8 MiB; up to eight times.",
            discussion: "Where, when and with what a picture was made is taken out of it first. A PDF stays as it is."),
        completion: .file(extensions: ["jpg", "jpeg", "png", "pdf"]))
    var paths: [String] = []
    @Option(
        name: .customLong("file-exception"),
        help: "The policy's exception under which the files are not public; else everyone can see them.")
    var exception: String?

    func attached(to intent: Intent, _ workspace: Workspace) throws(Failure) -> Intent {
        try intent.attaching(paths, under: try workspace.exception(named: exception))
    }
}

struct FileBeside: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Keep a photo or document that stands beside an act or a record.",
        discussion:
            "It is held against the commitment that was signed. What is not for everyone needs foureyes sign-in.")
    @Argument(help: "A-4, R-6, or the number of an entry.") var id: String
    @Argument(help: "Which file, from 1.") var number: Int = 1
    @Option(help: "Where to; a name after the id if not given.", completion: .file()) var to: String?
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        try await workspace.file(number, of: id, to: to)
    }
}
