import Ledger
import Rules

/// The fields of a kind's body as a form asks for them, and the body that was typed.
struct BodyFields {
    let kind: Kind
    let context: ViewContext
    /// Lists longer than this are typed, not chosen from.
    static let menuMax = 500

    func fields(_ typed: Form, errors: [String: String]) -> [FormField] {
        kind.notes.map { note in
            let name = "f." + note.name
            var field = FormField(
                name: name, label: note.label, control: ownKeys(note) ?? control(note.shape), value: typed[name],
                error: errors[name])
            field.hint = hint(note)
            if field.value.isEmpty, note.shape == .time { field.value = context.now.text }
            return field
        }
            + kind.detached.map { note in
                let name = "c." + note.name
                var field = FormField(
                    name: name, label: note.label, control: .area, value: typed[name],
                    isOptional: !note.required, error: errors[name])
                field.hint = readers(of: note)
                return field
            }
    }

    /// Who will read a part: the question that everybody has before writing a name into a form.
    private func readers(of note: DetachedNote) -> HTML {
        guard note.isPersonal else { return "Stands beside the line, for everyone to read; an act can erase it." }
        guard let personal = context.authority.policy?.personal,
            let audience = context.authority.policy?.audiences[personal.audience]
        else { return "The policy in force has no place for personal content: leave it empty." }
        return "Kept in the vault, for \(audience.title) and the person concerned; an act can erase it."
    }

    /// One's own keys by their words: nobody types 64 digits to end or disown one.
    private func ownKeys(_ note: FieldNote) -> FormField.Control? {
        guard note.shape == .digest, [RevokeKey.kind, DisownKey.kind].contains(kind.name),
            let person = context.visitor.person.flatMap({ context.authority.person($0) })
        else { return nil }
        let keys = person.keys.map { context.authority.keys[$0] }.filter { $0.revoked == nil }
        return menu(
            keys.map { key in
                let words = Words.words12(key.fingerprint).prefix(4).joined(separator: " ")
                return (
                    key.fingerprint.hex,
                    "\(key.isPasskey ? "passkey" : "SSH key") “\(words) …”, since entry \(key.born)"
                )
            }, sample: "64 hex digits")
    }

    private func hint(_ note: FieldNote) -> HTML {
        ownKeys(note) == nil ? hint(note.shape) : "By the first of its twelve words."
    }

    private func hint(_ shape: Shape) -> HTML {
        switch shape {
        case .choice, .group, .observer, .whereabouts, .item: .none
        case .time: "In UTC. Now it is \(context.now.text)."
        case .publicKey: "The line of the file <code>.pub</code>, without the comment at its end or with it."
        default: "\(shape.sentence.prefix(1).uppercased())\(shape.sentence.dropFirst())."
        }
    }

    private func control(_ shape: Shape) -> FormField.Control {
        switch shape {
        case .code: return .line(placeholder: "")
        case .time: return .line(placeholder: "2026-11-22T09:40:00Z")
        case .number: return .line(placeholder: "0")
        case .digest: return .line(placeholder: "64 hex digits")
        case .publicKey: return .line(placeholder: "ssh-ed25519 AAAA…")
        case .stopTarget: return .line(placeholder: "p17")
        case .origins: return .line(placeholder: "https://ca.example")
        case .host: return .line(placeholder: "ca.example")
        case .digests: return .line(placeholder: "none")
        case .choice(let words):
            return words.count > 6
                ? .menu(words.map { ($0, $0) }) : .choice(words.map { ($0, $0.replacing("-", with: " ")) })
        case .item(let letter): return menu(items(letter), sample: ItemID(letter: letter, number: 1).text)
        case .whereabouts: return menu(items(Rules.Store.letter) + items(Computer.letter), sample: "S-1")
        case .observer:
            return menu(
                [("none", "nobody observed (it will be in breach)")] + items(Person.letter), sample: "p1")
        case .group(let sort):
            let groups = context.groups.filter {
                sort == nil || $0.group.sort == sort
            }
            return menu(groups.map { ($0.group.code, $0.group.title) }, sample: "code")
        }
    }

    private func menu(_ options: [(value: String, label: String)], sample: String) -> FormField.Control {
        options.count > BodyFields.menuMax ? .line(placeholder: sample) : .menu([("", "Choose …")] + options)
    }

    private func items(_ letter: String) -> [(value: String, label: String)] {
        if letter == Person.letter { return Speakers.options(context, named: true) }
        if letter == Stop.letter {
            return context.authority.stops.filter { $0.ended == nil }.map {
                ("X-\($0.number)", "X-\($0.number), stops \($0.target.text.prefix(20))")
            }
        }
        if letter == Disowning.letter {
            return context.authority.disownings.map { ("D-\($0.number)", "D-\($0.number), from entry \($0.since) on") }
        }
        guard let register = RegisterView.of(letter: letter) else { return [] }
        return register.items(context.world).map { ($0.id.text, "\($0.id.text), \($0.name), \($0.state)") }
    }

    /// The body that was typed, each field judged by itself so that every error stands beside its field.
    func body(_ typed: Form) throws(FormErrors) -> JSON {
        var errors = FormErrors()
        var members: [JSON.Member] = []
        for note in kind.notes {
            let name = "f." + note.name
            let text = trimmed(typed[name])
            guard !text.isEmpty else {
                errors.fields[name] = "Fill this in: \(note.shape.sentence)."
                continue
            }
            guard let value = value(text, note.shape) else {
                errors.fields[name] = "This takes \(note.shape.sentence)."
                continue
            }
            if let missing = missing(text, note.shape) { errors.fields[name] = missing }
            members.append(JSON.Member(note.name, value))
        }
        for note in kind.detached {
            let text = typed["c." + note.name]
            if note.required, text.isEmpty { errors.fields["c." + note.name] = "Fill this in." }
            if text.utf8.count > 20_000 { errors.fields["c." + note.name] = "At most 20,000 bytes." }
        }
        guard errors.fields.isEmpty else { throw errors }
        do throws(Refusal) {
            return try kind.rewrite(
                .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
        } catch { throw FormErrors(refusal: error) }
    }

    private func value(_ text: String, _ shape: Shape) -> JSON? {
        switch shape {
        case .number: return ItemID.place(text).map { .integer($0) }
        case .code: return Code(text).map(\.json)
        case .time: return Time(text).map { .string($0.text) }
        case .digest: return Digest(hex: text).map { .string($0.hex) }
        case .publicKey: return (try? PublicKey(openSSH: text)).map { .string($0.openSSH) }
        case .choice(let words): return words.first { $0.utf8.elementsEqual(text.utf8) }.map { .string($0) }
        case .item(let letter): return ItemID(text)?.letter == letter ? .string(text) : nil
        case .observer: return (try? Observer(.string(text)))?.json
        case .whereabouts: return (try? Whereabouts(.string(text)))?.json
        case .stopTarget: return (try? StopTarget(.string(text)))?.json
        case .host: return (try? HostName(.string(text)))?.json
        case .origins: return (try? WebOrigins(.texts(words(text))))?.json
        case .digests: return (try? Digests(.texts(text == "none" ? [] : words(text))))?.json
        case .group: return Grammar.isName(text) ? .string(text) : nil
        }
    }

    /// The words of a list, as people part them: by commas, spaces or lines.
    private func words(_ text: String) -> [String] {
        text.split { $0 == "," || $0.isWhitespace }.map { String($0) }
    }

    /// What the text names and the ledger does not have.
    private func missing(_ text: String, _ shape: Shape) -> String? {
        if case .group(let sort) = shape {
            guard let group = context.authority.policy?.groups[text], sort == nil || group.sort == sort else {
                return "The policy has no \(sort?.rawValue ?? "group") “\(text)”."
            }
            return nil
        }
        guard let id = ItemID(text), shape != .code, context.world.born(id) == nil else { return nil }
        return "There is no \(text)."
    }
}

/// Without white space at its ends.
func trimmed(_ text: String) -> String {
    var view = Substring(text)
    while let first = view.unicodeScalars.first, first.value == 0x20 || (0x09...0x0D).contains(first.value) {
        view.unicodeScalars.removeFirst()
    }
    while let last = view.unicodeScalars.last, last.value == 0x20 || (0x09...0x0D).contains(last.value) {
        view.unicodeScalars.removeLast()
    }
    return String(view)
}

extension FormErrors {
    init(refusal: Refusal) {
        text = refusal.text
        if let field = refusal.field { fields["f." + field] = "\(refusal.what) (\(refusal.clause))" }
        self.refusal = refusal
    }
}

/// People as a form lists them.
enum Speakers {
    /// `named`: with the names that the reader may read, where he must pick the right one among others.
    static func options(_ context: ViewContext, among people: [Int]? = nil, named: Bool = false) -> [(
        value: String, label: String
    )] {
        let numbers = people ?? context.authority.people.map(\.number)
        return numbers.prefix(BodyFields.menuMax).map { number in
            let seats = context.authority.groups(of: number).map { context.title(of: $0) }
            let name = named ? context.name(of: number) : nil
            return (
                "p\(number)", (["p\(number)"] + [name].compactMap(\.self) + seats).joined(separator: ", ")
            )
        }
    }

    static func field(
        _ context: ViewContext, _ typed: Form, errors: [String: String], among people: [Int]? = nil,
        label: String = "Who are you?", name: String = "signer"
    ) -> FormField {
        let options = options(context, among: people)
        // Who is signed in need not say it again; what was typed stands.
        let own = context.visitor.person.map { "p\($0)" }.flatMap { own in
            options.contains { $0.value == own } ? own : nil
        }
        var field = FormField(
            name: name, label: label,
            control: .menu((options.count == 1 ? [] : [("", "Choose …")]) + options),
            value: typed[name].isEmpty ? own ?? "" : typed[name],
            error: errors[name])
        field.hint = "Your signature says who you are, signed in or not."
        return field
    }
}
