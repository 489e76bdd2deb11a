import Ledger
import Rules

/// A draft with who says it and the texts that are beside it.
struct Intent: Sendable {
    var draft: Draft
    let signer: Signer
    var texts: [(name: String, text: String)] = []
    /// Those personal texts that everybody may read, because their person says so (K-3).
    var published: Set<String> = []
    /// For whose readers the texts are, where not for everyone.
    var exception: ConfidentialityException?
    var files = FormFiles.none
    /// Bytes that the statement encloses (P-7).
    var enclosed: [[UInt8]] = []
}

extension Action {
    /// What the fields say; throws everything that is wrong with them.
    func intent(
        _ typed: Form, files: [UploadedFile] = [], _ context: ViewContext, enclosed: [[UInt8]] = []
    ) throws(FormErrors) -> Intent {
        switch self {
        case .propose(let kind): return try proposal(of: kind, typed, files, context, enclosed)
        case .sign(let act): return try signature(on: act, typed, context)
        default: break
        }
        let signer = try signer(typed, context)
        var errors = FormErrors()
        let draft: Draft
        switch self {
        case .decline(let act):
            draft = Draft(
                "\(act.part.rawValue)/act.decline", of: act.hash, under: [act.kind.clauses.first ?? "P-34"])
        case .conflict(let act): draft = Draft("authority/conflict.declare", of: act.hash, under: ["P-51"])
        case .withdraw(let act): draft = try withdrawal(from: act, by: signer, context)
        case .openMotion(let act):
            guard let rule = act.motionRule else {
                throw FormErrors(refusal: Refusal("P-50", "\(act.name) is not decided by a motion."))
            }
            draft = Draft(
                "authority/motion.open", .line(["body": .string(rule.body)]), of: act.hash,
                under: [act.kind.clauses.first ?? "P-50"])
        case .vote(let view):
            guard let choice = Vote.Choice(rawValue: typed["vote"]) else {
                errors.fields["vote"] = "Choose yes, no or abstain."
                throw errors
            }
            draft = .vote(view.motion, choice)
        case .close(let view): draft = .close(view.motion, view.tally)
        case .closeManual(let act): draft = .closeManual(act.hash, act.name)
        case .observe(let record): draft = .observe(record)
        case .closeRecord(let record):
            draft = Draft("record/close", of: record.hash, under: [record.kind.clauses.first ?? "P-41"])
        case .attest(let record): draft = Draft("record/attest", of: record.hash, under: ["P-43"])
        case .question:
            let body = typed["body"]
            if context.authority.policy?.groups[body]?.sort != .body {
                errors.fields["body"] = "Choose a body."
            }
            if trimmed(typed["c.question"]).isEmpty { errors.fields["c.question"] = "Write the question." }
            guard errors.fields.isEmpty else { throw errors }
            guard context.authority.membership(of: signer.number, in: body, at: context.now) != nil else {
                throw FormErrors(
                    fields: ["signer": "\(signer.text) is not a member of the \(context.title(of: body))."],
                    text: "\(signer.text) is not a member.")
            }
            let opening = Draft("authority/motion.open", .line(["body": .string(body)]), under: ["P-50"])
            return Intent(draft: opening, signer: signer, texts: [("question", typed["c.question"])])
        case .batch(let batch):
            draft = try batch.draft(by: signer.number, context)
        case .object(let record): return try words(.object(record), typed, by: signer)
        case .ask(let about): return try words(.question(about: about.hash, under: about.under), typed, by: signer)
        case .answer(let question):
            return try words(.answer(question, Verdict(rawValue: typed["verdict"])), typed, by: signer)
        case .beside(let beside): return try beside.intent(typed, files: files, by: signer, context)
        case .propose, .sign: throw errors
        }
        let reason = typed["c.reason"]
        return Intent(
            draft: draft, signer: signer, texts: takesReason && !reason.isEmpty ? [("reason", reason)] : [])
    }

    /// What is said in words alone: a question, an answer.
    private func words(_ draft: Draft, _ typed: Form, by signer: Signer) throws(FormErrors) -> Intent {
        Intent(draft: draft, signer: signer, texts: [("text", try Action.text(typed))])
    }

    /// For an answer to a question about a record: what one who took no part says of it (P-41).
    func verdict(_ typed: Form, _ context: ViewContext, _ errors: [String: String]) -> [FormField] {
        guard case .answer(let question) = self, context.world.recordIndex(at: question.about) != nil else { return [] }
        var field = FormField(
            name: "verdict", label: "Is the record true?",
            control: .menu([("", "No verdict")] + Verdict.words.map { ($0, $0) }),
            value: typed["verdict"], isOptional: true, error: errors["verdict"])
        field.hint =
            "For people in office who took no part. Sign on your own machine. If two people say “false”, the record counts for nothing."
        return [field]
    }

    /// The words of a form, which are all that it says.
    static func text(_ typed: Form) throws(FormErrors) -> String {
        let text = typed["c.text"]
        guard !trimmed(text).isEmpty else {
            throw FormErrors(fields: ["c.text": "Write something here."], text: "“text” is missing.")
        }
        let longest = amount(DetachedNote.textBytesMax, "byte")
        guard text.utf8.count <= DetachedNote.textBytesMax else {
            throw FormErrors(
                fields: ["c.text": "Too long: at most \(longest)."], text: "“text” has more than \(longest).")
        }
        return text
    }

    private func signer(_ typed: Form, _ context: ViewContext) throws(FormErrors) -> Signer {
        guard let id = ItemID(typed["signer"]), id.prefix == Person.prefix else {
            throw FormErrors(
                fields: ["signer": "Choose who you are."], text: "“signer” must be the id of a person, like p3.")
        }
        guard context.authority.person(id.number) != nil else {
            throw FormErrors(fields: ["signer": "There is no \(id.text)."], text: "There is no \(id.text).")
        }
        return .person(id.number)
    }

    private func proposal(
        of kind: Kind, _ typed: Form, _ files: [UploadedFile], _ context: ViewContext, _ enclosed: [[UInt8]]
    ) throws(FormErrors) -> Intent {
        var errors = FormErrors()
        var body: JSON?
        var signer: Signer?
        do throws(FormErrors) { body = try BodyFields(kind: kind, context: context).body(typed) } catch {
            errors = error
        }
        do throws(FormErrors) { signer = try self.signer(typed, context) } catch {
            errors.fields.merge(error.fields) { first, _ in first }
        }
        var read = FormFiles.none
        if !kind.takesFiles, !files.isEmpty { errors.fields[FormFiles.field] = "This form does not accept files." }
        do throws(FormErrors) { read = try FormFiles.read(files, typed, context) } catch {
            errors.fields.merge(error.fields) { first, _ in first }
        }
        guard let body, let signer, errors.fields.isEmpty, errors.refusal == nil else { throw errors }
        let ruling = typed["ruling"]
        let ruled = context.authority.rulings(permitting: kind.name, at: context.now).first { $0.id.text == ruling }
        guard ruling.isEmpty || ruled != nil else {
            throw FormErrors(
                fields: ["ruling": "No such ruling permits this now."], text: "No such ruling permits this now.")
        }
        if let objection = context.state.objection(
            to: kind, body, by: signer.number, under: ruled?.number, at: context.now)
        {
            throw FormErrors(refusal: objection)
        }
        let named = Set(kind.encloses.compactMap { body[$0]?.text })
        guard named == Set(enclosed.map { Digest.of($0).hex }) else {
            throw FormErrors(
                general: """
                    <div class="refusal" role="alert"><p>Acts of this kind enclose files. Use the command line, which reads the files on your own machine:</p>
                    <code class="shell">foureyes propose \(kind.name) \(kind.encloses.map { "\($0)=FILE" }.joined(separator: " "))</code></div>
                    """, text: "This kind encloses files: use foureyes propose \(kind.name).")
        }
        let slot = typed["slot"]
        guard slot.isEmpty || slot == Action.noSlot || Grammar.isName(slot) else {
            throw FormErrors(fields: ["slot": "There is no such slot."], text: "There is no such slot.")
        }
        let texts = kind.texts.compactMap { note in
            typed["c." + note.name].isEmpty ? nil : (note.name, typed["c." + note.name])
        }
        let filled =
            slot.isEmpty
            ? context.state.ownSlot(of: kind, body, by: signer.number, ruled: ruled != nil, at: context.now)
            : slot == Action.noSlot ? nil : slot
        var intent = Intent(
            draft: .of(kind, body, slot: filled, under: ruled), signer: signer, texts: texts, files: read,
            enclosed: enclosed)
        intent.published = Set(kind.texts.filter { $0.mayPublish && typed["public." + $0.name] == "yes" }.map(\.name))
        return intent
    }

    private func signature(on act: ActView, _ typed: Form, _ context: ViewContext) throws(FormErrors) -> Intent {
        var errors = FormErrors()
        let slots = act.ways.flatMap(\.slots)
        guard
            let slot = slots.first(where: { $0.name.utf8.elementsEqual(typed["slot"].utf8) })
                ?? (typed["slot"].isEmpty && slots.count == 1 ? slots.first : nil)
        else {
            errors.fields["slot"] = "Choose a slot."
            errors.text = "“slot” must be one of \(slots.map(\.name).joined(separator: ", "))."
            throw errors
        }
        var draft = context.draft(signing: act, slot: slot.name)
        if slot.isHolder {
            return Intent(draft: draft, signer: act.named.first.map { .person($0) } ?? .person(0))
        }
        let signer = try signer(typed, context)
        if let fingerprint = draft.body["heard"]?.text.flatMap({ Digest(hex: $0) }) {
            let heard = typed["heard"]
            do throws(Malformed) {
                guard try Words.match(heard, fingerprint) else {
                    throw Malformed(
                        "P-21", "these are the words of a different key: do not sign, and tell the others")
                }
            } catch {
                errors.fields["heard"] =
                    heard.isEmpty ? "Key witnesses must type the twelve words that they heard." : "\(error.what)."
                errors.text = errors.fields["heard"] ?? ""
                throw errors
            }
        }
        draft.slot = slot.name
        return Intent(draft: draft, signer: signer)
    }

    private func withdrawal(from act: ActView, by signer: Signer, _ context: ViewContext) throws(FormErrors) -> Draft {
        let own = act.signatures.last { $0.person == signer.number }?.place
        let place = act.proposer == signer.number ? act.place : own
        guard let request = place.flatMap({ context.entry(at: $0) })?.statement.request else {
            throw FormErrors(
                fields: ["signer": "\(signer.text) neither proposed nor signed \(act.name)."],
                text: "\(signer.text) neither proposed nor signed \(act.name).")
        }
        return Draft(
            "\(act.part.rawValue)/act.withdraw", .line(["request": .string(request.hex)]), of: act.hash,
            under: [act.kind.clauses.first ?? "P-34"])
    }
}

extension ViewContext {
    /// A signature's draft, of either part; the body is what the act asks of that slot (P-21).
    func draft(signing act: ActView, slot: String) -> Draft {
        if let open = authority.acts[place: act.place] { return .sign(open, slot: slot) }
        if let open = world.acts[place: act.place] { return .sign(open, slot: slot) }
        return Draft("\(act.part.rawValue)/act.sign", of: act.hash, slot: slot, under: ["P-32"])
    }
}
