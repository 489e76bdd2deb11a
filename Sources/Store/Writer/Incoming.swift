import Attachments
import Ledger
import Rules

/// Detached content with its key, as a client sends it and an export holds it (P-6).
package struct OpenedPart: Hashable, Sendable {
    /// Which part of the statement it is.
    package let name: String
    /// 32 bytes.
    package let key: [UInt8]
    package let content: [UInt8]

    package init(name: String, key: [UInt8], content: [UInt8]) {
        self.name = name
        self.key = key
        self.content = content
    }
}

/// A submission with all that belongs to it, signature and contents checked: what the queue takes.
///
/// Only checking makes one, so that the writer's thread never does a public-key operation and never sees a
/// forged statement. Whether the key is the signer's is for `decide` to say.
package struct Incoming: Sendable {
    package let submission: Submission
    let verified: VerifiedStatement
    /// All parts of the statement, in its order; of a stop those that were handed in with it (K-19).
    let parts: [ArrivingPart]
    /// Those enclosures that came with it.
    let enclosures: [Digest: [UInt8]]

    /// The word for public content in a statement.
    package static let everyone = Audience.everyone

    /// Checks signature, contents and enclosures (P-2, P-5, P-6, P-7); throws with the rule. `mayLack`: it stops something, so
    /// a content that is missing hinders nothing (K-19).
    package init(
        checking submission: Submission, parts: [OpenedPart] = [], enclosures: [[UInt8]] = [], mayLack: Bool = false
    ) throws(Malformed) {
        verified = try submission.verified()
        let statement = submission.statement
        // K-19: neither does one that does not fit; it shows as not handed in.
        let parts = mayLack ? parts.filter { Incoming.fits($0, statement) } : parts
        let length = parts.reduce(0) { $0 + $1.content.count } + enclosures.reduce(0) { $0 + $1.count }
        guard length <= PartLimits.statementBytesMax else {
            throw Malformed("K-22", "contents and enclosures have more than \(PartLimits.statementBytesMax) bytes")
        }
        self.submission = submission
        self.parts = try Incoming.opened(parts, for: statement, hash: submission.hash, mayLack: mayLack)
        var byHash: [Digest: [UInt8]] = [:]
        for bytes in enclosures {
            let enclosure = Enclosure(of: bytes)
            guard statement.enclosures.contains(enclosure) else {
                throw Malformed(
                    "P-7", "the statement does not name the enclosure \(enclosure.sha256.hex) of \(bytes.count) bytes")
            }
            byHash[enclosure.sha256] = bytes
        }
        self.enclosures = byHash
    }

    /// The enclosures that must be on disk already.
    var awaited: [Enclosure] { submission.statement.enclosures.filter { enclosures[$0.sha256] == nil } }

    /// What it takes up in the queue, in bytes.
    var weight: Int {
        submission.bytes.count + parts.reduce(0) { $0 + $1.opened.content.count }
            + enclosures.reduce(0) { $0 + $1.value.count }
    }

    /// Every part has its content, every content its part, and the commitments open.
    private static func opened(
        _ given: [OpenedPart], for statement: Statement, hash: Digest, mayLack: Bool
    ) throws(Malformed) -> [ArrivingPart] {
        for part in given
        where !statement.detached.contains(where: { $0.name.utf8.elementsEqual(part.name.utf8) }) {
            throw Malformed("P-6", "one of the contents has a name that the statement does not list")
        }
        guard given.count <= statement.detached.count else {
            throw Malformed(
                "P-6", "the statement lists \(statement.detached.count) parts, but \(given.count) contents were sent")
        }
        let subject = ContentSubject(of: statement, hash: hash)
        var parts: [ArrivingPart] = []
        for part in statement.detached {
            guard let opening = given.first(where: { $0.name.utf8.elementsEqual(part.name.utf8) }) else {
                if mayLack { continue }
                throw Malformed("P-6", "the content of the part \(part.name) is missing")
            }
            try checkForm(opening, in: statement.kind)
            guard statement.opens(part: part.name, key: opening.key, content: opening.content) else {
                throw Malformed("P-6", "the content of the part \(part.name) does not match its commitment")
            }
            parts.append(ArrivingPart(statement: hash, opened: opening, stands: part, subject: subject))
        }
        return parts
    }

    /// Whether a content is one that the statement names, and what it is bound to.
    private static func fits(_ part: OpenedPart, _ statement: Statement) -> Bool {
        (try? checkForm(part, in: statement.kind)) != nil
            && statement.opens(part: part.name, key: part.key, content: part.content)
    }

    /// What the line does not tell: how long a content is, and whether a file says more than it shows. Whoever sends with
    /// another program would bind that to the ledger for ever, so the door says no (K-22, D11).
    private static func checkForm(_ part: OpenedPart, in kind: String) throws(Malformed) {
        let longest = PartLimits.bytesMax(of: part.name, in: kind)
        guard part.content.count <= longest else {
            throw Malformed("K-22", "the content of the part \(part.name) has more than \(longest) bytes")
        }
        guard PartLimits.isFile(part.name, in: kind) else { return }
        guard Attachment(clean: part.content) != nil else {
            throw Malformed(
                "P-6",
                "the part \(part.name) must be a JPEG, PNG or PDF whose metadata was removed before it was signed")
        }
    }
}
