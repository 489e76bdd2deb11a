import ArgumentParser
import Client

/// Which files stand beside a statement.
struct Files: ParsableArguments {
    @Option(
        name: .customLong("file"),
        help: ArgumentHelp(
            "A photo or document beside it: JPEG, PNG or PDF, at most 8 MiB; up to eight times.",
            discussion: "Place, time and camera are removed from pictures first. A PDF stays as it is."),
        completion: .file(extensions: ["jpg", "jpeg", "png", "pdf"]))
    var paths: [String] = []
    @Option(
        name: .customLong("file-exception"),
        help: "The policy's exception under which the files are restricted; default everybody can see them.")
    var exception: String?

    func attached(to intent: Intent, _ workspace: Workspace) throws(Failure) -> Intent {
        try intent.attaching(paths, under: try workspace.exception(named: exception))
    }
}

struct FileBeside: ReadCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Save a photo or document of an act or a record.",
        discussion:
            "The file is checked against the signed commitment. For restricted files, run foureyes sign-in first.")
    @Argument(help: "The act, record or entry: A-4, R-6 or 12.") var id: String
    @Argument(help: "Which file, from 1.") var number: Int = 1
    @Option(help: "The file to write; default ID-file-N.", completion: .file()) var to: String?
    @OptionGroup var place: Where
    func answer(_ workspace: inout Workspace) async throws(Failure) -> Output {
        try await workspace.file(number, of: id, to: to)
    }
}
