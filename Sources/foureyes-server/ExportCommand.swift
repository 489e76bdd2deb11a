import ArgumentParser
import Store

/// `export`: the tree that a verifier reads (P-71).
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export everything that a verifier needs into a folder.",
        discussion: "It continues an earlier export in the same folder. The server can keep running.")

    @Option(help: "The data folder.") var data: String
    @Option(help: "The folder to write to.") var to: String

    func run() throws {
        do throws(StoreError) {
            let report = try Export(ofFolder: data).write(to: to)
            tell("\(to): entries \(report.from) to \(report.size), \(report.files) files written")
            for name in report.missing { tell("missing, so not exported: \(name)") }
            tell("to check it: foureyes-verify \(to) --founding \"the 24 words\"")
        } catch { throw Stop(error) }
    }
}
