import Ledger
import Rules

/// Something said beside a record, an act or an item: that one came or went, or a note. It signs nothing else.
enum Beside: Sendable {
    case join(OpenRecord), leave(OpenRecord), note(NoteSubject)

    var path: String {
        switch self {
        case .join: "\(subject.path)/join"
        case .leave: "\(subject.path)/leave"
        case .note: "\(subject.path)/note"
        }
    }

    var subject: (id: String, path: String) {
        switch self {
        case .join(let record), .leave(let record): (record.name, "/records/\(record.name)")
        case .note(let about): (about.id, about.path)
        }
    }

    /// The place of the entry that it is about; nil for an item.
    var place: Int? {
        switch self {
        case .join(let record), .leave(let record): record.place
        case .note(let about): about.place
        }
    }

    var title: String {
        switch self {
        case .join(let record): "Join \(record.name)"
        case .leave(let record): "Leave \(record.name)"
        case .note(let about): "Add a note to \(about.id)"
        }
    }

    func lead(_ context: ViewContext) -> HTML {
        switch self {
        case .join:
            return
                "You join the record while it is going on. You sign only for your own presence. No register changes. \(context.clause("P-41"))"
        case .leave: return "You state when you left."
        case .note(let about): return "The note is shown with \(idLink(about.id)). It changes nothing."
        }
    }

    func fields(_ typed: Form, _ context: ViewContext, errors: [String: String]) -> [FormField] {
        var fields: [FormField] = []
        switch self {
        case .join(let record):
            let roles = record.kind.lateRoles.map(\.name)
            if roles.count > 1 {
                fields.append(
                    FormField(
                        name: "role", label: "In which role", control: .choice(roles.map { ($0, $0) }),
                        value: typed["role"], error: errors["role"]))
            }
            fields.append(time("When you came", typed, context, errors))
        case .leave: fields.append(time("When you left", typed, context, errors))
        case .note:
            var text = FormField(
                name: "c.text", label: "Your words", control: .area, value: typed["c.text"], error: errors["c.text"])
            text.isOptional = true
            text.hint = "A note needs words or a file. An act can erase both."
            var readers = FormField(
                name: "exception", label: "Who can see the note", control: .menu(self.readers(context)),
                value: typed["exception"], error: errors["exception"])
            readers.hint =
                "Choose “Everyone” unless there is a reason to restrict the note. \(context.clause("SP-9.5a"))"
            fields += [text, FormFiles.field(context, errors: errors), readers]
        }
        return fields + [Speakers.field(context, typed, errors: errors, among: speakers(context))]
    }

    private func time(_ label: String, _ typed: Form, _ context: ViewContext, _ errors: [String: String]) -> FormField {
        var field = FormField(
            name: "happened", label: label, control: .time(latest: context.now),
            value: typed["happened"].isEmpty ? context.now.text : typed["happened"], error: errors["happened"])
        field.hint = "In UTC. Now it is \(context.now.text)."
        return field
    }

    private func readers(_ context: ViewContext) -> [(value: String, label: String)] {
        let policy = context.authority.policy
        return [("", "Everyone")]
            + (policy?.exceptionsForPeople ?? []).map { exception in
                let audience = policy?.audiences[exception.audience]?.title ?? exception.audience
                return (exception.id, "\(audience), under \(exception.id) (\(exception.title))")
            }
    }

    /// Who could say it; nil: anybody with a key.
    func speakers(_ context: ViewContext) -> [Int]? {
        switch self {
        case .join: return nil
        case .leave(let record): return record.present.map(\.person)
        case .note:
            let pool = context.authority.policy?.records[Verb.note.name]?.performer ?? []
            let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
            return context.authority.people.map(\.number).filter {
                context.authority.standing(of: $0, in: pool, for: subject, at: context.now) != nil
            }
        }
    }

    /// What the fields say, by this signer.
    func intent(
        _ typed: Form, files: [UploadedFile], by signer: Signer, _ context: ViewContext
    ) throws(FormErrors) -> Intent {
        switch self {
        case .join(let record):
            let roles = record.kind.lateRoles.map(\.name)
            let role = typed["role"].isEmpty && roles.count == 1 ? roles[0] : typed["role"]
            guard roles.contains(role) else {
                throw FormErrors(
                    fields: ["role": "Choose a role."], text: "Nobody can join \(record.name) in this role.")
            }
            return Intent(draft: .join(record, role: role, happened: try happened(typed)), signer: signer)
        case .leave(let record):
            return Intent(draft: .leave(record, happened: try happened(typed)), signer: signer)
        case .note(let about):
            let attachments = try FormFiles.attachments(files)
            let text = attachments.isEmpty || !trimmed(typed["c.text"]).isEmpty ? try Action.text(typed) : nil
            guard let chosen = readers(context).first(where: { $0.value == typed["exception"] })?.value else {
                throw FormErrors(
                    fields: ["exception": "Choose who can read it."], text: "The policy has no such exception.")
            }
            let exception = context.authority.policy?.exceptions[chosen]
            return Intent(
                draft: about.draft, signer: signer, texts: text.map { [("text", $0)] } ?? [], exception: exception,
                files: FormFiles(attachments: attachments, exception: exception))
        }
    }

    private func happened(_ typed: Form) throws(FormErrors) -> Time {
        guard let time = Time(Zone.current.utc(trimmed(typed["happened"]))) else {
            throw FormErrors(
                fields: ["happened": "Give a time like 2026-11-22T09:40:00Z."], text: "“happened” is not a time.")
        }
        return time
    }
}
