/// One thing that a machine saw: a sign-in, a refusal, a reading (P-70, docs/formats/journal.md).
///
/// The line stays in the store; the log holds its salted hash alone. So it can be removed when its time is over, and
/// shown by itself before.
package struct JournalLine: Hashable, Sendable {
    /// What sort of thing happened: retention goes by it.
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        case signIn = "sign-in"
        case signOut = "sign-out"
        /// What `decide` or the door said no to.
        case refusal
        /// Restricted content was shown to somebody.
        case reading
        /// Something that must not be so: a head that the journal never had, a counter that went back.
        case alarm
        /// The journal removed lines whose time was over.
        case retention
        /// The program started or stopped.
        case program
    }

    package var sort: Sort
    /// When it happened. The journal never lets it lie before the line above or after its own clock.
    package var at: Time
    /// Who did it, where that is known.
    package var person: Int?
    /// What else there is to say, an object; `about` names whom it concerns, `p17` or a statement's hash.
    package var facts: JSON

    /// The most bytes of a line: what a person typed is in no line, so no honest one comes near it.
    package static let longest = 4096

    package init(_ sort: Sort, at: Time, person: Int? = nil, facts: JSON = .object([])) {
        self.sort = sort
        self.at = at
        self.person = person
        self.facts = facts
    }

    /// That a part of restricted content was shown to a person, and on whose authority (P-6).
    package static func reading(
        statement: Digest, part: String, about: String, by person: Int, because authority: String, at: Time
    ) -> JournalLine {
        JournalLine(
            .reading, at: at, person: person,
            facts: .object([
                .init("about", .string(about)), .init("because", .string(authority)), .init("part", .string(part)),
                .init("statement", .string(statement.hex)),
            ]))
    }

    /// That a part of everybody who stood in the ledger at this size was opened for a person together, as a search does.
    package static func reading(
        ofAll part: String, count: Int, size: Int, by person: Int, because authority: String, at: Time
    ) -> JournalLine {
        JournalLine(
            .reading, at: at, person: person,
            facts: .object([
                .init("about", .string(everybody)), .init("because", .string(authority)),
                .init("count", .integer(count)), .init("part", .string(part)), .init("size", .integer(size)),
            ]))
    }

    /// That lines of the journal itself were shown to a person: of which class and by whom they asked, and from which number
    /// to which they got them.
    package static func reading(
        lines: ClosedRange<Int>?, of sort: Sort?, about: String?, by person: Int, because authority: String, at: Time
    ) -> JournalLine {
        var facts: [JSON.Member] = []
        if let about { facts.append(.init("about", .string(about))) }
        facts.append(.init("because", .string(authority)))
        if let sort { facts.append(.init("class", .string(sort.rawValue))) }
        if let lines {
            facts += [.init("first", .integer(lines.lowerBound)), .init("last", .integer(lines.upperBound))]
        }
        facts.append(.init("part", .string("journal")))
        return JournalLine(.reading, at: at, person: person, facts: .object(facts))
    }

    /// Whom a reading of all concerns; no id of a person or a statement is written so.
    package static let everybody = "everybody"

    /// Whom it concerns: `p17`, or the hash of a statement whose person has no number yet.
    package var about: String? { facts["about"]?.text }

    /// The canonical line with its LF.
    package func bytes() -> [UInt8] {
        var members: [JSON.Member] = [
            .init("at", .string(at.text)), .init("class", .string(sort.rawValue)), .init("facts", facts),
        ]
        if let person { members.append(.init("person", .string(Signer.person(person).text))) }
        return JSON.object(members).written() + [0x0a]
    }

    /// Reads what `bytes` writes and nothing else.
    package init(bytes: [UInt8]) throws(Malformed) {
        guard bytes.count <= JournalLine.longest, bytes.last == 0x0a else {
            throw Malformed("P-70", "a journal line is longer than \(JournalLine.longest) bytes, or has no LF")
        }
        var fields = StatementFields(try JSON(statement: bytes.dropLast()), of: "the journal line")
        at = try fields.time("at")
        let word = try fields.text("class")
        guard let sort = Sort(rawValue: word), word.utf8.elementsEqual(sort.rawValue.utf8) else {
            throw Malformed("P-70", "a journal line has a class that this program does not know")
        }
        self.sort = sort
        facts = try fields.take("facts")
        guard facts.members != nil else { throw Malformed("P-70", "the facts of a journal line are not an object") }
        if let id = try fields.textIfPresent("person", { Signer($0)?.sort == .person && $0 != "p0" }) {
            person = Signer(id)?.number
        } else {
            person = nil
        }
        try fields.end()
    }
}

/// A line with the salt that hides it: who has the leaf hash alone cannot find the line by trying.
package struct SaltedLine: Hashable, Sendable {
    /// 32 random bytes.
    package let salt: [UInt8]
    /// The line with its LF.
    package let line: [UInt8]

    package static let saltLength = 32

    package init(salt: [UInt8], line: [UInt8]) {
        self.salt = salt
        self.line = line
    }

    /// The leaf of the segment's tree, SHA-256(0x00 || salt || line) (RFC 9162, 2.1.1).
    package var leaf: Digest { .leaf(of: salt + line) }
}
