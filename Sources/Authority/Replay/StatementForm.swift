import Ledger

extension Authority {
    /// Members that no program of ours would write beside a kind are refused: a slot that nobody counts, or free text
    /// under a name that no page shows, would be something that a signer saw and others overlook. Of a record itself
    /// only the enclosures are asked: a true one is not refused for a slot or a name (P-40), but an enclosure is public,
    /// nobody cleaned it, and nobody can take it away. What is said about a record is asked like all else.
    ///
    /// `kind` is nil for a verb, whose parts are given.
    package func judgeForm(_ statement: Statement, kind: Kind?, parts: [String]) throws(Refusal) {
        for part in statement.detached {
            try judgeAudience(of: part, in: kind, statement)
        }
        let isRecord = statement.kind.utf8.starts(with: "record/".utf8)
        guard !isRecord || statement.enclosures.isEmpty || kind?.encloses.isEmpty == false else {
            throw Refusal("P-7", "A statement of this kind encloses nothing.", field: "enclosures", sort: .malformed)
        }
        guard !isRecord || kind == nil else { return }
        // The line tells how long an enclosure is, so this is a rule and no matter of the door (K-22).
        if let kind, let long = statement.enclosures.first(where: { $0.length > kind.enclosureBytesMax }) {
            throw Refusal(
                "K-22",
                "An enclosure of this kind has at most \(kind.enclosureBytesMax) bytes; this one has \(long.length).",
                field: "enclosures", sort: .malformed)
        }
        let isSignature = statement.kind == "authority/act.sign" || statement.kind == "register/act.sign"
        guard statement.slot == nil || isSignature || kind != nil else {
            throw Refusal("P-4", "A statement of this kind has no slot.", field: "slot", sort: .malformed)
        }
        let known = kind?.detached.map(\.name) ?? parts
        for part in statement.detached where !known.contains(part.name) {
            throw Refusal(
                "P-6", "A statement of this kind has no detached part “\(part.name)”.",
                who: "its detached parts: \(known.joined(separator: ", "))", field: "detached", sort: .malformed)
        }
    }
}
