import Ledger
import Rules

extension BodyFields {
    /// The body that was typed, each field judged by itself so that every error is beside its field.
    func body(_ typed: Form) throws(FormErrors) -> JSON {
        var errors = FormErrors()
        var members: [JSON.Member] = []
        for note in kind.notes {
            let name = "f." + note.name
            switch note.type.control {
            case .facts(let notes):
                let (set, clear) = facts(notes, name, typed, &errors)
                if !set.isEmpty { members.append(JSON.Member(note.name, .sorted(set))) }
                if !clear.isEmpty { members.append(JSON.Member("clear", .texts(clear.sorted()))) }
            case .parties:
                let parties = parties(name, typed, &errors)
                if !parties.isEmpty { members.append(JSON.Member(note.name, Parties(parties).json)) }
            default:
                if note.name == "clear", kind.notes.contains(where: \.type.isFacts) { continue }
                if let value = value(of: note, name, typed, &errors) { members.append(JSON.Member(note.name, value)) }
            }
        }
        for note in kind.texts {
            let text = typed["c." + note.name]
            if note.required, text.isEmpty { errors.fields["c." + note.name] = "Fill this in." }
            if text.utf8.count > note.bytesMax {
                errors.fields["c." + note.name] = "Too long: at most \(amount(note.bytesMax, "byte"))."
            }
        }
        guard errors.fields.isEmpty else { throw errors }
        do throws(Refusal) {
            return try kind.rewrite(
                .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
        } catch { throw FormErrors(refusal: error) }
    }

    /// nil where nothing was typed, or where it does not fit, which is noted.
    private func value(of note: FieldNote, _ name: String, _ typed: Form, _ errors: inout FormErrors) -> JSON? {
        let given = trimmed(typed[name])
        let text = note.type.control == .time ? Zone.current.utc(given) : given
        guard !text.isEmpty else {
            if !note.type.isOptional { errors.fields[name] = "Fill this in: \(note.type.takes)." }
            return nil
        }
        guard let value = note.type.read(text) else {
            errors.fields[name] = "Give \(note.type.takes)."
            return nil
        }
        if kind.isRecord, note.name == "happened", let time = value.text.flatMap({ Time($0) }), time > context.now {
            errors.fields[name] = "This is still to come. It is now \(context.now.text)."
        }
        if let missing = missing(value, note.type) { errors.fields[name] = missing }
        return value
    }

    /// The facts that were typed and say something else than the item does; those that were emptied.
    private func facts(_ notes: [FieldNote], _ name: String, _ typed: Form, _ errors: inout FormErrors) -> (
        [JSON.Member], [String]
    ) {
        let now = changed(typed)
        var set: [JSON.Member] = []
        var clear: [String] = []
        for note in notes {
            let field = "\(name).\(note.name)"
            guard !trimmed(typed[field]).isEmpty else {
                // A field that no form sent is not one that was emptied.
                if typed.has(field), note.type.isOptional, now?.values[note.name] != nil { clear.append(note.name) }
                continue
            }
            guard let value = value(of: note, field, typed, &errors), value != now?.values[note.name] else { continue }
            set.append(JSON.Member(note.name, value))
        }
        return (set, clear)
    }

    private func parties(_ name: String, _ typed: Form, _ errors: inout FormErrors) -> [Parties.Party] {
        kind.roles.flatMap { role -> [Parties.Party] in
            let field = "\(name).\(role.name)"
            let text = trimmed(typed[field])
            guard !text.isEmpty, text != "none" else { return [] }
            let people = FieldType.words(text).map { $0.text.flatMap { ItemID($0) } }
            guard people.allSatisfy({ $0?.prefix == Person.prefix }) else {
                errors.fields[field] = "Give ids of people, like p4."
                return []
            }
            for case let id? in people where context.world.born(id) == nil {
                errors.fields[field] = "There is no \(id.text)."
            }
            return people.compactMap { $0.map { Parties.Party(person: $0.number, role: role.name) } }
        }
    }

    /// What a value names and the ledger does not have.
    private func missing(_ value: JSON, _ type: FieldType) -> String? {
        for mention in type.mentions(value) {
            switch mention {
            case .group(let code):
                guard case .group(let sort) = type.control else { continue }
                guard let group = context.authority.policy?.groups[code], sort == nil || group.sort == sort else {
                    return "The policy has no \(sort?.rawValue ?? "group") “\(code)”."
                }
            case .item(let id): if context.world.born(id) == nil { return "There is no \(id.text)." }
            default: continue
            }
        }
        return nil
    }
}

extension FormErrors {
    init(refusal: Refusal) {
        text = refusal.text
        if let field = refusal.field { fields["f." + field] = "\(refusal.what) (\(refusal.clause))" }
        self.refusal = refusal
    }
}
