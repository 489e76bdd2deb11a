import HashTreeCollections
import Ledger

/// What somebody asked about an act, a record or a motion, and what others answered: the thread that people read
/// before they sign. The deliberation of a motion is made of these.
///
/// It opens and closes nothing: no rule, signer or host asks for it (decision 0026). The words are beside the line.
package struct Question: Item, Equatable {
    package static let prefix = "Q", noun = "question"

    package struct Answer: Equatable, Sendable {
        package let place: Int
        package let hash: Digest
        package let person: Int
        package let recorded: Time
        /// The person or the key was stopped when it was said (P-55): it is kept, and marked.
        package let stopped: Bool
        /// What somebody who took no part says of the record (P-41).
        package var verdict: Verdict?

        package var line: JSON {
            .line([
                "hash": .string(hash.hex), "person": .integer(person), "place": .integer(place),
                "stopped": stopped ? .bool(true) : nil, "verdict": verdict?.json,
            ])
        }
    }

    package let number: Int
    package let born: Int
    package let hash: Digest
    /// The place of the act, record or motion that it is about.
    package let about: Int
    package let person: Int
    package let recorded: Time
    package let stopped: Bool
    package var answers: [Answer] = []

    package var name: String { "Q-\(number)" }
    /// Nobody else has answered yet. What was asked with a stopped key waits for nobody: else whoever stole it could
    /// make every act look as if something were open.
    package var isOpen: Bool { !stopped && !answers.contains { $0.person != person && !$0.stopped } }

    package var line: JSON {
        .line([
            "about": .integer(about), "answers": answers.isEmpty ? nil : .array(answers.map(\.line)),
            "born": .integer(born), "hash": .string(hash.hex), "person": .integer(person),
            "recorded": .string(recorded.text), "stopped": stopped ? .bool(true) : nil,
        ])
    }
}

/// Every question with its answers, in the order of asking, and every note.
package struct Remarks: Sendable {
    package private(set) var questions = Table<Question>()
    package private(set) var notes = Table<Annotation>()
    /// Indexes of questions by the place of what they are about, and by their own; no state.
    private var byAbout = TreeDictionary<Int, [Int]>()
    private var byPlace = TreeDictionary<Int, Int>()
    private var open = TreeSet<Int>()
    /// Places of records of which somebody said that it was not so.
    private var doubts = TreeSet<Int>()
    /// What each person said of a record, by its place, in the order of saying; an index of the answers, no state.
    private var verdicts = TreeDictionary<Int, TreeDictionary<Int, [Question.Answer]>>()
    private var byNoted = TreeDictionary<Annotation.About, [Int]>()

    package init() {}

    func isDoubted(_ place: Int) -> Bool { doubts.contains(place) }
    package var doubted: [Int] { doubts.sorted() }

    /// The verdicts on the record at a place by person, reversed ones too.
    package func verdicts(on place: Int) -> TreeDictionary<Int, [Question.Answer]> { verdicts[place] ?? [:] }
    func verdicts(on place: Int, by person: Int) -> [Question.Answer] { verdicts[place]?[person] ?? [] }

    /// The notes about an act, a record or an item, oldest first.
    package func notes(about: Annotation.About) -> [Annotation] { (byNoted[about] ?? []).map { notes[$0] } }

    mutating func append(_ note: Annotation) {
        byNoted[note.about, default: []].append(notes.count)
        notes.append(note)
    }

    /// The questions about the act, record or motion at a place, oldest first.
    package func questions(about place: Int) -> [Question] { (byAbout[place] ?? []).map { questions[$0] } }

    /// The index of the question asked at a place.
    func index(at place: Int) -> Int? { byPlace[place] }

    /// The question with this number.
    package func question(_ number: Int) -> Question? { questions.at(number - 1) }

    mutating func append(_ question: Question) {
        byAbout[question.about, default: []].append(questions.count)
        byPlace[question.born] = questions.count
        if question.isOpen { open.insert(questions.count) }
        questions.append(question)
    }

    mutating func add(_ answer: Question.Answer, at index: Int) {
        questions[index].answers.append(answer)
        let about = questions[index].about
        if answer.verdict != nil { verdicts[about, default: [:]][answer.person, default: []].append(answer) }
        if answer.verdict == .isFalse { doubts.insert(about) }
        if !questions[index].isOpen { open.remove(index) }
    }

    /// Questions that nobody else has answered, newest first.
    package var openQuestions: [Question] { open.sorted(by: >).map { questions[$0] } }
}
