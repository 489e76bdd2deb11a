import Ledger

extension State {
    /// Members that no program of ours would write beside a kind are refused: a slot that nobody counts, or free text
    /// under a name that no page shows, would be something that a signer saw and others overlook. Records are
    /// left alone: a true one is refused for P-1 to P-10 only (P-40).
    func judgeForm(_ statement: Statement) throws(Refusal) {
        let kind = Kind.named(statement.kind)
        guard kind?.isRecord != true, statement.kind.utf8.starts(with: "record/".utf8) == false else { return }
        let isSignature = statement.kind == "authority/act.sign" || statement.kind == "register/act.sign"
        guard statement.slot == nil || isSignature || kind != nil else {
            throw Refusal("P-4", "This kind has no slot.", field: "slot", sort: .malformed)
        }
        let known =
            kind?.detached.map(\.name)
            ?? (statement.kind == "authority/motion.open" ? ["question", "reason"] : ["reason"])
        for part in statement.detached where !known.contains(part.name) {
            throw Refusal(
                "P-6", "This kind carries no detached content of the name “\(part.name)”.",
                who: "its names: \(known.joined(separator: ", "))", field: "detached", sort: .malformed)
        }
    }
}
