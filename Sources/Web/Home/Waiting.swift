import Ledger
import Rules

/// Something that waits, with the one thing to do about it.
struct Waiting {
    let path: String
    let title: String
    let small: HTML
    let button: String
    /// The act that a signature would fill, where several can be signed as one statement (P-36).
    var act: String?

    /// The first is the page's primary button.
    func html(isFirst: Bool, mayChoose: Bool = false) -> HTML {
        let second: HTML = isFirst ? .none : " second"
        let choose: HTML? =
            mayChoose
            ? act.map {
                "<input type=\"checkbox\" name=\"of\" value=\"\($0)\" aria-label=\"Choose \($0)\"> "
            } : nil
        return """
            <li class="wide"><span class="what">\(choose)<a href="\(path)">\(title)</a></span><small>\(small)</small>\
            <span class="side"><a class="do\(second)" href="\(path)">\(button)</a></span></li>
            """
    }
}

extension Waiting {
    /// A task of the person who is signed in.
    init(_ task: OpenTask, _ context: ViewContext) {
        title = Waiting.title(task, context)
        act = nil
        let since: HTML = "since \(said(task.since, now: context.now))"
        switch task.sort {
        case .sign:
            (path, button, act) = ("/acts/\(task.id)/sign", "Read and sign", task.id)
        case .vote: (path, button) = ("/motions/\(task.id)", "Read and vote")
        case .close: (path, button) = ("/motions/\(task.id)/close", "Read and close")
        case .openMotion: (path, button) = ("/acts/\(task.id)/motion", "Open the motion")
        case .observe: (path, button) = ("/records/\(task.id)/sign", "Read and confirm")
        case .attest: (path, button) = ("/records/\(task.id)/attest", "Read and attest")
        case .answer: (path, button) = ("/questions/\(task.id)/answer", "Read and answer")
        case .replace: (path, button) = ("/acts/\(task.id)", "See how to close it")
        case .answerDisowned:
            let one = context.state.disowned().first { $0.name == task.id && $0.answer == nil }
            let fields = one.map { "?f.disowning=D-\($0.disowning.number)&f.entry=\($0.entry)" } ?? ""
            (path, button) = ("/propose/\(AnswerDisowned.kind)\(fields)", "Read and answer")
        case .review: (path, button) = ("/policy#exceptions", "Read")
        default: (path, button) = (Address.of(task.id) ?? "/", "Read")
        }
        small = "\(since)\(Waiting.about(task, context))"
    }

    private static func title(_ task: OpenTask, _ context: ViewContext) -> String {
        guard let subject = context.subject(of: task.id) else { return task.title }
        switch task.sort {
        case .vote: return "Vote on “\(subject)”"
        case .close: return "Close the motion on “\(subject)”"
        case .openMotion: return "Open the motion on “\(subject)”"
        case .answer: return "Answer \(subject)"
        case .replace: return "Close the replacement of your keys"
        case .answerDisowned: return "Does it stand, though a disowned key signed it: “\(subject)”"
        default: return subject
        }
    }

    /// Who asked, and which of how many one would be.
    private static func about(_ task: OpenTask, _ context: ViewContext) -> HTML {
        guard let id = ItemID(task.id) else { return .none }
        switch task.sort {
        case .sign:
            guard let act = context.world.actView(at: id.number, now: context.now),
                let slot = act.ways.flatMap(\.slots).first(where: { $0.name == task.slot })
            else { return .none }
            let asked = context.world.openQuestions(about: act.place)
            let open: HTML =
                asked == 0
                ? .none
                : " · \(mark(.due, asked == 1 ? "one question without an answer" : "\(counted(asked)) questions without an answer"))"
            return
                " · p\(act.proposer) asked · you would be \(slot.signed.count + 1) of \(slot.count), as \(slot.name)\(open)"
        case .vote, .close:
            return context.state.motionView(at: id.number, now: context.now).map { " · \(MotionWords.tally($0))" }
                ?? .none
        default: return .none
        }
    }
}

/// “Three things wait for you”: the count is the heading.
func waitingHeading(_ count: Int, _ whom: String) -> String {
    switch count {
    case 0: "Nothing waits for \(whom)"
    case 1: "One thing waits for \(whom)"
    default: "\(counted(count)) things wait for \(whom)"
    }
}
