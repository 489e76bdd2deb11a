import ArgumentParser
import Client

struct Join: SignCommand {
    static let configuration = CommandConfiguration(verb: "record/join", " a record while it is going on.")
    @Argument(help: "R-6.", completion: Known.toJoin) var id: String
    @Argument(help: "Your role; needed if the record has several.") var role: String?
    @Option(help: "When you came, like 2026-11-22T09:40:00Z; default now.") var happened: String?
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.joining(id, role: role, happened: happened)
    }
}

struct Leave: SignCommand {
    static let configuration = CommandConfiguration(verb: "record/leave", " a record at which you are present.")
    @Argument(help: "R-6.", completion: Known.toJoin) var id: String
    @Option(help: "When you left, like 2026-11-22T09:40:00Z; default now.") var happened: String?
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.leaving(id, happened: happened)
    }
}

struct NoteIt: SignCommand {
    static let configuration = CommandConfiguration(
        "note", verb: "record/note", " to an act, a record or an item. It changes nothing.")
    @Argument(help: "The act, record or item: A-4, R-6 or M-2.", completion: Known.things) var id: String
    @Argument(help: "The note; everyone can read it and see its files, unless --exception says otherwise.")
    var words: String?
    @Option(
        name: .customLong("file"),
        help: "A photo or document with it: JPEG, PNG or PDF, at most 8 MiB; up to eight times.",
        completion: .file(extensions: ["jpg", "jpeg", "png", "pdf"]))
    var files: [String] = []
    @OptionGroup var signing: Signing
    func intent(_ workspace: Workspace) throws(Failure) -> Intent {
        try workspace.noting(id, words, files: files)
    }
}
