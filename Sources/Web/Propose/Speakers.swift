import Ledger
import Rules

/// People as a form lists them.
enum Speakers {
    /// `named`: with the names that the reader may read, where they must pick the right one among others.
    static func picker(_ context: ViewContext, among people: [Int]? = nil, named: Bool = false) -> Picker {
        let numbers = people ?? context.authority.people.map(\.number)
        @Sendable func option(_ number: Int, named: Bool) -> Picker.Option {
            let seats = context.authority.groups(of: number).map { context.title(of: $0) }
            let name = named ? context.name(of: number) : nil
            return ("p\(number)", (["p\(number)"] + [name].compactMap(\.self) + seats).joined(separator: ", "))
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

    static func field(
        _ context: ViewContext, _ typed: Form, errors: [String: String], among people: [Int]? = nil,
        label: String = "Who are you?", name: String = "signer"
    ) -> FormField {
        let picker = picker(context, among: people)
        // Who is signed in need not say it again; what was typed stands.
        let own = context.visitor.person.map { "p\($0)" }.flatMap { picker.label($0) == nil ? nil : $0 }
        let value = typed[name].isEmpty ? own ?? "" : typed[name]
        var field = FormField(
            name: name, label: label,
            control: picker.control(
                name, typed.with(name, value), none: picker.count == 1 ? nil : ("", "Choose …")),
            value: value, error: errors[name])
        field.hint = "You need not be signed in: your signature shows who you are."
        return field
    }
}
