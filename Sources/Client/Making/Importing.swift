import Ledger
import Rules

extension Workspace {
    /// Checks a table of things to enter into a register against your copy of the ledger. Nothing is signed yet.
    package func table(_ csv: [UInt8], into name: String) throws(Failure) -> ImportTable {
        state.importTable(csv, into: try register(named: name), at: now)
    }

    /// The proposal to enter all of them by one act, with their rows as one enclosure; nothing where a line is bad.
    package func importing(_ table: ImportTable, slot: String? = nil) throws(Failure) -> Intent {
        guard let enclosure = table.enclosure else {
            throw .usage(RowsShown.told(table).joined(separator: "\n"))
        }
        var intent = try proposal(
            "register/\(table.register.word).import", ["rows=\(Digest.of(enclosure).hex)"], slot: slot)
        intent.enclosed = [enclosure]
        return intent
    }

    /// What would be proposed, or what is wrong: for looking before anybody signs.
    package func preview(_ table: ImportTable) -> Output {
        Output(RowsShown.told(table) + RowsShown.lines(table), table.json)
    }
}
