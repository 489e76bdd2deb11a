/// What a machine says of a range of its lines: how many, from when to when, and their Merkle root (P-70).
///
/// A machine closes one at least every ten minutes while it has something to say, hourly when not, so that silence
/// is something that it says and not something that is left out.
package struct Segment: Hashable, Sendable {
    /// How many lines.
    package let count: Int
    /// The root of the tree over the lines' leaf hashes (RFC 9162, 2.1.1).
    package let digest: Digest
    /// When the first line was written; nil without lines.
    package let first: Time?
    /// When the last line was written; nil without lines.
    package let last: Time?
    /// From 1, by each key for itself.
    package let number: Int
    /// The statement's hash of the segment before it by the same key; nil for the first.
    package let previous: Digest?

    /// The kind of the statement in which a segment stands. It begins with no word of the ledger's parts, so no
    /// ledger takes it.
    package static let kind = "journal/segment"
    /// What such a statement rests on.
    package static let under = ["P-70"]
    /// The most lines of one: a machine that has more to say closes sooner.
    package static let countMax = 1 << 20
    /// Seconds after which a segment with lines closes.
    package static let closesAfter = 600
    /// Seconds after which one without lines closes.
    package static let closesEmptyAfter = 3600
    /// Seconds that `until` lies after `claimed` at most.
    package static let window = 3600
    /// Seconds that a segment may be later than it should before it is told as a gap: a timer's round and a restart.
    package static let slack = 300

    package init(count: Int, digest: Digest, first: Time?, last: Time?, number: Int, previous: Digest?) {
        self.count = count
        self.digest = digest
        self.first = first
        self.last = last
        self.number = number
        self.previous = previous
    }

    /// The body, members in ascending order, those that are nil left out.
    package var body: JSON {
        var members: [JSON.Member] = [
            .init("count", .integer(count)), .init("digest", .string(digest.hex)),
        ]
        if let first { members.append(.init("first", .string(first.text))) }
        if let last { members.append(.init("last", .string(last.text))) }
        members.append(.init("number", .integer(number)))
        if let previous { members.append(.init("previous", .string(previous.hex))) }
        return .object(members)
    }

    /// Reads a body; throws for every one that `body` would not write.
    package init(body: JSON) throws(Malformed) {
        var fields = StatementFields(body, of: "the segment")
        count = try fields.number("count")
        digest = try fields.digest("digest")
        first = count > 0 ? try fields.time("first") : nil
        last = count > 0 ? try fields.time("last") : nil
        number = try fields.number("number")
        previous = try fields.digestIfPresent("previous")
        try fields.end()
        guard count <= Segment.countMax else {
            throw Malformed("P-70", "a segment has more than \(Segment.countMax) lines")
        }
        guard count > 0 || digest == .ofNothing else {
            throw Malformed("P-70", "a segment without lines must have the root of an empty tree")
        }
        guard number >= 1, (number == 1) == (previous == nil) else {
            throw Malformed("P-70", "segments count from 1, and each except the first must name the previous one")
        }
        if let first, let last, last < first { throw Malformed("P-70", "a segment ends before it begins") }
    }
}

/// A leaf of the journal: an entry in the ledger's form whose statement is a machine's segment.
package struct JournalEntry: Sendable {
    package let segment: Segment
    package let verified: VerifiedStatement
    package let recorded: Time

    package var statement: Statement { verified.statement }
    /// The hash by which the next segment names it.
    package var hash: Digest { verified.hash }
    /// The key that signed. Whose it is, the ledger says (`Authority.machine`).
    package var key: PublicKey { verified.signature.key }

    /// Reads a leaf and checks its signature; `origin` is the journal's name.
    package init(checking bytes: [UInt8], origin: String) throws(Malformed) {
        let entry = try Entry(bytes: bytes)
        try self.init(try entry.verified(), recorded: entry.recorded, origin: origin)
    }

    /// Reads a leaf and takes its signature for good: for bytes that this installation has checked before.
    package init(trusting bytes: [UInt8], origin: String) throws(Malformed) {
        let entry = try Entry(bytes: bytes, checkingPoint: false)
        try self.init(entry.admitted(), recorded: entry.recorded, origin: origin)
    }

    private init(_ verified: VerifiedStatement, recorded: Time, origin: String) throws(Malformed) {
        let statement = verified.statement
        guard statement.kind.utf8.elementsEqual(Segment.kind.utf8) else {
            throw Malformed("P-70", "the journal contains segments only, not \(statement.kind)")
        }
        // The ledger's origin is another one, so neither log's entries can be in the other.
        guard statement.origin.utf8.elementsEqual(origin.utf8) else {
            throw Malformed("P-1", "the segment is for \(statement.origin), but this journal is \(origin)")
        }
        guard statement.signer.sort == .machine else {
            throw Malformed("P-70", "a segment must be signed by a machine, not by a person")
        }
        guard verified.signature.form == .ed25519 || verified.signature.form == .ecdsa else {
            throw Malformed(
                "P-70", "a machine must sign with a plain key, because nobody is there to touch another one")
        }
        guard statement.of == nil, statement.slot == nil, statement.detached.isEmpty,
            statement.enclosures.isEmpty, statement.unheard.isEmpty, statement.under == Segment.under
        else { throw Malformed("P-70", "a segment must name P-70 and carry nothing except its body") }
        guard statement.until.since(statement.claimed) <= Segment.window else {
            throw Malformed("P-10", "until is more than \(Segment.window) seconds after claimed")
        }
        guard recorded.since(statement.claimed) >= -600, recorded <= statement.until else {
            throw Malformed("P-10", "the segment was recorded before its claim or after its until")
        }
        segment = try Segment(body: statement.body)
        if let last = segment.last, last > statement.claimed {
            throw Malformed("P-70", "the segment's last line is later than the segment")
        }
        self.verified = verified
        self.recorded = recorded
    }
}
