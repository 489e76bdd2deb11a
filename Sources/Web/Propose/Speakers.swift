import Ledger
import Rules

/// People as a form lists them.
enum Speakers {
    /// `named`: with the names that the reader may read, where they must pick the right one among others.
    static func picker(_ context: ViewContext, among people: [Int]? = nil, named: Bool = false, why: String? = nil)
        -> Picker
    {
        let numbers = people ?? context.authority.people.map(\.number)
        @Sendable func option(_ number: Int, named: Bool) -> Picker.Option {
            let seats = context.authority.groups(of: number).map { context.title(of: $0) }
            let name = (named ? context.name(of: number) : context.publicName(of: number)).map(Called.visible)
            let label = [name, "p\(number)"].compactMap(\.self) + seats + [why].compactMap(\.self)
            return ("p\(number)", label.joined(separator: ", "))
        }
        // A name is opened for those alone who are listed: each opening is a line of the journal.
        let plain = Picker(numbers.map { option($0, named: false) })
        guard named else { return plain }
        return Picker(count: plain.count) { words, most in
            let (found, total) = plain.find(words, most)
            return (found.map { option(Int($0.value.dropFirst()) ?? 0, named: true) }, total)
        } label: {
            plain.label($0)
        }
    }

    /// Those who may take part in a record, in a role or as its performer. *Show all* lists the others too, each with what it
    /// means: a record of what they did is kept, in breach.
    static func parts(
        in kind: Kind, as role: String?, _ name: String, _ typed: Form, _ context: ViewContext
    ) -> (picker: Picker, hidesOthers: Bool, listsAll: Bool) {
        let may = context.world.mayTakePart(in: kind, as: role, at: context.now)
        let chosen = ItemID(typed[name]).flatMap { $0.prefix == Person.prefix ? $0.number : nil }
        let everybody = context.authority.people.map(\.number)
        let others = everybody.filter { !may.contains($0) }
        let all = Picker.listsAll(name, typed) || may.isEmpty || chosen.map(others.contains) == true
        guard all, !others.isEmpty else {
            return (picker(context, among: may, named: true), !others.isEmpty, false)
        }
        let rule = context.authority.policy?.records[kind.name]
        let pool = role.map { rule?.roles[$0] ?? [] } ?? rule?.performer ?? []
        let why = "not " + poolWords(pool, groups: [:], context) + ": in breach"
        return (
            Picker(joining: [
                picker(context, among: may, named: true), picker(context, among: others, named: true, why: why),
            ]), false, true
        )
    }

    static func performer(
        of kind: Kind, _ context: ViewContext, _ typed: Form, errors: [String: String]
    ) -> FormField {
        let own = context.visitor.person.map { "p\($0)" } ?? ""
        let typed = typed["signer"].isEmpty ? typed.with("signer", own) : typed
        let parts = parts(in: kind, as: nil, "signer", typed, context)
        var field = field(
            context, typed, errors: errors, label: "Who are you? The performer signs.", picker: parts.picker)
        (field.hidesOthers, field.listsAll) = (parts.hidesOthers, parts.listsAll)
        return field
    }

    static func field(
        _ context: ViewContext, _ typed: Form, errors: [String: String], among people: [Int]? = nil,
        label: String = "Who are you?", name: String = "signer", picker given: Picker? = nil
    ) -> FormField {
        let picker = given ?? picker(context, among: people)
        // Who is signed in need not say it again; what was typed stands.
        let own = context.visitor.person.map { "p\($0)" }.flatMap { picker.label($0) == nil ? nil : $0 }
        let value = typed[name].isEmpty ? own ?? "" : typed[name]
        var field = FormField(
            name: name, label: label,
            control: picker.control(
                name, typed.with(name, value), none: picker.count == 1 ? nil : ("", "Choose …")),
            value: value, error: errors[name])
        // Who is signed in and may say it is asked nothing: they sign out to speak as somebody else.
        if let own, value.utf8.elementsEqual(own.utf8), errors[name] == nil {
            field.control = .settled
            return field
        }
        field.hint = "You need not be signed in: your signature shows who you are."
        return field
    }
}
