import Ledger

/// The rows that an import encloses, read back from the bytes themselves: what whoever signs is shown (P-24).
package struct EnclosedRows: Sendable {
    package let bytes: [UInt8]
    package let digest: Digest
    package let register: Register
    /// The facts that some row has, in the order of the register.
    package let columns: [FieldNote]
    package let rows: [JSON]

    /// nil for bytes that are not rows of a register that this program knows, and for more than an import may hold.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= ImportLimit.bytes, let json = try? JSON(enclosed: bytes), let kind = json["kind"]?.text,
            let register = Register.entered.first(where: { "register/\($0.word).enter" == kind }),
            let rows = json["rows"]?.list, (1...ImportLimit.rows).contains(rows.count)
        else { return nil }
        var named: Set<String> = []
        for row in rows { named.formUnion((row.members ?? []).map(\.key)) }
        (self.bytes, digest) = (bytes, Digest.of(bytes))
        (self.register, self.rows) = (register, rows)
        columns = register.columns.compactMap(\.fact).filter { named.contains($0.name) }
    }

    /// All of them as a table that can be imported again.
    package var csv: String {
        RegisterCSV.text(
            [columns.map(\.name)] + rows.map { row in columns.map { row[$0.name].map(FieldType.text) ?? "" } })
    }

    /// A cell as people read it; empty where the row says nothing.
    package static func text(_ row: JSON, _ column: FieldNote) -> String {
        row[column.name].map(column.type.plain) ?? ""
    }
}

extension Kind {
    /// The register into which an act of this kind enters many things at once; nil for every other kind.
    package var importsInto: Register? {
        guard part == .register, name.hasSuffix(".import") else { return nil }
        return Register.entered.first { "register/\($0.word).import" == name }
    }

    /// The rows that an act of this kind enters, from the bytes that its body names; nil for every other kind.
    package func rows(in body: JSON, enclosed: (Digest) -> [UInt8]?) -> EnclosedRows? {
        guard importsInto != nil, let field = encloses.first,
            let digest = body[field]?.text.flatMap({ Digest(hex: $0) }),
            let rows = enclosed(digest).flatMap({ EnclosedRows($0) }), rows.digest == digest
        else { return nil }
        return rows
    }
}
