import Ledger
import Rules

extension LedgerStore {
    /// SP-3.4a: what was refused is a line of the journal; of the statement its hash and kind, never its content.
    ///
    /// A journal that cannot be written stops the store by itself; the answer is true anyway.
    func write(_ refusal: Refusal, of incoming: Incoming, from address: String) {
        let statement = incoming.submission.statement
        let signer = statement.signer
        let person = signer.sort == .person && signer.number > 0 ? signer.number : nil
        // K-13: anybody can send in anybody's name. The person's own key proved it, or the line says whom it claimed.
        let isProved = proven(incoming) != nil
        let claimed = isProved ? nil : person.map { "p\($0)" }
        var facts = [
            JSON.Member("clause", .string(refusal.clause)), JSON.Member("kind", .string(statement.kind)),
            JSON.Member("statement", .string(incoming.submission.hash.hex)),
        ]
        if let claimed { facts.append(JSON.Member("claimed", .string(claimed))) }
        let line = JournalLine(.refusal, at: clock(), person: isProved ? person : nil, facts: .sorted(facts))
        try? journal.write(refusal: line, claimed: claimed, from: address)
    }
}

extension Refusal {
    /// What is missing in the one line of a refusal note: 1 to 1,000 bytes, nothing that ends a line or turns
    /// the direction of what follows (P-33). A body's text may be in it, so it is cleaned here.
    package var noteLine: String {
        let line = (who.isEmpty ? what : "\(what) (\(who))").plainLine
        return line.isEmpty ? "refused" : line
    }
}

extension String {
    /// At most 1,000 bytes of it, with U+FFFD for whatever ends a line, controls, or turns the direction of what follows
    /// (A23): what others typed goes into notes and lines of the journal.
    var plainLine: String {
        var line = String.UnicodeScalarView()
        var length = 0
        for scalar in unicodeScalars {
            let clean = String.isPlain(scalar) ? scalar : "\u{FFFD}"
            length += UTF8.width(clean)
            guard length <= 1000 else { break }
            line.append(clean)
        }
        return String(line)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069: false
        default: true
        }
    }
}
