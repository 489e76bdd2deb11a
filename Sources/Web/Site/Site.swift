import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Ledger
import Logging
import NIOCore
import Rules
import Store

/// The whole site: the routes of its areas, answered over HTTP. What it keeps of visitors is in `VisitorStore`.
package struct Site: Sendable {
    let ledger: LedgerReader
    let logger: Logger
    let entrance: Entrance
    /// Who listens for changes; whoever runs the site tells it the sizes, and ends it before the server.
    package var live: Live { entrance.live }
    /// What this server counts for whoever watches it.
    package let figures = Figures()
    let bounds: Bounds
    let connections: Connections
    let turns = ViewTurns(threads: System.coreCount), lightTurns = ViewTurns(threads: 2)
    private let cache = ViewCache()
    private let uploads = Uploads()
    private let room = BodyRoom()
    private let held = HeldFiles()
    private let pastStates = PastStates()
    private let pastCache = ViewCache()
    private let proxyNotice = ProxyNotice()

    /// `clock` is the time of pages, given: tests set it. `randomBytes` gives bytes that nobody can guess, for request ids,
    /// keys of contents, challenges and tokens.
    package init(
        _ store: LedgerStore, visitors: VisitorStore, clock: @escaping @Sendable () -> Time,
        randomBytes: @escaping @Sendable (Int) -> [UInt8],
        demonstrationKeys: (any DemonstrationKeys)? = nil, bounds: Bounds = Bounds(),
        logger: Logger = Logger(label: "web")
    ) {
        self.bounds = bounds
        connections = Connections(bounds)
        ledger = LedgerReader(store)
        self.logger = logger
        entrance = Entrance(
            visitors: visitors, journal: store.journal, demonstrationKeys: demonstrationKeys, clock: clock,
            randomBytes: randomBytes, logger: logger)
    }

    /// The application for a server or a test; the host is one that `ListenAddress` let through.
    package func application(
        host: String = "127.0.0.1", port: Int = 8080, certificate: ServerCertificate? = nil,
        onRunning: @escaping @Sendable () async -> Void = {}
    ) throws -> some ApplicationProtocol {
        let site = self
        let isSecure = certificate != nil
        let responder = CallbackResponder<Connection> { request, connection in
            let client = ClientAddress(peer: connection.peer, headers: request.headers, proxies: site.bounds.proxies)
            return await site.respond(
                to: request, caller: Caller(request, from: client, isSecure: isSecure, own: site.ownHosts))
        }
        let plain = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ConnectionClock(connections, bounds.times)],
                httpDecoderConfiguration: .init(maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
        return Application(
            responder: responder,
            server: try certificate.map { try .tls(plain, tlsConfiguration: $0.configuration) } ?? plain,
            configuration: .init(
                address: .hostname(host, port: port), serverName: nil,
                // Those above are closed as they come; so many at once that this cannot keep up wait in the queue.
                availableConnectionsDelegate: .maximum(bounds.connections + Bounds.connectionsAbove, logger: logger)),
            onServerRunning: { _ in await onRunning() }, logger: logger)
    }

    /// Where the ledger in force says that its pages are.
    private var ownHosts: OwnHosts { OwnHosts(ledger.published.state.authority.web?.origins ?? []) }

    /// Answers one request; whatever goes wrong becomes an answer.
    func respond(to request: Request, caller: Caller) async -> Response {
        let isHead = request.method == .head
        let begun = ContinuousClock.now
        let answer = await answer(to: request, caller: caller, isHead: isHead)
        figures.answered(answer.status, in: begun.duration(to: .now))
        var fields = HTTPFields()
        for (name, value) in Headers.always { fields[name] = value }
        if caller.isSecure { fields[Headers.transport.0] = Headers.transport.1 }
        fields[.contentType] = answer.type
        fields[.cacheControl] = answer.caching.rawValue
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            // Two cookies are two headers; of everything else the answer's own word stands.
            if name == .setCookie { fields.append(HTTPField(name: name, value: value)) } else { fields[name] = value }
        }
        let response = Response(status: .init(code: answer.status), headers: fields, body: Site.body(of: answer))
        guard isHead else { return response }
        answer.stream?.ended()
        // The length that GET has, or none where nobody knows it before; without this it would say 0.
        guard answer.stream == nil else {
            return Response(status: response.status, headers: fields, body: ResponseBody { try await $0.finish(nil) })
        }
        return response.createHeadResponse()
    }

    private static func body(of answer: SiteResponse) -> ResponseBody {
        guard let stream = answer.stream else { return ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)) }
        return ResponseBody { writer in
            defer { stream.ended() }
            while let piece = await stream.next() { try await writer.write(ByteBuffer(string: piece)) }
            try await writer.finish(nil)
        }
    }

    private func answer(to request: Request, caller: Caller, isHead: Bool) async -> SiteResponse {
        let path = request.uri.path
        var context = ViewContext(ledger, now: entrance.clock(), cache: cache)
        // Under a strange name nobody is anybody, and nothing is read of a cookie.
        if caller.isAtHome { context.visitor = entrance.visitor(caller, posts: request.method == .post, context) }
        if caller.isAtHome, context.visitor.person == nil, caller.cookies[SessionCookie.name] != nil {
            context.lapsedAt = request.method == .get ? request.uri.string : path
        }
        let isOfLog = path.utf8.starts(with: "/log/".utf8)
        let forPrograms = isOfLog || path.utf8.starts(with: "/api/".utf8)
        // Kept as long as the request: what it holds in memory is counted until then.
        let room = HeldRoom(room, client: caller.address)
        if caller.client.isFromUnnamedProxy { proxyNotice.give(logger) }
        do {
            guard caller.isAtHome else { throw Problem.strangeHost }
            let (route, captures) = try route(of: request.method, path: path, isHead: isHead)
            // Before anything of a body is read, and by the address alone: a token may be anybody's.
            let (bucket, rate) =
                route.method == .post ? ("posts", bounds.posts) : isOfLog ? ("log", Rate.log) : ("reads", bounds.reads)
            try entrance.requireRoom(rate, bucket, of: caller, at: context.now)
            // No other site's page posts here in somebody's name, signed in or not.
            guard route.method == .get || !caller.isForeign else {
                throw Problem(
                    status: 403,
                    what:
                        "This form was sent from a page of a different site, or from a different address of this server.",
                    remedy: "Open the page at this address and send the form again. Nothing was changed.")
            }
            let reading = RequestReading(route: route, visitor: context.visitor, uploads: uploads, room: room)
            let body = try await reading.read(request)
            guard let query = Form(encoded: (request.uri.query ?? "").utf8) else {
                throw Problem.bad(
                    "The part of the address behind “?” cannot be read.",
                    "Remove it, or start at the <a href=\"/\">home page</a>.")
            }
            if route.looksBack, let past = try LookingBack(query, context) {
                context = try await looked(back: past, context, for: caller.client.counted)
            }
            let siteRequest = SiteRequest(
                context: context, captures: captures, query: query, form: body.form, files: body.files,
                body: body.bytes, path: path, caller: caller, entrance: entrance, held: held, site: self)
            // What is long or has files is worked on like a page.
            let isLong = body.bytes.count > Site.quickBytesMax || !body.files.isEmpty
            if route.work == .quick, !isLong { return try await Site.answer(siteRequest, by: route) }
            let turns = route.work == .light ? lightTurns : turns
            return try await turns.run(for: siteRequest.client) { try await Site.answer(siteRequest, by: route) }
        } catch let problem as Problem {
            return Site.answer(problem, context: context, forPrograms: forPrograms)
        } catch {
            logger.error("a page failed", metadata: ["path": "\(path)", "error": "\(error)"])
            let problem = Problem(
                status: 500, what: "The server failed to make this page.",
                remedy: "Nothing was changed. Try again. The log of the server says more.")
            return Site.answer(problem, context: context, forPrograms: forPrograms)
        }
    }

    /// What the page sees of that time. What a reader may open is still judged by the ledger as it is now, in the store.
    private func looked(back past: LookingBack, _ context: ViewContext, for client: String) async throws
        -> ViewContext
    {
        let published = try await pastStates.published(of: past.size, ledger, for: client)
        var looked = ViewContext(ledger, published, now: past.time, cache: pastCache)
        (looked.visitor, looked.past, looked.lapsedAt) = (context.visitor, past, context.lapsedAt)
        looked.present = (context.authority, context.now)
        return looked
    }

    /// The ledger when it had so many entries.
    func state(of size: Int, for client: String) async throws -> State {
        try await pastStates.published(of: size, ledger, for: client).state
    }

    /// From here on a body is no small one.
    private static let quickBytesMax = 128 << 10

    private static func answer(_ request: SiteRequest, by route: Route) async throws -> SiteResponse {
        let context = request.context
        let reading = Reading(zone: request.entrance.zone(of: request.visitor)) { context.name(of: $0) }
        return try await Reading.$current.withValue(reading) {
            var answer = try await route.answer(request)
            // Only what somebody reads is read: a page, and no form's outcome.
            if route.method == .get, answer.isPage, context.names.open(context) {
                answer = try await route.answer(request)
            }
            // Made for one person: no cache and no way back after a sign-out shows it again.
            if context.visitor.person != nil, answer.caching == .none { answer.caching = .never }
            return answer
        }
    }

    private func route(of method: HTTPRequest.Method, path: String, isHead: Bool) throws -> (
        Route, [String: String]
    ) {
        let parts = Route.parts(of: path)
        let matching = Site.routes.compactMap { route in route.match(parts).map { (route, $0) } }
        guard !matching.isEmpty else { throw Problem.notFound("There is no page “\(path.prefix(200))”.") }
        let wanted = isHead ? "GET" : method.rawValue
        guard let found = matching.first(where: { $0.0.method.rawValue == wanted }) else {
            let allowed =
                matching.map(\.0.method.rawValue)
                + (matching.contains { $0.0.method == .get } ? ["HEAD"] : [])
            throw Problem(
                status: 405, what: "This address does not accept \(method.rawValue.prefix(20)).",
                remedy: "It accepts \(listed(allowed, "or")).",
                headers: [("allow", allowed.joined(separator: ", "))])
        }
        return found
    }

    private static func answer(_ problem: Problem, context: ViewContext, forPrograms: Bool) -> SiteResponse {
        var answer =
            forPrograms
            ? SiteResponse.json(problem.json, status: problem.status)
            : SiteResponse.html(frame(ProblemPage.page(problem), context), status: problem.status, caching: .never)
        answer.headers += problem.headers
        return answer
    }
}
