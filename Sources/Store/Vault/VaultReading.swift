import Foundation
import GRDB
import Ledger
import Rules

extension VaultFile {
    /// Parts in one reading of the file, public ones and restricted ones, as far as they are here.
    func parts(_ references: [PartReference]) throws(StoreError) -> (
        open: [PartReference: OpenedPart], sealed: [PartReference: Sealed]
    ) {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                let open = try database.cachedStatement(
                    sql: "SELECT key, content FROM part WHERE statement = ? AND name = ?")
                let boxes = try database.cachedStatement(
                    sql: "SELECT key, box FROM sealed WHERE statement = ? AND name = ?")
                var found: (open: [PartReference: OpenedPart], sealed: [PartReference: Sealed]) = ([:], [:])
                for one in references {
                    let arguments: StatementArguments = [Data(one.statement.bytes), one.part]
                    if let row = try Row.fetchOne(boxes, arguments: arguments) {
                        found.sealed[one] = Sealed(
                            reference: one, key: bytes(row[0]), box: bytes(row[1]))
                    } else if let row = try Row.fetchOne(open, arguments: arguments) {
                        found.open[one] = OpenedPart(name: one.part, key: bytes(row[0]), content: bytes(row[1]))
                    }
                }
                return found
            }
        }
    }
}
