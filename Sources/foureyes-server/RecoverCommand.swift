import ArgumentParser
import Store

/// `recover`: rebuilds a lost or rolled-back store from an export, with the data folder's log keys.
struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Rebuild a lost or rolled-back store from an export.",
        discussion:
            "It never signs below the largest size that was ever signed. It keeps the old file. You can run it again."
    )

    @Option(help: "The data folder with its log keys.") var data: String
    @Option(help: "The folder of the export.") var from: String
    @Flag(help: "Use this if anchor.sqlite is lost and people have compared heads elsewhere.")
    var withoutAnchor = false

    @Flag(help: "Rebuild the journal instead of the ledger.") var journal = false

    func run() throws {
        do throws(StoreError) {
            if journal {
                let report = try JournalRecovery.recover(data, from: from, withoutAnchor: withoutAnchor)
                tell(
                    "\(data): \(report.size) segments of the journal; \(report.whole) of \(report.lines) sealed lines have their content"
                )
                if let aside = report.aside { tell("the old file is kept as \(aside)") }
                return
            }
            let report = try Recovery.recover(data, from: from, withoutAnchor: withoutAnchor)
            tell("\(data): \(report.size) entries, signed up to \(report.signed)")
            if !report.strangers.isEmpty { tell(ServeCommand.words(strangers: report.strangers.count)) }
            for (place, why) in report.voids.sorted(by: { $0.key < $1.key }) { tell("entry \(place) is VOID: \(why)") }
            if let aside = report.aside { tell("the old file is kept as \(aside)") }
        } catch { throw Stop(error) }
    }
}
