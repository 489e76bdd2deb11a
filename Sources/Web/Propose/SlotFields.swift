import Ledger
import Rules

/// The fields that ask in which slot somebody signs.
extension Action {
    func slotField(_ kind: Kind, _ typed: Form, _ context: ViewContext, errors: [String: String])
        -> [FormField]
    {
        guard !kind.isRecord, let requirement = context.requirement(of: kind), !requirement.excludesProposer
        else { return [] }
        var names: [String] = []
        // A proposal cannot say what a witness heard, or what who enrols a machine compared (K-7).
        for slot in requirement.ways.flatMap(\.slots)
        where slot.pool != [.holder] && slot.name != "witness" && kind.name != EnrolMachine.kind
            && !names.contains(slot.name)
        { names.append(slot.name) }
        guard !names.isEmpty else { return [] }
        var field = FormField(
            name: "slot", label: "Also sign it?",
            control: .choice(
                [("", "Yes, if I may"), (Action.noSlot, "No, only propose it")]
                    + names.map { ($0, "Yes, in the slot “\($0)”") }),
            value: typed["slot"], error: errors["slot"])
        field.hint = "If you may sign this yourself, you propose and sign with one signature."
        return [field]
    }

    /// Where a ruling in force permits this kind: which one somebody acts on (P-52).
    func rulingField(_ kind: Kind, _ typed: Form, _ context: ViewContext, errors: [String: String]) -> [FormField] {
        guard !kind.isRecord else { return [] }
        let rulings = context.authority.rulings(permitting: kind.name, at: context.now)
        guard !rulings.isEmpty else { return [] }
        var field = FormField(
            name: "ruling", label: "Which ruling permits it?",
            control: .menu([("", "None")] + rulings.map { ($0.id.text, "\($0.id.text), in C-\($0.inCase)") }),
            value: typed["ruling"], isOptional: true, error: errors["ruling"])
        field.hint = "A ruling permits exactly what its directions say. Each use is told to its Arbitrator."
        return [field]
    }

    func signFields(_ act: ActView, _ typed: Form, _ context: ViewContext, errors: [String: String])
        -> [FormField]
    {
        let open = act.ways.flatMap(\.slots).filter { $0.missing > 0 }
        var names: [(String, String)] = []
        for slot in open where !names.contains(where: { $0.0 == slot.name }) {
            names.append((slot.name, slot.isHolder ? "holder of the new key" : slot.name))
        }
        let slot = FormField(
            name: "slot", label: "Slot", control: names.count == 1 ? .settled : .choice(names),
            value: names.count == 1 ? names[0].0 : typed["slot"], error: errors["slot"])
        var fields = [slot]
        if act.kind.hasHolder {
            var heard = FormField(
                name: "heard", label: "The twelve words that you heard",
                control: .line(placeholder: "tiger lamp orbit …"), value: typed["heard"],
                isOptional: true, error: errors["heard"])
            heard.hint =
                "Key witnesses: type the twelve words that the holder read to you. Holder of the new key: leave this and your name empty."
            fields.append(heard)
        }
        return fields + [Speakers.field(context, typed, errors: errors, among: speakers(context))]
    }
}
