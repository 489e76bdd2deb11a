import Ledger

/// What somebody can do next about a finding or a task: one statement, as the command line says it and as a page
/// offers it.
package struct NextStep: Sendable, Equatable {
    /// The kind or verb of the statement.
    package let kind: String
    /// What a verb is about: `A-412`, `B-7`, `R-9`, `Q-3`.
    package let about: String?
    /// The slot that a signature would fill.
    package let slot: String?
    /// Fields that are filled in already, so that nobody looks up places by hand.
    package let fields: [String: String]
    /// The whole command.
    package let command: String

    private init(_ kind: String, _ about: String?, _ slot: String?, _ fields: [String: String], _ command: String) {
        (self.kind, self.about, self.slot, self.fields) = (kind, about, slot, fields)
        self.command = "foureyes " + command
    }

    /// A verb about something that stands.
    package static func say(_ verb: String, about id: String? = nil, slot: String? = nil, _ command: String) -> NextStep {
        NextStep(verb, id, slot, [:], command + (slot.map { " --slot \($0)" } ?? ""))
    }

    /// A proposal or a record with what is known of it.
    package static func propose(_ kind: String, _ fields: [String: String] = [:]) -> NextStep {
        let known = fields.keys.sorted().map { " \($0)=\(fields[$0] ?? "")" }.joined()
        return NextStep(kind, nil, nil, fields, (kind.hasPrefix("record/") ? "record " : "propose ") + kind + known)
    }

    /// A proposal for which the command line has a command of its own.
    package static func propose(_ kind: String, _ fields: [String: String], command: String) -> NextStep {
        NextStep(kind, nil, nil, fields, command)
    }
}
