import Ledger
import Rules

/// Questions and answers as the terminal shows them.
extension Workspace {
    /// The newest questions of a thread; older ones are counted.
    static let questionsShownMax = 50

    /// A page with the questions about what it shows.
    func withThread(_ page: Output, about place: Int, _ isOffline: Bool) async throws(Failure) -> Output {
        let page = try await withNotes(page, about: .entry(place), isOffline)
        let questions = state.world.remarks.questions(about: place)
        guard !questions.isEmpty else { return page }
        var lines = page.lines
        var json: [JSON] = []
        if questions.count > Self.questionsShownMax {
            lines += Layout.field(
                "asked", "\(questions.count - Self.questionsShownMax) older questions, foureyes show Q-n")
        }
        for question in questions.suffix(Self.questionsShownMax) {
            let shown = try await thread(question, isOffline)
            lines += shown.lines
            json.append(shown.json)
        }
        var members = page.json.members ?? []
        members.append(JSON.Member("questions", .array(json)))
        return Output(lines, .sorted(members))
    }

    func questionPage(_ question: Question, _ isOffline: Bool) async throws(Failure) -> Output {
        let about = state.world.subjectID(at: question.about) ?? "entry \(question.about)"
        let shown = try await thread(question, isOffline)
        var lines = ["\(question.name)  a question about \(about)"] + shown.lines
        if question.isOpen { lines += Layout.field("to answer", "foureyes answer \(question.name) 'WORDS'") }
        return Output(lines, shown.json)
    }

    private func thread(_ question: Question, _ isOffline: Bool) async throws(Failure) -> Output {
        let mark = question.isOpen ? ", NOT ANSWERED" : ""
        var lines = Layout.field(
            question.name,
            "p\(question.person) asked, \(TimeText.full(question.recorded, now: now))\(stopped(question.stopped))\(mark)"
        )
        let asked = try await words(at: question.born, isOffline)
        lines += asked.lines
        var answers: [JSON] = []
        for answer in question.answers {
            lines += Layout.field(
                "",
                "p\(answer.person) answered\(answer.verdict.map { " “\($0.rawValue)”" } ?? ""), "
                    + "\(TimeText.full(answer.recorded, now: now))\(stopped(answer.stopped))")
            let said = try await words(at: answer.place, isOffline)
            lines += said.lines
            answers.append(
                .line([
                    "answered": .string(answer.recorded.text), "person": .person(answer.person),
                    "place": .integer(answer.place), "stopped": answer.stopped ? .bool(true) : nil,
                    "text": said.text.map { .string($0) }, "verdict": answer.verdict?.json,
                ]))
        }
        var members = state.world.json(question).members?.filter { $0.key != "answers" } ?? []
        members.append(JSON.Member("answers", .array(answers)))
        if let text = asked.text { members.append(JSON.Member("text", .string(text))) }
        return Output(lines, .sorted(members))
    }

    private func stopped(_ isStopped: Bool) -> String { isStopped ? ", with a stopped key" : "" }

    /// The words beside a statement, their commitment checked.
    private func words(at place: Int, _ isOffline: Bool) async throws(Failure) -> (lines: [String], text: String?) {
        guard let statement = replica.statement(at: place) else { return ([], nil) }
        let parts = try await publicParts(of: statement, hash: .of(statement.line()), isOffline: isOffline)
        guard let part = parts.first(where: { $0.name == "text" })?.part else { return ([], nil) }
        guard case .opened(let content) = part else {
            let why = part == .tooLong ? "text too long to show here" : "text not shown (erased or not served)"
            return (Layout.field("", why), nil)
        }
        let lines = Visible.lines(content)
        return (lines.flatMap { Layout.wrapped($0, after: "                │ ") }, lines.joined(separator: "\n"))
    }
}
