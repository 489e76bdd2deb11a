import Ledger
import Rules

/// The fields of a kind's body as a form asks for them.
struct BodyFields {
    let kind: Kind
    let context: ViewContext

    func fields(_ typed: Form, errors: [String: String]) -> [FormField] {
        kind.notes.flatMap { fields(of: $0, "f." + $0.name, typed, errors) }
            + kind.texts.flatMap { note -> [FormField] in
                let name = "c." + note.name
                var field = FormField(
                    name: name, label: note.label, control: .area, value: typed[name],
                    isOptional: !note.required, error: errors[name])
                field.hint = readers(of: note)
                return [field] + (note.mayPublish ? [publishing(note, typed)] : [])
            }
    }

    /// What these fields hold where a body is said again; a value that cannot be typed is left to the person.
    static func filled(_ kind: Kind, _ body: JSON) -> [(name: String, value: String)] {
        kind.notes.flatMap { note in body[note.name].map { filled(note, "f." + note.name, $0) } ?? [] }
    }

    private static func filled(_ note: FieldNote, _ name: String, _ json: JSON) -> [(name: String, value: String)] {
        switch note.type.control {
        case .facts(let facts):
            return facts.flatMap { fact in json[fact.name].map { filled(fact, "\(name).\(fact.name)", $0) } ?? [] }
        case .parties:
            let roles = Dictionary(grouping: json.list ?? []) { $0["role"]?.text ?? "" }
            return roles.keys.sorted().map { role in
                ("\(name).\(role)", (roles[role] ?? []).compactMap { $0["person"]?.text }.joined(separator: ", "))
            }
        default: return note.type.typed(json).map { [(name, $0)] } ?? []
        }
    }

    /// The fields of a form for one field of the body: one, but for facts (one each) and parties (one a role).
    private func fields(of note: FieldNote, _ name: String, _ typed: Form, _ errors: [String: String]) -> [FormField] {
        switch note.type.control {
        case .facts(let notes):
            let now = changed(typed)
            return notes.flatMap { fact -> [FormField] in
                fields(of: fact, "\(name).\(fact.name)", typed, errors).map { field in
                    var field = field
                    if field.value.isEmpty, let value = now?.values[fact.name] { field.value = FieldType.text(value) }
                    field.isOptional = now == nil || fact.type.isOptional
                    return field
                }
            }
        case .parties:
            return kind.roles.map { role in
                let name = "\(name).\(role.name)"
                let parts = Speakers.parts(in: kind, as: role.name, name, typed, context)
                var field = FormField(
                    name: name, label: "\(note.label): \(role.name)",
                    control: role.count.upperBound > 1
                        ? .line(placeholder: "p4, p7")
                        : parts.picker.control(name, typed, none: ("none", "nobody")), value: typed[name],
                    error: errors[name])
                field.hint = role.count.lowerBound > 0 ? "If you leave this empty, the record is in breach." : .none
                if role.count.upperBound == 1 {
                    (field.hidesOthers, field.listsAll) = (parts.hidesOthers, parts.listsAll)
                }
                field.isOptional = true
                return field
            }
        default:
            // What is cleared follows from facts that are emptied.
            if note.name == "clear", kind.notes.contains(where: \.type.isFacts) { return [] }
            var field = FormField(
                name: name, label: note.label, control: ownKeys(note) ?? control(note.type, name, typed),
                value: typed[name],
                isOptional: note.type.isOptional, error: errors[name])
            field.hint = hint(note)
            let offers = offers(note, typed)
            if !offers.isEmpty, case .line = field.control {
                let list = listed(offers.map { "\($0.value) (\($0.says))" })
                (field.control, field.hint) = (
                    .offered(offers),
                    "Accepted: \(list). You can write what else was done; the record is then in breach."
                )
            }
            if field.value.isEmpty, note.type.control == .time { field.value = context.now.text }
            return [field]
        }
    }

    /// What a field offers, by what the form says so far.
    private func offers(_ note: FieldNote, _ typed: Form) -> [Offer] {
        let members = kind.notes.compactMap { note in
            note.type.read(trimmed(typed["f." + note.name])).map { JSON.Member(note.name, $0) }
        }
        return kind.offers(
            for: note.name, .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }),
            in: context.world)
    }

    /// The item whose facts a form changes, if it is known already.
    func changed(_ typed: Form) -> ItemView? {
        kind.notes.compactMap { note -> ItemView? in
            guard case .item = note.type.control, let id = ItemID(trimmed(typed["f." + note.name])) else { return nil }
            return context.item(id)
        }.first
    }

    /// Whether everybody may read what its person writes there (K-3).
    private func publishing(_ note: DetachedNote, _ typed: Form) -> FormField {
        var field = FormField(
            name: "public." + note.name, label: "Who can read your \(note.name)",
            control: .choice([("", "Those whom the policy names"), ("yes", "Everybody")]),
            value: typed["public." + note.name])
        field.hint =
            "Everybody then sees it beside your number. You can give another one later, and an act can erase it. \(context.clause("K-3"))"
        return field
    }

    /// Who will read a part: the question that everybody has before writing a name into a form.
    private func readers(of note: DetachedNote) -> HTML {
        guard note.isPersonal else { return "Everybody can read this. An act can erase it." }
        if note.mayPublish { return "An act can erase it." }
        guard let personal = context.authority.policy?.personal,
            let audience = context.authority.policy?.audiences[personal.audience]
        else { return "The policy in force has no exception for personal content: leave this empty." }
        return "Only \(audience.title) and the person concerned can read this. An act can erase it."
    }

    /// One's own keys by their words: nobody types 64 digits to end or disown one.
    private func ownKeys(_ note: FieldNote) -> FormField.Control? {
        guard note.type.control == .digest, [RevokeKey.kind, DisownKey.kind].contains(kind.name),
            let person = context.visitor.person.flatMap({ context.authority.person($0) })
        else { return nil }
        let keys = person.keys.map { context.authority.keys[$0] }.filter { $0.revoked == nil }
        let options = keys.map { key -> Picker.Option in
            let words = Words.words12(key.fingerprint).prefix(4).joined(separator: " ")
            return (
                key.fingerprint.hex, "\(key.isPasskey ? "passkey" : "SSH key") “\(words) …”, since entry \(key.born)"
            )
        }
        return Picker(options).control("f." + note.name, .empty)
    }

    private func hint(_ note: FieldNote) -> HTML {
        guard ownKeys(note) == nil else { return "Identify it by the first of its twelve words." }
        switch note.type.control {
        case .choice, .group, .item: return .none
        case .time: return "In the time of \(Zone.current.name). What you sign says it in UTC."
        case .publicKey: return "The line in the <code>.pub</code> file, with or without its comment."
        default: return "\(note.type.takes.prefix(1).uppercased())\(note.type.takes.dropFirst())."
        }
    }

    private func control(_ type: FieldType, _ name: String, _ typed: Form) -> FormField.Control {
        switch type.control {
        case .line(let sample): return .line(placeholder: sample)
        case .time: return .time(latest: kind.isRecord ? context.now : nil)
        case .day: return .day(latest: nil)
        case .number: return .line(placeholder: "0")
        case .digest: return .line(placeholder: "64 hex digits")
        case .publicKey: return .line(placeholder: "ssh-ed25519 AAAA…")
        case .choice(let words):
            let none: [(String, String)] = type.isOptional ? [("", "not given")] : []
            return words.count > 6
                ? .menu(none + words.map { ($0, $0) })
                : .choice(none + words.map { ($0, $0.replacing("-", with: " ")) })
        case .choices(let words): return .line(placeholder: words.joined(separator: ", "))
        case .item(let prefixes): return items(prefixes).control(name, typed)
        case .items(let prefixes): return .line(placeholder: "\(prefixes[0])-1, \(prefixes[0])-2")
        case .group(let sort):
            let groups = context.groups.filter { sort == nil || $0.group.sort == sort }
            return Picker(groups.map { ($0.group.code, $0.group.title) }).control(name, typed)
        case .parties, .facts: return .line(placeholder: "")
        }
    }

    /// What there is to choose from, of one register or of several.
    private func items(_ prefixes: [String]) -> Picker {
        let pickers = prefixes.map { prefix -> Picker in
            switch prefix {
            case Person.prefix: return Speakers.picker(context, named: true)
            case Stop.prefix:
                let stops = context.authority.stops.filter { $0.ended == nil }
                return Picker(stops.map { ("X-\($0.number)", "X-\($0.number), stops \($0.target.text.prefix(20))") })
            case Disowning.prefix:
                let list = context.authority.disownings
                return Picker(list.map { ("D-\($0.number)", "D-\($0.number), from entry \($0.since) on") })
            default: return Register.of(prefix: prefix).map { Picker($0, context.world) } ?? Picker([])
            }
        }
        return pickers.count == 1 ? pickers[0] : Picker(joining: pickers)
    }
}

extension FieldType {
    /// It is made of the fields of a register's facts.
    var isFacts: Bool { if case .facts = control { true } else { false } }
}
