import Ledger
import Rules
import Store

extension Site {
    /// The routes for people.
    static func pages(_ desk: Desk) -> [Route] { looking + ledger + action(desk) + entering + Script.routes }

    private static let entering: [Route] = [
        .get("/sign-in") { SignInPage.answer($0) },
        .post("/sign-in") { try await SignInPage.signIn($0) },
        .post("/sign-in/challenge") { try SignInPage.challenge($0) },
        .post("/sign-in/key") { try SignInPage.byKey($0) },
        .post("/sign-in/demonstration") { try await SignInPage.demonstration($0) },
        .post("/sign-out") { try SessionsPage.signOut($0) },
        .post("/sign-out/everywhere") { try SessionsPage.everywhere($0) },
        .get("/live") { try LivePage.answer($0) },
        .get("/sessions") { try SessionsPage.answer($0) },
        .post("/sessions/end") { try SessionsPage.end($0) },
        .get("/invitations") { try InvitationsPage.answer($0) },
        .post("/invitations") { try InvitationsPage.make($0) },
        .post("/invitations/withdraw") { try InvitationsPage.withdraw($0) },
        .get("/invitation/{token}") { try InvitationPage.answer($0) },
        .post("/invitation/{token}") { try InvitationPage.make($0) },
        .post("/invitation/{token}/challenge") { try InvitationPage.challenge($0) },
    ]

    private static let looking: [Route] = [
        .get("/acts") { try ActsPage.answer($0) },
        .get("/acts/{act}") { try ActPage.answer($0) },
        .get("/motions") { try MotionsPage.answer($0) },
        .get("/motions/{motion}") { try MotionPage.answer($0) },
        .get("/records") { try RecordsPage.answer($0) },
        .get("/records/{record}") { try RecordPage.answer($0) },
        .get("/questions/{question}") { try QuestionPage.answer($0) },
        .get("/findings") { try FindingsPage.answer($0) },
        .get("/stops") { try StopsPage.answer($0) },
        .get("/people") { try PeoplePage.answer($0) },
        .get("/people/{person}") { try PersonPage.answer($0) },
        .get("/people/{person}/stored") { try StoredPage.answer($0) },
        .get("/groups") { try GroupsPage.answer($0) },
        .get("/groups/{group}") { try GroupPage.answer($0) },
        .get("/registers") { try RegistersPage.answer($0) },
        .get("/registers/{register}") { try RegisterPage.answer($0) },
        .get("/registers/{register}/{item}") { try ItemPage.answer($0) },
        .get("/policy") { try PolicyPage.answer($0) },
        .get("/policy/{clause}") { try ClausePage.answer($0) },
        .get("/kinds") { try KindsPage.answer($0) },
        .get("/kinds/{part}/{name}") { try KindPage.answer($0) },
        .get("/search") { try SearchPage.answer($0) },
        .get("/check") { try CheckPage.answer($0) },
        .get("/alarm") { AlarmPage.answer($0) },
        .get(StyleSheet.path) { _ in
            SiteResponse(type: "text/css; charset=utf-8", bytes: StyleSheet.bytes, caching: .forever)
        },
        .get("/mark.svg") { _ in SiteResponse(type: "image/svg+xml", bytes: Array(markFile.utf8), caching: .forever)
        },
        // Every page names its icon; a browser asks for this one all the same.
        .get("/favicon.ico") { _ in .see("/mark.svg") },
        .get("/robots.txt") { _ in .text(Array("User-agent: *\nDisallow: /search\n".utf8)) },
    ]

    private static let ledger: [Route] = [
        .get("/ledger") { try LedgerPage.answer($0) },
        .get("/journal") { try JournalPage.answer($0) },
        .get("/journal/lines") { try JournalLinesPage.answer($0) },
        .get("/journal/lines/{line}") { try JournalLinePage.answer($0) },
        .get("/ledger/consistency") { try ConsistencyPage.answer($0) },
        .get("/ledger/{place}") { try EntryPage.answer($0) },
        .get("/ledger/{place}/raw") { try EntryPage.raw($0) },
    ]

    /// The routes that know what a person chose.
    static func personal(_ visitors: VisitorStore, randomBytes: @escaping @Sendable (Int) -> [UInt8]) -> [Route] {
        [
            .get("/") { try HomePage.answer($0, visitors) },
            .get("/settings") { try SettingsPage.answer($0, visitors) },
            .post("/settings") { try SettingsPage.post($0, visitors, randomBytes: randomBytes) },
            .get("/feed/{token}") { try Feed.answer($0, visitors) },
        ]
    }

    private static func action(_ desk: Desk) -> [Route] {
        let forms: [(String, @Sendable (SiteRequest) throws -> Action)] = [
            ("/propose/{part}/{name}", { .propose(try KindPage.find($0)) }),
            ("/propose/question", { _ in .question }),
            ("/acts/{act}/sign", { .sign(try open(try Find.act($0))) }),
            ("/acts/{act}/decline", { .decline(try open(try Find.act($0))) }),
            ("/acts/{act}/withdraw", { .withdraw(try open(try Find.act($0))) }),
            ("/acts/{act}/motion", { .openMotion(try open(try Find.act($0))) }),
            ("/acts/{act}/conflict", { .conflict(try open(try Find.act($0))) }),
            ("/motions/{motion}/vote", { .vote(try open(try Find.motion($0))) }),
            ("/motions/{motion}/close", { .close(try open(try Find.motion($0))) }),
            ("/records/{record}/sign", { .observe(try Find.record($0)) }),
            ("/records/{record}/close", { .closeRecord(try Find.record($0)) }),
            ("/records/{record}/attest", { .attest(try Find.record($0)) }),
            ("/acts/{act}/ask", { .ask(QuestionSubject(try Find.act($0))) }),
            ("/motions/{motion}/ask", { .ask(QuestionSubject(try Find.motion($0).motion)) }),
            ("/records/{record}/ask", { .ask(QuestionSubject(try Find.record($0))) }),
            ("/questions/{question}/answer", { .answer(try Find.question($0)) }),
            ("/sign", { .batch(try ActBatch($0.query.all(named: "of"), $0)) }),
        ]
        return [
            .get("/propose") { ProposePage.answer($0) },
            .post("/statement") { try SignPage.file($0) },
            .get("/stands") { try WaitPage.answer($0) },
            .post("/submit") { try await SignPage.submit($0, desk: desk) },
        ]
            + forms.flatMap { pattern, action -> [Route] in
                [
                    .get(pattern) { ActionPage.form(try action($0), $0) },
                    .post(pattern) { try ActionPage.make(try action($0), $0, desk: desk) },
                ]
            }
    }

    private static func open(_ act: ActView) throws -> ActView {
        guard act.isOpen else {
            throw Problem(
                status: 410, what: "\(act.name) is \(act.condition.word).",
                remedy: "See <a href=\"/acts/\(act.name)\">what became of it</a>.")
        }
        return act
    }

    private static func open(_ view: MotionView) throws -> MotionView {
        guard view.isOpen else {
            throw Problem(
                status: 410, what: "\(view.motion.name) is \(view.condition).",
                remedy: "See <a href=\"/motions/\(view.motion.name)\">what became of it</a>.")
        }
        return view
    }
}
