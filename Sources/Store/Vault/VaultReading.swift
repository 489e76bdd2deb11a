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

    /// Public parts behind a part in the file's order: as many as a reading takes without filling the memory, none at the
    /// end.
    func open(after last: PartReference?) throws(StoreError) -> [(reference: PartReference, part: OpenedPart?)] {
        try DatabaseFile.guarding(path) {
            try pool.read { database in
                let select = try database.cachedStatement(
                    sql: """
                        SELECT statement, name, key, content FROM part
                        WHERE (statement, name) > (?, ?) ORDER BY statement, name LIMIT 512
                        """)
                let rows = try Row.fetchCursor(
                    select, arguments: [Data(last?.statement.bytes ?? []), last?.part ?? ""])
                var found: [(reference: PartReference, part: OpenedPart?)] = []
                var length = 0
                while length < VaultFile.readingMax, let row = try rows.next() {
                    let part = OpenedPart(name: row[1], key: bytes(row[2]), content: bytes(row[3]))
                    guard let statement = Digest(bytes: bytes(row[0])) else { continue }
                    found.append((PartReference(statement: statement, part: part.name), part))
                    length += part.content.count
                }
                return found
            }
        }
    }

    /// Bytes of contents after which a reading of many ends.
    private static let readingMax = 16 << 20
}
