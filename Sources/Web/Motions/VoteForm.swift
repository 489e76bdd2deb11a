import Ledger
import Rules

/// The vote on the motion's own page: one reads and chooses in one place, and the next page has the vote to sign.
enum VoteForm {
    static func html(_ view: MotionView, _ context: ViewContext) -> HTML {
        guard view.isOpen else { return .none }
        let action = Action.vote(view)
        guard let speakers = action.speakers(context), !speakers.isEmpty else { return .none }
        if let person = context.visitor.person, !speakers.contains(person) { return .none }
        let mine = context.visitor.person.flatMap { person in view.motion.votes.first { $0.person == person } }
        let typed = Form(
            pairs: [("vote", mine?.choice.rawValue ?? "")]
                + (context.visitor.person.map { [("signer", "p\($0)")] } ?? []))
        let former: HTML =
            mine.map { "<p class=\"small quiet\">You voted \($0.choice.rawValue); your last vote counts.</p>" } ?? .none
        return """
            <form method="get" action="\(action.path)" class="say vote">\(action.fields(typed, context).map(\.html))\(former)
            <p class="buttons"><button class="do\(view.waiting.isEmpty ? " second" : "")" type="submit">Read and sign the vote</button></p></form>
            """
    }
}
