import Ledger
import Rules

/// How a motion stands, in words.
enum MotionWords {
    static func tally(_ view: MotionView) -> String {
        let tally = "\(view.tally.yes) yes, \(view.tally.no) no, \(view.tally.abstain) abstaining"
        guard view.isOpen else { return tally }
        let more = max(0, view.floor - view.tally.yes)
        return more > 0 ? "\(tally) · needs \(more) more yes" : "\(tally) · enough to carry it"
    }

    static func mark(_ view: MotionView) -> HTML {
        switch view.condition {
        case "open": Web.mark(.open, "open")
        case "carried": Web.mark(.holds, "carried")
        case "stopped": Web.mark(.broken, "stopped")
        default: Web.mark(.idle, view.condition)
        }
    }

    static func title(_ view: MotionView, _ context: ViewContext) -> String {
        guard let place = view.motion.act, let act = context.world.actView(at: place, now: context.now) else {
            let question = context.entry(at: view.motion.place).flatMap {
                context.text(of: "question", in: $0.statement, hash: $0.hash)
            }
            return question.map { String($0.prefix(120)) }
                ?? "A question to \(context.title(of: view.motion.body))"
        }
        return heading(of: act.kind, act.body, context)
    }
}
