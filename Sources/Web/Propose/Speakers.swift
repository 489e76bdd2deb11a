import Ledger
import Rules

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
