import Ledger
import Rules

/// What a decision asks of whoever takes it, and what is settled already.
extension Action {
    /// The fields whose answers make the statement; its address has no others.
    var answers: Set<String> {
        switch self {
        case .sign: ["slot", "signer", "back"]
        case .vote: ["vote", "signer"]
        case .batch: ["signer"]
        default: ["signer"]
        }
    }

    /// What its address has besides: the acts of a statement about several.
    var kept: [(name: String, value: String)] {
        guard case .batch(let batch) = self else { return [] }
        return batch.names.map { ("of", $0) }
    }

    /// With whatever leaves no choice: who is signed in, and the one slot that they could fill.
    func settled(_ typed: Form, _ context: ViewContext) -> Form {
        var settled = typed
        if settled["signer"].isEmpty, let person = context.visitor.person, speakers(context)?.contains(person) ?? true {
            settled = settled.with("signer", "p\(person)")
        }
        guard case .sign(let act) = self, settled["slot"].isEmpty else { return settled }
        let signer = ItemID(settled["signer"]).flatMap { $0.prefix == Person.prefix ? $0.number : nil }
        let open = signer.map { act.slots(for: $0) } ?? act.ways.flatMap(\.slots).filter { $0.missing > 0 }
        let names = Set(open.map(\.name))
        return names.count == 1 ? settled.with("slot", names.first ?? "") : settled
    }

    /// What the button does, in a word or two.
    func verb(_ typed: Form) -> String {
        switch self {
        case .sign, .batch: "Sign"
        case .vote: "Vote \(typed["vote"])"
        case .openMotion: "Open the motion"
        case .close: "Close the motion"
        case .closeManual: "Put into force"
        case .observe: "Confirm"
        case .closeRecord: "Close the record"
        case .attest: "Attest"
        default: "Sign"
        }
    }
}
