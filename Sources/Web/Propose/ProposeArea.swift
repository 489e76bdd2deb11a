/// Statements: forms that make one, the page on which it is signed, and the way into the ledger.
///
/// Nobody need be signed in: what is written carries its own signature, and the ledger judges that.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /propose` | anybody | everything that can be proposed or recorded |
/// | `GET POST /propose/{part}/{name}` | anybody | the form of one kind, and its statement |
/// | `GET POST /sign` | anybody | several acts as one statement |
/// | `POST /statement` | anybody | an unsigned statement as a file |
/// | `POST /submit` | anybody | enters what was signed |
/// | `GET /stands` | anybody | whether a statement that a page shows was signed elsewhere by now |
/// | `POST /api/draft` | anybody | an unsigned statement for a program |
/// | `POST /api/submit` | anybody | enters what was signed |
enum ProposeArea: Area {
    static let routes: [Route] =
        [
            .get("/propose") { ProposePage.answer($0) },
            .post("/statement") { try SignPage.file($0) },
            .post("/submit") { try await SignPage.submit($0) }.quick,
            .get("/stands") { try WaitPage.answer($0) }.quick,
            .write("/api/draft", "Make an unsigned statement; nothing is kept", "Drafted", body: "Draft") {
                try DraftAPI.answer($0)
            },
            .write(
                "/api/submit", "Enter a signed statement of any kind", "Receipt", body: "Submission",
                files: SubmissionBody.limits
            ) { try await SubmitAPI.answer($0) }.quick,
        ]
        + Route.form("/propose/{part}/{name}", files: FormFiles.limits) { .propose(try KindPage.find($0)) }
        + Route.decision("/sign") { .batch(try ActBatch($0.query.all(named: "of"), $0)) }
}
