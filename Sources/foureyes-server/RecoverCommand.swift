import ArgumentParser
import Store

/// `recover`: rebuilds a lost or rolled-back store from an export, with the data folder's log keys.
struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Rebuild a lost or rolled-back store from an export.",
        discussion:
            "It never signs below the highest size that was ever signed. The old file is kept aside; it may be run again."
    )

    @Option(help: "The data folder, with its log keys.") var data: String
    @Option(help: "The export.") var from: String
    @Flag(help: "The record of what was signed last is lost, and people have compared heads elsewhere.")
    var withoutAnchor = false

    @Flag(help: "Rebuild the journal, not the ledger.") var journal = false

    func run() throws {
        do throws(StoreError) {
            if journal {
                let report = try JournalRecovery.recover(data, from: from, withoutAnchor: withoutAnchor)
                tell(
                    "\(data): \(report.size) segments of the journal; of \(report.lines) sealed lines \(report.whole) have their words"
                )
                if let aside = report.aside { tell("the old file lies in \(aside)") }
                return
            }
            let report = try Recovery.recover(data, from: from, withoutAnchor: withoutAnchor)
            tell("\(data): \(report.size) entries, signed up to \(report.signed)")
            if let aside = report.aside { tell("the old file lies in \(aside)") }
        } catch { throw Stop(error) }
    }
}
