import Ledger
import Rules

/// Something that a person can say on this site. Each is a form, and what the form's fields make a statement.
enum Action: Sendable {
    case propose(Kind)
    case sign(ActView), decline(ActView), withdraw(ActView), openMotion(ActView), conflict(ActView)
    case vote(MotionView), close(MotionView)
    /// A change of the Manual whose waiting time is over.
    case closeManual(ActView)
    /// A motion that is about no act.
    case question
    case observe(OpenRecord), object(OpenRecord), closeRecord(OpenRecord), attest(OpenRecord)
    case ask(QuestionSubject), answer(Question)
    case beside(Beside)
    /// Several acts as one statement (P-36).
    case batch(ActBatch)

    /// What a form says for a proposal that signs nothing; no slot is called so.
    static let noSlot = "-"

    /// The form's address.
    var path: String {
        switch self {
        case .propose(let kind): kind.path
        case .question: "/propose/question"
        case .sign(let act): "/acts/\(act.name)/sign"
        case .decline(let act): "/acts/\(act.name)/decline"
        case .withdraw(let act): "/acts/\(act.name)/withdraw"
        case .openMotion(let act): "/acts/\(act.name)/motion"
        case .conflict(let act): "/acts/\(act.name)/conflict"
        case .closeManual(let act): "/acts/\(act.name)/into-force"
        case .vote(let view): "/motions/\(view.motion.name)/vote"
        case .close(let view): "/motions/\(view.motion.name)/close"
        case .observe(let record): "/records/\(record.name)/sign"
        case .object(let record): "/records/\(record.name)/object"
        case .closeRecord(let record): "/records/\(record.name)/close"
        case .attest(let record): "/records/\(record.name)/attest"
        case .ask(let about): "\(about.path)/ask"
        case .answer(let question): "/questions/\(question.name)/answer"
        case .beside(let beside): beside.path
        case .batch(let batch): batch.path
        }
    }

    /// What the page is about, with its address.
    var subject: (id: String, path: String) {
        switch self {
        case .propose(let kind): (kind.title, "/kinds/\(kind.name)")
        case .question: ("Motions", "/motions")
        case .sign(let act), .decline(let act), .withdraw(let act), .openMotion(let act), .conflict(let act),
            .closeManual(let act):
            (act.name, "/acts/\(act.name)")
        case .vote(let view), .close(let view): (view.motion.name, "/motions/\(view.motion.name)")
        case .observe(let record), .object(let record), .closeRecord(let record), .attest(let record):
            (record.name, "/records/\(record.name)")
        case .ask(let about): (about.id, about.path)
        case .answer(let question): (question.name, "/questions/\(question.name)")
        case .beside(let beside): beside.subject
        case .batch: ("What waits", "/")
        }
    }

    /// The place of the entry that it is about; nil for a proposal.
    var place: Int? {
        switch self {
        case .propose, .question, .batch: nil
        case .sign(let act), .decline(let act), .withdraw(let act), .openMotion(let act), .conflict(let act),
            .closeManual(let act):
            act.place
        case .vote(let view), .close(let view): view.motion.place
        case .observe(let record), .object(let record), .closeRecord(let record), .attest(let record): record.place
        case .ask(let about): about.place
        case .answer(let question): question.born
        case .beside(let beside): beside.place
        }
    }

    func title(_ context: ViewContext) -> String {
        func about(_ act: ActView) -> String { "“\(heading(of: act.kind, act.body, context))”" }
        func about(_ record: OpenRecord) -> String {
            "“\(heading(of: record.kind, record.kind.body(of: record.record), context))”"
        }
        switch self {
        case .propose(let kind): return kind.title
        case .question: return "Put a question to a body"
        case .sign(let act): return "Sign \(about(act))"
        case .decline(let act): return "Decline \(about(act))"
        case .withdraw(let act): return "Withdraw from \(about(act))"
        case .openMotion(let act): return "Open the motion about \(about(act))"
        case .conflict(let act): return "Declare a conflict of interest in \(about(act))"
        case .closeManual(let act): return "Put into force \(about(act))"
        case .vote(let view): return "Vote on “\(MotionWords.title(view, context))”"
        case .close(let view): return "Close the motion on “\(MotionWords.title(view, context))”"
        case .observe(let record): return "Confirm \(about(record))"
        case .object(let record): return "Object to \(about(record))"
        case .closeRecord(let record): return "Close \(about(record))"
        case .attest(let record): return "Attest \(about(record))"
        case .ask(let asked):
            let what = context.subject(of: asked.id) ?? asked.id
            return asked.isMotion ? "Comment on “\(what)”" : "Ask about “\(what)”"
        case .answer(let question): return "Answer \(question.name)"
        case .beside(let beside): return beside.title
        case .batch(let batch): return batch.title
        }
    }

    /// What saying it means, in a sentence or two.
    func lead(_ context: ViewContext) -> HTML {
        switch self {
        case .propose(let kind):
            let needs = context.sentence(for: kind)
            return kind.isRecord ? "A record: \(needs)." : "Needs \(needs)."
        case .question:
            return
                "A motion about a question, not about an act. The members of the body vote by name. No register changes."
        case .sign(let act):
            let requirement = act.requirement
            return
                "You sign exactly this act. It needs \(requirement.map { needs($0, groups: act.groups, context) } ?? "")."
        case .decline:
            return
                "You can never sign this act after that. The act ends if the others cannot meet its requirement."
        case .withdraw:
            return
                "While the act is open, the proposer can withdraw it and each signer can withdraw their own signature."
        case .openMotion:
            return
                "A motion stays open for 72 hours, or until everybody who may vote has voted. An act can have only one motion."
        case .conflict:
            return "This is final for this act. You still count as a member, but you can neither sign, vote nor close."
        case .closeManual:
            return
                "It loosens a rule and has waited for 24 hours. The leader puts it into force, on their own machine. \(context.clause("P-37"))"
        case .vote: return "Votes are by name. Until the motion is closed, your last vote counts."
        case .close(let view):
            return "Two members close a motion. Each states the tally: \(MotionWords.tally(view))."
        case .observe(let record):
            return
                "You confirm that it happened as written here. Performed by \(personLink(record.performer)), \(said(record.happened, now: context.now))."
        case .object:
            return
                "You say that it was not so: you did not see it, or it was otherwise. The record stays, and is then in breach. \(context.clause("P-41"))"
        case .closeRecord: return "The record becomes complete without the missing signatures and is then in breach."
        case .attest:
            return
                "The record was entered late. You confirm that you took no part and have seen the thing or the evidence as recorded."
        case .ask(let asked):
            return
                "Everybody can read it on the page of \(idLink(asked.id)). Signing does not wait for an answer."
        case .answer(let question):
            return "Everybody can read it below the question of \(personLink(question.person))."
        case .beside(let beside): return beside.lead(context)
        case .batch:
            return
                "One signature counts for each of these acts, in the order below. If a rule refuses one act, the others still count. \(context.clause("P-36"))"
        }
    }

    /// What the button says.
    var button: String {
        switch self {
        case .propose(let kind): kind.isRecord ? "Prepare the record" : "Prepare the proposal"
        case .ask(let about): about.isMotion ? "Prepare the comment" : "Prepare the question"
        case .answer: "Prepare the answer"
        default: "Prepare the statement"
        }
    }

    func fields(_ typed: Form, _ context: ViewContext, errors: [String: String] = [:]) -> [FormField] {
        switch self {
        case .propose(let kind):
            return BodyFields(kind: kind, context: context).fields(typed, errors: errors)
                + (kind.takesFiles ? FormFiles.fields(typed, context, errors: errors) : [])
                + rulingField(kind, typed, context, errors: errors)
                + slotField(kind, typed, context, errors: errors)
                + [
                    kind.isRecord
                        ? Speakers.performer(of: kind, context, typed, errors: errors)
                        : Speakers.field(context, typed, errors: errors)
                ]
        case .question:
            let bodies = context.groups.filter { $0.group.sort == .body }.map {
                ($0.group.code, $0.group.title)
            }
            let body = FormField(
                name: "body", label: "Which body decides", control: .choice(bodies), value: typed["body"],
                error: errors["body"])
            var question = FormField(
                name: "c.question", label: "The question", control: .area, value: typed["c.question"],
                error: errors["c.question"])
            question.hint = "Ask it so that yes or no is an answer. Everybody can read it."
            return [body, question, Speakers.field(context, typed, errors: errors)]
        case .sign(let act): return signFields(act, typed, context, errors: errors)
        case .decline, .withdraw, .conflict:
            let reason = FormField(
                name: "c.reason", label: "Why", control: .area, value: typed["c.reason"], isOptional: true,
                error: errors["c.reason"])
            return (takesReason ? [reason] : []) + [
                Speakers.field(context, typed, errors: errors, among: speakers(context))
            ]
        case .vote:
            let choices = Vote.Choice.allCases.map { ($0.rawValue, $0.rawValue) }
            let vote = FormField(
                name: "vote", label: "Your vote", control: .choice(choices), value: typed["vote"],
                error: errors["vote"])
            return [vote, Speakers.field(context, typed, errors: errors, among: speakers(context))]
        case .ask, .answer, .object:
            var text = FormField(
                name: "c.text", label: "Your words", control: .area, value: typed["c.text"], error: errors["c.text"])
            text.hint = "Everybody can read this. An act can erase it."
            return [text] + verdict(typed, context, errors) + [
                Speakers.field(context, typed, errors: errors, among: speakers(context))
            ]
        case .beside(let beside): return beside.fields(typed, context, errors: errors)
        default: return [Speakers.field(context, typed, errors: errors, among: speakers(context))]
        }
    }
}
