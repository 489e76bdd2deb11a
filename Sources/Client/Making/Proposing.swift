import Ledger
import Rules

extension Workspace {
    /// The proposal of an act, a record, or one of the kinds that are beside them: a motion, a conflict.
    package func proposal(
        _ name: String, _ fields: [String], slot: String? = nil, question: String? = nil, under ruling: String? = nil
    ) throws(Failure) -> Intent {
        var intent: Intent
        switch name {
        case "authority/motion.open": intent = Intent(try motionOpening(fields, question: question))
        case "authority/conflict.declare": intent = Intent(try conflict(fields))
        default:
            guard let kind = Kind.named(name) else {
                throw noKind(name)
            }
            let input = try FieldInput(withHashes(fields, of: kind), for: kind, now: now)
            let ruling = try ruling.map { (id) throws(Failure) in try self.ruling(id) }
            var draft = Draft.of(kind, input.body, under: ruling)
            if !kind.isRecord {
                if let slot {
                    draft.slot = slot
                } else {
                    // The pages fill the same one: one rule for both, among the views.
                    draft.slot = state.ownSlot(
                        of: kind, input.body, by: try requireNumber(), ruled: ruling != nil, at: now)
                }
            }
            intent = Intent(draft)
            intent.enclosed = input.enclosed
            intent.texts = input.texts.map { DetachedText($0.note.name, $0.text) }
        }
        if let question { intent.texts.append(DetachedText("question", question)) }
        return intent
    }

    /// The ruling with this id: what the act rests on (P-52).
    private func ruling(_ id: String) throws(Failure) -> Ruling {
        guard let found = ItemID(id).flatMap({ authority.cases.rulings.item($0) }) else {
            throw .notFound("there is no ruling \(Visible.text(id)); foureyes list rulings shows them")
        }
        return found
    }

    /// An exception of the policy by its id: what the person themselves wants not to be public.
    package func exception(named id: String?) throws(Failure) -> ConfidentialityException? {
        guard let id else { return nil }
        let exceptions = authority.policy?.exceptionsForPeople ?? []
        guard let exception = exceptions.first(where: { $0.id == id }) else {
            let known = exceptions.map(\.id).joined(separator: ", ")
            throw .notFound("the policy has no exception \(Visible.text(id)); its exceptions are: \(known)")
        }
        return exception
    }

    /// `act=A-n`, and the body that the act's requirement names unless another is given; or a question.
    private func motionOpening(_ fields: [String], question: String?) throws(Failure) -> Draft {
        var (about, body): (ActView?, String?) = (nil, nil)
        for word in fields {
            switch try FieldInput.split(word) {
            case ("act", let id): about = try act(id)
            case ("body", let code): body = code
            case (let name, _):
                throw .usage(
                    "authority/motion.open has no field \(Visible.text(name)); its fields are: act=A-n body=CODE")
            }
        }
        guard let about else {
            guard question != nil, let body else {
                throw .usage("give act=A-n for a motion about an act, or body=CODE and --question for a question")
            }
            return Draft("authority/motion.open", .line(["body": .string(body)]), under: ["P-50"])
        }
        guard let decides = body ?? about.motionRule?.body else {
            throw .refused(Refusal("P-50", "\(about.name) is not decided by a motion."))
        }
        return try draft(about: about, { .motion(about: $0, body: decides) }, { .motion(about: $0, body: decides) })
    }

    private func conflict(_ fields: [String]) throws(Failure) -> Draft {
        guard fields.count == 1, case ("act", let id) = try FieldInput.split(fields[0]) else {
            throw .usage("authority/conflict.declare needs act=A-n or act=B-n")
        }
        switch try find(id) {
        case .act(let view): return Draft("authority/conflict.declare", of: view.hash, under: ["P-51"])
        case .motion(let view):
            return Draft("authority/conflict.declare", of: view.motion.hash, under: ["P-51"])
        default: throw .usage("\(Visible.text(id)) is neither an act nor a motion")
        }
    }
}
