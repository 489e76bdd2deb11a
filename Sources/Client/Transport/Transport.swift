import Ledger
import Rules

/// The one way to a log: its tree of P-71, and for a server the door. One implementation speaks HTTP, one reads
/// the folder of an export.
package protocol Transport: Sendable {
    /// The address for people and messages.
    var name: String { get }
    /// The web origin that was dialled, as browsers write it; nil where nobody can sign in.
    var webOrigin: String? { get }
    /// The bytes under a name of the export; nil where the log says that it has none.
    ///
    /// Throws `unavailable` when nobody answers, which says nothing about the log.
    func fetch(_ path: ExportPath) async throws(Failure) -> [UInt8]?
    /// Sends a body to `/api/submit` (docs/formats/http.md).
    func submit(_ body: [UInt8]) async throws(Failure) -> Reply
    /// The same in parts, which the door takes from people who have signed in.
    func submit(_ form: MultipartBody, token: String) async throws(Failure) -> Reply
    /// That the log may have moved, as long as the server says so; nil where it has no such stream. It is a hint: nothing in
    /// it is read, and who follows it looks at the checkpoint.
    func hints() -> AsyncStream<Void>?
    /// Asks the API for something that is not public, with a session's token if there is one.
    func ask(_ method: String, _ path: String, _ body: [UInt8]?, token: String?) async throws(Failure) -> Reply
}

extension Transport {
    package var webOrigin: String? { nil }

    package func hints() -> AsyncStream<Void>? { nil }

    package func submit(_ form: MultipartBody, token: String) async throws(Failure) -> Reply {
        throw .unavailable("\(name) does not accept files")
    }
}

/// An answer of the door as it came; nothing in it is believed yet.
package struct Reply: Sendable {
    /// The HTTP status.
    package let status: Int
    package let body: [UInt8]
    /// Seconds that the server asks to wait, if it does.
    package let retryAfter: Int?

    package init(status: Int, body: [UInt8], retryAfter: Int? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }
}

extension ExportPath {
    /// The most bytes that are read for a name: what is longer is none of it, and must not fill the memory.
    var longest: Int {
        switch self {
        case .log(_, .checkpoint), .log(_, .cosigned): Note.bytesMax
        case .lines: Segment.countMax * Digest.byteCount
        case .log(_, .tile(let path)):
            path.content == .entries ? path.width * (EntryBundle.entryBytesMax + 2) : path.width * 32
        case .enclosure: 16 << 20
        case .detached: DetachedNote.fileBytesMax + 32
        }
    }
}
