import ArgumentParser
import Store

/// `export`: the tree that a verifier reads (P-71).
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all that a verifier needs into a folder.",
        discussion: "It goes on from an earlier export in the same folder. A server may be running.")

    @Option(help: "The data folder.") var data: String
    @Option(help: "The folder to write to.") var to: String

    func run() throws {
        do throws(StoreError) {
            let report = try Export(ofFolder: data).write(to: to)
            tell("\(to): entries \(report.from) to \(report.size), \(report.files) files written")
            for name in report.missing { tell("not here, and so not exported: \(name)") }
            tell("check it: foureyes-verify \(to) --founding \"the 24 words\"")
        } catch { throw Stop(error) }
    }
}
