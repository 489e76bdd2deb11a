import ArgumentParser
import Client
import Foundation
import Rules

struct Import: Performing {
    static let configuration = CommandConfiguration(
        abstract: "Propose to enter all rows of a CSV file into a register, by one act.",
        discussion: """
            foureyes import media new-disks.csv --dry-run
            foureyes import media new-disks.csv --because "Delivery of May"

            The first line names the columns, as `foureyes kinds` lists them for the act that enters one. Each bad line and column
            is listed; if any is bad, nothing is proposed. All rows enter by one act, or none.
            """)
    @Argument(help: "The register, as foureyes registers lists it.", completion: .list(Register.entered.map(\.name)))
    var register: String
    @Argument(help: "A CSV file with at most 10,000 rows; - reads standard input.", completion: .file()) var file:
        String
    @Flag(help: "Only show what is wrong, or what would be proposed.") var dryRun = false
    @Option(help: "The slot to sign in; default the one that is open to you.") var slot: String?
    @OptionGroup var signing: Signing

    func perform() async throws(Failure) {
        let csv = try bytes()
        guard dryRun else {
            try await signing.say { (workspace) throws(Failure) in
                try workspace.importing(try workspace.table(csv, into: register), slot: slot)
            }
            return
        }
        let workspace = try await signing.place.workspace()
        let table = try workspace.table(csv, into: register)
        try signing.place.answer(workspace.preview(table))
        guard table.enclosure == nil else { return }
        throw .usage("\(Visible.text(file)) cannot be imported as it is")
    }

    /// One byte more than an import may have is enough to refuse a file of any length.
    private func bytes() throws(Failure) -> [UInt8] {
        let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
        guard let handle else { throw .usage("there is no file \(Visible.text(file))") }
        var bytes: [UInt8] = []
        do {
            while bytes.count <= ImportLimit.bytes,
                let piece = try handle.read(upToCount: ImportLimit.bytes + 1 - bytes.count), !piece.isEmpty
            {
                bytes += piece
            }
        } catch { throw .usage("\(Visible.text(file)) cannot be read: \(error.localizedDescription)") }
        return bytes
    }
}
