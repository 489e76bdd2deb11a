import Hummingbird
import Ledger
import Rules
import Synchronization

/// Says to open pages that the ledger has grown, and nothing else: they fetch what they may see (platform.md, section 14).
///
/// One stream per browser. It ends when the client goes, when its session does, and before the server stops.
package final class Live: Sendable {
    private struct Listeners {
        var next = 0
        var streams: [Int: AsyncStream<Signal>.Continuation] = [:]
        var clients: [Int: String] = [:]
        var isOver = false
    }
    enum Signal: Sendable { case size(Int), beat }

    private let listeners = Mutex(Listeners())
    package static let beatSeconds = 15
    /// More streams than that are refused: each is a connection that somebody holds.
    static let most = 2000
    /// And of one client: a person has a stream in each browser, an address has people behind it.
    static let ownMost = 64

    package init() {}

    /// Tells everybody that listens; who is slow gets the newest only.
    package func tell(_ size: Int) { send(.size(size)) }

    /// So that a client that went away is noticed, and a session that ended.
    package func beat() { send(.beat) }

    /// Ends all streams: the server is about to stop.
    package func end() {
        let streams = listeners.withLock { listeners in
            listeners.isOver = true
            defer { (listeners.streams, listeners.clients) = ([:], [:]) }
            return Array(listeners.streams.values)
        }
        for stream in streams { stream.finish() }
    }

    private func send(_ signal: Signal) {
        // Outside the lock: a stream that ends calls back into it.
        let streams = listeners.withLock { Array($0.streams.values) }
        for stream in streams { stream.yield(signal) }
    }

    /// A place among the listeners; nil when there are too many, of all or of this client, or it is over.
    func listen(_ client: String) -> (number: Int, signals: AsyncStream<Signal>)? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingNewest(1))
        return listeners.withLock { listeners in
            guard !listeners.isOver, listeners.streams.count < Live.most,
                listeners.clients.values.count(where: { $0 == client }) < Live.ownMost
            else { return nil }
            listeners.next += 1
            listeners.clients[listeners.next] = client
            listeners.streams[listeners.next] = continuation
            return (listeners.next, stream)
        }
    }

    func leave(_ number: Int) {
        let stream = listeners.withLock { listeners in
            listeners.clients[number] = nil
            return listeners.streams.removeValue(forKey: number)
        }
        stream?.finish()
    }

    /// How many listen now.
    package var count: Int { listeners.withLock { $0.streams.count } }
}

/// `/live`: server-sent events. The body is written while the client stays.
enum LivePage {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard let (number, signals) = request.entrance.live.listen(request.client) else {
            throw Problem(
                status: 503, what: "Too many pages are open for live updates.", remedy: "Pages also work without them.",
                headers: [("retry-after", "60")])
        }
        let (entrance, ledger, clock) = (request.entrance, request.context.ledger, request.entrance.clock)
        let token = request.entrance.token(of: request.caller, posts: false)
        let isSomebody = request.visitor.person != nil
        // The size of now and not that of the request's beginning: what came between the two was told to nobody here.
        let words = LiveWords(signals, first: ledger.published.state.log.size) {
            guard let token, isSomebody else { return true }
            return entrance.visitor(token: token, attended: false, ledger.published.state.authority, at: clock())
                .person != nil
        }
        var answer = SiteResponse(type: "text/event-stream", bytes: [], caching: .never)
        answer.stream = Streamed(next: { await words.next() }, ended: { entrance.live.leave(number) })
        return answer
    }
}

/// The events of one stream, in their form. An actor, because a body asks for the next one only after the last.
private actor LiveWords {
    private var signals: AsyncStream<Live.Signal>.Iterator
    private var first: Int?
    private var isOver = false
    /// Asked again each time: a stop, a revocation, a sign-out elsewhere end what is open at once.
    private let goesOn: @Sendable () -> Bool

    init(_ signals: AsyncStream<Live.Signal>, first: Int, goesOn: @escaping @Sendable () -> Bool) {
        self.signals = signals.makeAsyncIterator()
        self.first = first
        self.goesOn = goesOn
    }

    func next() async -> String? {
        if isOver { return nil }
        if let size = first {
            first = nil
            return "retry: 5000\n" + LiveWords.event(size)
        }
        var iterator = signals
        guard let signal = await iterator.next(isolation: self) else { return nil }
        signals = iterator
        guard goesOn() else {
            isOver = true
            return "event: over\ndata: session\n\n"
        }
        return switch signal {
        case .size(let size): LiveWords.event(size)
        case .beat: ": \n\n"
        }
    }

    private static func event(_ size: Int) -> String { "event: size\ndata: \(size)\n\n" }
}
