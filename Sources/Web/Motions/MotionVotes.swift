import Ledger
import Rules

/// The votes of a motion, by name.
enum MotionVotes {
    static func bar(_ view: MotionView) -> HTML {
        Bar.html(
            [
                (.holds, view.tally.yes), (.broken, view.tally.no), (.due, view.tally.abstain),
                (.idle, max(0, view.seats - view.tally.yes - view.tally.no - view.tally.abstain)),
            ],
            says: "\(MotionWords.tally(view)), of \(view.seats) seated")
    }

    static func cards(_ view: MotionView, _ context: ViewContext) -> HTML {
        let cards = view.seated.map { person -> HTML in
            guard let vote = view.motion.votes.first(where: { $0.person == person }) else {
                let why =
                    view.barred.contains(person)
                    ? "cannot vote: named in the act, or conflict of interest"
                    : view.isOpen ? "has not voted" : "did not vote"
                return
                    "<li class=\"empty\"><span class=\"ring\" aria-hidden=\"true\">p\(person)</span><span>\(personLink(person))<small>\(why)</small></span></li>"
            }
            let time = context.log.rows.at(vote.place).map { said($0.recorded, now: context.now) }
            let classes: HTML = vote.choice == .yes ? .none : " class=\"no\""
            return """
                <li\(classes)><span class="ring" aria-hidden="true">p\(person)</span><span>\(personLink(person))<small><strong>\(vote.choice.rawValue)</strong>\(view.abstaining.contains(person) && vote.choice != .abstain ? " (counts as an abstention)" : "") · \
                \(time)\(vote.local ? " · on their own machine" : "") · \(entryLink(vote.place))</small></span></li>
                """
        }
        let silent = view.isOpen ? 0 : view.seats - view.seated.count
        let others: HTML = silent > 0 ? "<p class=\"quiet\">\(amount(silent, "other member")) did not vote.</p>" : .none
        return "<ul class=\"slots\">\(cards)</ul>\(others)"
    }
}
