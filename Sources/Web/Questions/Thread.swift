import Ledger
import Rules

/// The questions about something and their answers, as they are on its page, each with its person and time.
struct Thread {
    let about: QuestionSubject
    let context: ViewContext
    /// More than anybody reads at once; older ones are on pages of their own.
    static let shownMax = 100

    private var questions: [Question] { context.world.remarks.questions(about: about.place) }

    /// The whole thread, with a way to add to it.
    var html: HTML {
        let questions = questions
        let older = max(0, questions.count - Thread.shownMax)
        let rest: HTML =
            older > 0
            ? "<p class=\"small quiet\">To see \(amount(older, "older question")), run <code>foureyes show \(about.id)</code>.</p>"
            : .none
        let list: HTML =
            questions.isEmpty
            ? "<p class=\"none\">\(about.isMotion ? "Nobody has said anything yet." : "Nobody has asked anything.")</p>"
            : "\(rest)<ol class=\"thread\">\(questions.suffix(Thread.shownMax).map(item))</ol>"
        return """
            <h2 id="questions">\(about.isMotion ? "Deliberation" : "Questions")</h2>
            \(list)
            <p class="buttons"><a class="do second" href="\(about.path)/ask">\(about.isMotion ? "Add a comment" : "Ask a question")</a></p>
            """
    }

    /// What is beside the sign button while something is unanswered.
    static func notice(_ about: QuestionSubject, _ context: ViewContext) -> HTML {
        let open = context.world.openQuestions(about: about.place)
        guard open > 0 else { return .none }
        let words =
            open == 1 ? "one question without an answer" : "\(counted(open).lowercased()) questions without an answer"
        return "<a class=\"mark due\" href=\"\(about.path)#questions\">\(words)</a>"
    }

    private func item(_ question: Question) -> HTML {
        let state: HTML =
            question.isOpen && !about.isMotion ? " · \(mark(.due, "no answer yet"))" : .none
        let answers = question.answers.map { answer -> HTML in
            """
            <li>\(words(at: answer.place, answer.hash))<small>\(who(answer.person, stopped: answer.stopped)) answered \(PresenceList.verdict(answer.verdict)) \(said(answer.recorded, now: context.now)) · \(entryLink(answer.place))</small></li>
            """
        }
        let list: HTML = answers.isEmpty ? .none : "<ol>\(answers)</ol>"
        return """
            <li id="\(question.name)">\(words(at: question.born, question.hash))<small>\(who(question.person, stopped: question.stopped)) \
            \(about.isMotion ? "said" : "asked") \(said(question.recorded, now: context.now)) · \(entryLink(question.born)) · \
            <a href="/questions/\(question.name)/answer">answer \(question.name)</a>\(state)</small>\(list)</li>
            """
    }

    private func who(_ person: Int, stopped: Bool) -> HTML {
        return "\(personLink(person))\(stopped ? " \(mark(.broken, "with a stopped key"))," as HTML : .none)"
    }

    /// The words, only if the signed commitment opens with them (P-6).
    private func words(at place: Int, _ hash: Digest) -> HTML {
        guard let entry = context.entry(at: place), let text = context.text(of: "text", in: entry.statement, hash: hash)
        else {
            return
                "<p class=\"quiet\">The text is not available: it was erased, or it differs from what was signed.</p>"
        }
        return "<p class=\"said\">\(shown(text))</p>"
    }
}
