/// Who comes in: sessions, and invitations to make a passkey.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET POST /sign-in` | anybody | the ways in; by a passkey |
/// | `POST /sign-in/challenge` | anybody | a challenge for a passkey |
/// | `POST /sign-in/key` | anybody | by a key that is not a passkey |
/// | `POST /sign-in/demonstration` | anybody, in a demonstration | by the demonstration's key |
/// | `POST /sign-out` | signed in | ends this session |
/// | `POST /sign-out/everywhere` | signed in | ends all of one's sessions |
/// | `GET /sessions` | signed in | one's sessions |
/// | `POST /sessions/end` | signed in | ends one of them |
/// | `GET POST /invitations` | signed in | invitations, and making one |
/// | `POST /invitations/withdraw` | signed in | takes one back |
/// | `GET POST /invitation/{token}` | who has the link | makes a passkey |
/// | `POST /invitation/{token}/challenge` | who has the link | a challenge for it |
/// | `GET POST /api/sign-in` | anybody | a challenge; a session by its signature |
/// | `GET /api/session` | anybody | whose session the token is |
/// | `POST /api/sign-out` | who has the token | ends it |
/// | `POST /api/sign-out/everywhere` | signed in | ends all of one's sessions |
/// | `GET /api/sessions` | signed in | one's sessions |
/// | `POST /api/sessions/end` | signed in | ends one of them |
enum EntranceArea: Area {
    static let routes: [Route] = (pages + programs).map(\.quick)

    private static let pages: [Route] = [
        .get("/sign-in") { SignInPage.answer($0) },
        .post("/sign-in") { try await SignInPage.signIn($0) },
        .post("/sign-in/challenge") { try SignInPage.challenge($0) },
        .post("/sign-in/key") { try SignInPage.byKey($0) },
        .post("/sign-in/demonstration") { try await SignInPage.demonstration($0) },
        .post("/sign-out") { try SessionsPage.signOut($0) },
        .post("/sign-out/everywhere") { try SessionsPage.everywhere($0) },
        .get("/sessions") { try SessionsPage.answer($0) },
        .post("/sessions/end") { try SessionsPage.end($0) },
        .get("/invitations") { try InvitationsPage.answer($0) },
        .post("/invitations") { try InvitationsPage.make($0) },
        .post("/invitations/withdraw") { try InvitationsPage.withdraw($0) },
        .get("/invitation/{token}") { try InvitationPage.answer($0) },
        .post("/invitation/{token}") { try InvitationPage.make($0) },
        .post("/invitation/{token}/challenge") { try InvitationPage.challenge($0) },
    ]

    private static let programs: [Route] = [
        .read("/api/sign-in", "A challenge to sign, valid once and for five minutes", "Challenge") {
            try SignInAPI.challenge($0)
        },
        .write("/api/sign-in", "Begin a session with the signature of a challenge", "SignedIn", body: "SignIn") {
            try SignInAPI.signIn($0)
        },
        .read("/api/session", "The session of this token", "SessionView") { try SignInAPI.session($0) },
        .write("/api/sign-out", "End the session of this token", "SignedOut", body: "SignOut") {
            try SignInAPI.signOut($0)
        },
        .read("/api/sessions", "Your sessions, newest first", "OwnSession", isList: true) {
            try SessionsAPI.list($0)
        },
        .write("/api/sessions/end", "End one of your sessions by its number", "SessionsEnded", body: "EndSession") {
            try SessionsAPI.end($0)
        },
        .write(
            "/api/sign-out/everywhere", "End all your sessions, including this one", "SessionsEnded", body: "SignOut"
        ) { try SessionsAPI.endAll($0) },
    ]
}
