import Rules

/// Questions about an act, a motion or a record, and their answers; they are shown where what they are about is shown.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /questions/{question}` | anybody | leads to the thread in which it stands |
/// | `GET POST /questions/{question}/answer` | anybody | the statement of an answer; whoever it names signs it |
/// | `GET /api/questions` | anybody | the questions of one thread, or the newest of all, without their words |
/// | `GET /api/questions/{question}` | anybody | one question |
enum QuestionsArea: Area {
    static let routes: [Route] =
        [
            .get("/questions/{question}") { try QuestionPage.answer($0) },
            .view(
                "/api/questions",
                "At most 50 questions, without words: of one thread, oldest first, or of all threads, newest first",
                "AskedQuestion", isList: true,
                query: [
                    ("about", "the id of an act, motion or record"), ("below", "only questions before this number"),
                ]
            ) { try QuestionAPI.list($0) },
            .view("/api/questions/{question}", "One question", "Question") {
                QuestionAPI.json(try Find.question($0), $0.context)
            },
        ]
        + Route.form("/questions/{question}/answer") { .answer(try Find.question($0)) }
}
