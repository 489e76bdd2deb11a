import Client
import Ledger
import Rules
import Synchronization
import TestWorld

/// A log in memory that serves and takes what a test CA does, and lies where a test tells it to.
final class StandIn: Transport {
    struct Inside {
        var ca: TestCA
        var contents: [ExportPath: [UInt8]] = [:]
        /// What is served in place of the truth; nil inside: not there.
        var lies: [ExportPath: [UInt8]?] = [:]
        /// Answers in place of the door's; nil lets the door answer.
        var door: (@Sendable (SubmissionRequest, inout TestCA) throws -> Reply?)?
        /// The journal's tree as it is served.
        var journal: [LogPath: [UInt8]] = [:]
        var unreachable = 0
        var submitted: [SubmissionRequest] = []
        /// What the API answers to a path and a token; nil: it has no such path.
        var api: (@Sendable (String, String?, Inside) -> Reply?)?
        var asked: [String] = []
        /// What was dialled, as the client takes it.
        var webOrigin = "https://stand-in.example"
        /// The live stream; nil: there is none.
        var hints: AsyncStream<Void>?
        /// Told of each question to the API, with its body.
        var heard: (@Sendable (String, [UInt8]?) -> Void)?
    }
    private let inside: Mutex<Inside>

    init(_ ca: TestCA) { inside = Mutex(Inside(ca: ca)) }

    var name: String { "http://stand-in.example" }
    var webOrigin: String? { with { $0.webOrigin } }

    @discardableResult
    func with<R: Sendable>(_ change: (inout Inside) throws -> R) rethrows -> R {
        try inside.withLock { try change(&$0) }
    }

    var ca: TestCA { with { $0.ca } }
    var now: Time { ca.now }
    var submitted: [SubmissionRequest] { with { $0.submitted } }

    func fetch(_ path: ExportPath) async throws(Failure) -> [UInt8]? {
        let (lie, ca, content) = with { ($0.lies[path], $0.ca, $0.contents[path]) }
        if let lie { return lie }
        switch path {
        case .log(.journal, let path): return with { $0.journal[path] }
        case .log(.ledger, .checkpoint):
            return ca.entries.isEmpty ? nil : try? ExportMaking(ca).checkpoint(at: ca.entries.count)
        case .log(.ledger, .tile(let tile)):
            guard tile.content == .entries, tile.leaves.upperBound <= ca.entries.count else { return nil }
            return try? EntryBundle.encoded(Array(ca.entries[tile.leaves]))
        case .enclosure(let digest): return ca.enclosures[digest]
        case .detached: return content
        case .log(.ledger, .cosigned), .lines: return nil
        }
    }

    func submit(_ body: [UInt8]) async throws(Failure) -> Reply {
        let isDown = with { inside in
            inside.unreachable -= 1
            return inside.unreachable >= 0
        }
        if isDown { throw .unavailable("the stand-in does not answer") }
        guard let request = try? SubmissionRequest(bytes: body) else { return Reply(status: 400, body: []) }
        do {
            return try with { inside in
                inside.submitted.append(request)
                if let reply = try inside.door?(request, &inside.ca) { return reply }
                for content in request.contents {
                    inside.contents[.detached(statement: request.submission.hash, name: content.name)] =
                        content.key + content.content
                }
                return try Self.taken(request, &inside.ca)
            }
        } catch { return Reply(status: 500, body: []) }
    }

    func hints() -> AsyncStream<Void>? { with { $0.hints } }

    /// The API for whoever signed in; a test says what it answers.
    func ask(_ method: String, _ path: String, _ body: [UInt8]?, token: String?) async throws(Failure) -> Reply {
        let answer = with { inside in
            inside.asked.append("\(method) \(path)")
            inside.heard?(path, body)
            return inside.api?(path, token, inside)
        }
        return answer ?? Reply(status: 404, body: [])
    }

    var asked: [String] { with { $0.asked } }

    /// What an honest door does.
    static func taken(_ request: SubmissionRequest, _ ca: inout TestCA) throws -> Reply {
        if let place = ca.state.log.place(of: request.submission.hash) { return try receipt(at: place, ca) }
        for bytes in request.enclosures { _ = ca.enclose(bytes) }
        do {
            return try receipt(at: try ca.enter(request.submission.bytes), ca)
        } catch let refusal as Refusal {
            return try refused(request, refusal, ca)
        }
    }

    static func receipt(at place: Int, _ ca: TestCA) throws -> Reply {
        let hashes = KeptHashes(ca.entries.map { Digest.leaf(of: $0) })
        return answer(
            200,
            [
                "checkpoint": .string(
                    String(decoding: try ExportMaking(ca).checkpoint(at: ca.entries.count), as: UTF8.self)),
                "leaf": .string(Digest.leaf(of: ca.entries[place]).hex), "place": .integer(place),
                "proof": .texts((hashes.inclusionProof(leaf: place, size: hashes.size) ?? []).map(\.hex)),
                "state": .string("open"),
            ])
    }

    static func refused(
        _ request: SubmissionRequest, _ refusal: Refusal, _ ca: TestCA, head: Head? = nil,
        about: Digest? = nil
    ) throws -> Reply {
        let note = try RefusalNote(
            origin: ca.origin, statement: about ?? request.submission.hash, rule: refusal.clause,
            asked: head ?? ca.state.log.head,
            missing: refusal.what
        ).signed(by: ca.ledgerSigner)
        let status = refusal.sort == .notFound ? 404 : refusal.sort == .over ? 410 : 422
        return answer(
            status,
            [
                "clause": .string(refusal.clause), "missing": .string(refusal.what),
                "refusal": .string(String(decoding: note.bytes, as: UTF8.self)),
            ])
    }

    static func answer(_ status: Int, _ members: KeyValuePairs<String, JSON?>) -> Reply {
        Reply(status: status, body: JSON.line(members).written())
    }
}

/// A console that remembers what was said and answers from a list.
final class Notepad: Console {
    private let said = Mutex<[String]>([])
    private let answers: Mutex<[String]>

    init(answers: [String] = []) { self.answers = Mutex(answers) }

    var text: String { said.withLock { $0.joined(separator: "\n") } }
    func show(_ lines: [String]) { said.withLock { $0 += lines } }
    func note(_ lines: [String]) { said.withLock { $0 += lines } }
    func ask(_ question: String) -> String? { answers.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
