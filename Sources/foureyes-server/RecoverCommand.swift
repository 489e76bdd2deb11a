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
    @Flag(help: "Use this if the anchor is lost and people have compared heads elsewhere.")
    var withoutAnchor = false
    @Flag(help: "Use this if vault.sqlite does not open and there is no copy: restricted contents in it are lost.")
    var withoutVault = false
    @Flag(
        help:
            "Use this if vault-keys.sqlite or keys/vault.key does not open and there is no copy: restricted contents are lost."
    )
    var withoutVaultKeys = false
    @Option(
        help:
            "A file with a signed checkpoint that somebody shows: of a copy, a witness, an older export. Can be given more than once."
    )
    var checkpoint: [String] = []

    @Flag(help: "Rebuild the journal instead of the ledger.") var journal = false

    func run() throws {
        let accepted = AcceptedLoss(
            anchor: withoutAnchor, vault: withoutVault, vaultKeys: withoutVaultKeys, checkpoints: checkpoint)
        do throws(StoreError) {
            if journal {
                let report = try JournalRecovery.recover(data, from: from, accepting: accepted)
                tell(
                    "\(data): \(report.size) segments of the journal; \(report.whole) of \(report.lines) sealed lines have their content"
                )
                if let aside = report.aside { tell("the old file is kept as \(aside)") }
                return
            }
            let report = try Recovery.recover(data, from: from, accepting: accepted)
            tell("\(data): \(report.size) entries, signed up to \(report.signed)")
            if !report.strangers.isEmpty { tell(ServeCommand.words(strangers: report.strangers.count)) }
            for (place, why) in report.voids.sorted(by: { $0.key < $1.key }) { tell("entry \(place) is VOID: \(why)") }
            for lost in report.lost { tell("entry \(lost.place): lost: \(lost.reference.part)") }
            if let aside = report.aside { tell("the old file is kept as \(aside)") }
        } catch { throw Stop(error) }
    }
}
