import Ledger

/// Which founding this address is bound to, and whether the person gave its words (P-71).
package struct Trust: Equatable, Sendable {
    /// The statement hash of entry 0.
    package let founding: Digest
    /// The person typed its 24 words, which they have from elsewhere.
    package var given: Bool

    package init(founding: Digest, given: Bool) {
        self.founding = founding
        self.given = given
    }

    /// Reads what `written` writes; nil for anything else.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSON(enclosed: bytes), json.members?.count == 2,
            let founding = json["founding"]?.text.flatMap({ Digest(hex: $0) }),
            let given = json["given"]?.flag
        else { return nil }
        self.init(founding: founding, given: given)
    }

    var written: [UInt8] {
        JSON.object(of: ["founding": .string(founding.hex), "given": .bool(given)]).written()
    }
}
