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
            ? act.map(Choosing.box) : nil
        return """
            <li class="wide"><span class="what">\(choose)<a href="\(path)">\(title)</a></span><small>\(small)</small>\
            <span class="side"><a class="do\(second)" href="\(path)">\(button)</a></span></li>
            """
    }
}

extension Waiting {
    /// A task of the person who is signed in.
    init(_ task: OpenTask, _ context: ViewContext) {
        let subject = context.subject(of: task.id)
        title = subject.map { "\(task.rule.verb) “\($0)”" } ?? task.title
        path = task.step.path ?? task.about.path ?? "/"
        button = task.rule.button
        act = task.slot == nil ? nil : task.id
        small = "since \(said(task.since, now: context.now))\(Waiting.about(task, context))"
    }

    /// Who asked, and which of how many one would be.
    private static func about(_ task: OpenTask, _ context: ViewContext) -> HTML {
        guard case .item(let text) = task.about, let id = ItemID(text) else { return .none }
        switch id.prefix {
        case "A" where task.slot != nil:
            guard let act = context.world.actView(at: id.number, now: context.now),
                let slot = act.ways.flatMap(\.slots).first(where: { $0.name == task.slot })
            else { return .none }
            let asked = context.world.openQuestions(about: act.place)
            let open: HTML =
                asked == 0
                ? .none
                : " · \(mark(.due, asked == 1 ? "one question without an answer" : "\(counted(asked)) questions without an answer"))"
            return
                " · \(personLink(act.proposer)) asked · you would be \(slot.signed.count + 1) of \(slot.count), as \(slot.name)\(open)"
        case "B":
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
