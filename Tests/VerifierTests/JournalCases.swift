import Foundation
import Ledger
import Rules
import TestWorld
import Testing
import Verifier

/// A ledger whose machine is enrolled, its journal, and statements whose signers saw it.
struct JournalHistory: Sendable {
    var ca: TestCA
    var journal: JournalMaking
    /// The entry that names the journal's head of size 3.
    var names = 0

    static let shared = Result { try JournalHistory() }

    init() throws {
        ca = try TestCA.small()
        for witnesses in [[1, 2], [3, 4], [1, 3], [2, 4]] { try ca.enrol(witnesses: witnesses) }
        for (person, team) in [(5, "keepers"), (7, "reviewers")] {
            let body = JSON.line(["person": .person(person), "team": .string(team)])
            try ca.carry(try ca.propose("authority/team.lead", body, by: 1))
        }
        journal = try JournalMaking(ca)
        // Before anybody has enrolled the machine.
        try journal.close([Self.line(1, ca.now)], at: ca.now.adding(60), ledger: ca.state.log.head)
        ca.wait(600)
        try ca.enrolMachine()
        for _ in 0..<2 {
            ca.wait(600)
            try journal.close(
                [Self.line(2, ca.now.adding(-20)), Self.line(3, ca.now.adding(-10))], at: ca.now,
                ledger: ca.state.log.head)
        }
        ca.wait(60)
        names = try Self.name(journal.head, in: &ca)
        ca.wait(3600)
        try journal.close(at: ca.now, ledger: ca.state.log.head)
    }

    static func line(_ person: Int, _ at: Time) -> JournalLine {
        JournalLine(.signIn, at: at, person: person, facts: .object([]))
    }

    /// Enters a statement whose signer saw this head of the journal; its place.
    static func name(_ head: Head, in ca: inout TestCA) throws -> Int {
        var statement = ca.statement(
            Draft("authority/act.withdraw", .line(["request": .string(ca.request().hex)]), under: ["P-4"]), by: 1)
        statement.journal = head
        let key = ca.key(1)
        return try ca.enter(key.signed(statement))
    }

    /// The export with its journal in a folder.
    func exported() throws -> Exported {
        let exported = try Exported(ExportMaking(ca))
        try journal.write(to: exported.folder)
        return exported
    }
}

/// One thing done to a journal, and what must be said of it.
struct JournalCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let finds: String
    /// Whether nothing but a signer's word shows it.
    var isWord = false
    let make: @Sendable (JournalHistory) throws -> Exported

    /// A segment that no honest machine signs, behind the others.
    init(segment name: String, finds: String, _ change: @escaping @Sendable (inout Statement) -> Void) {
        testDescription = name
        self.finds = finds
        make = { history in
            var history = history
            try history.journal.close(
                [JournalHistory.line(4, history.ca.now)], at: history.ca.now.adding(60),
                ledger: history.ca.state.log.head, change: change)
            return try history.exported()
        }
    }

    /// Something done to the history before it is exported.
    init(
        history name: String, finds: String, isWord: Bool = false,
        _ change: @escaping @Sendable (inout JournalHistory) throws -> Void
    ) {
        testDescription = name
        self.finds = finds
        self.isWord = isWord
        make = { history in
            var history = history
            try change(&history)
            return try history.exported()
        }
    }

    /// Something done to the files.
    init(files name: String, finds: String, _ change: @escaping @Sendable (Exported) throws -> Void) {
        testDescription = name
        self.finds = finds
        make = { history in
            let exported = try history.exported()
            try change(exported)
            return exported
        }
    }

    /// A member of a segment's body with another value.
    private static func body(_ statement: inout Statement, _ key: String, _ value: JSON?) {
        statement.body = .object(
            (statement.body.members ?? []).compactMap { member in
                member.key == key ? value.map { JSON.Member(key, $0) } : member
            })
    }

    static let all: [JournalCase] = [
        JournalCase(history: "drop a segment and sign again", finds: "does not follow number") {
            $0.journal.entries.remove(at: 1)
            $0.journal.leaves.remove(at: 1)
        },
        JournalCase(history: "swap two segments and sign again", finds: "does not follow number") {
            $0.journal.entries.swapAt(1, 2)
            $0.journal.leaves.swapAt(1, 2)
        },
        JournalCase(history: "a segment twice", finds: "does not follow number") {
            $0.journal.entries.append($0.journal.entries[3])
            $0.journal.leaves.append([])
        },
        JournalCase(history: "roll back and sign again", finds: "rolled back or withheld", isWord: true) {
            $0.journal.entries.removeLast(2)
            $0.journal.leaves.removeLast(2)
        },
        JournalCase(
            history: "another journal of the same length", finds: "different contents in the first 3 segments",
            isWord: true
        ) {
            history in
            var other = try JournalMaking(history.ca)
            for offset in [0, 600, 1200, 4860] {
                try other.close(
                    at: TestCA.start.adding(offset), ledger: .empty)
            }
            history.journal = other
        },
        JournalCase(
            history: "no journal at all, though signers saw one", finds: "rolled back or withheld", isWord: true
        ) {
            $0.journal.entries = []
            $0.journal.leaves = []
        },
        JournalCase(history: "another log key", finds: "signed-note") {
            $0.journal.signer = try NoteSigner(name: $0.journal.signer.key.name, seed: [UInt8](repeating: 9, count: 32))
        },
        JournalCase(history: "a machine out of service", finds: "was out of service") { history in
            let place = try history.ca.propose(RetireMachine.kind, .line(["machine": .string("m1")]), by: 5)
            for (slot, person) in [("keeper", 5), ("reviewer", 7)] {
                guard let act = history.ca.authority.acts[place: place] else { continue }
                try history.ca.say(.sign(act, slot: slot), by: person)
            }
            try history.journal.close(at: history.ca.now.adding(60), ledger: history.ca.state.log.head)
        },
        JournalCase(history: "another key under the machine's number", finds: "calls itself m1, not m2") { history in
            history.journal.change(to: try TestCA.machineSigner(2), number: 1)
            try history.journal.close(at: history.ca.now.adding(60), ledger: history.ca.state.log.head)
        },
        JournalCase(segment: "the machine's key under another number", finds: "its key is that of m1") {
            $0.signer = .machine(2)
        },
        JournalCase(segment: "a person as signer", finds: "a segment must be signed by a machine, not by a person") {
            $0.signer = .person(5)
        },
        JournalCase(segment: "a statement of another kind", finds: "the journal contains segments only") {
            $0.kind = "authority/stop.set"
        },
        JournalCase(segment: "for the ledger", finds: "this journal is") { $0.origin = "demonstration/test.example" },
        JournalCase(segment: "a number left out", finds: "does not follow number") {
            body(&$0, "number", .integer(6))
        },
        JournalCase(segment: "another segment before it", finds: "does not follow number") {
            body(&$0, "previous", .string(Digest.of([1]).hex))
        },
        JournalCase(segment: "a line more than there is", finds: "not the hashes of 2 lines") {
            body(&$0, "count", .integer(2))
        },
        JournalCase(segment: "another digest", finds: "do not give the digest") {
            body(&$0, "digest", .string(Digest.of([1]).hex))
        },
        JournalCase(segment: "a line later than the segment", finds: "later than the segment") {
            body(&$0, "last", .string($0.claimed.adding(1).text))
        },
        JournalCase(segment: "a line from before the segment before", finds: "overlaps the previous segment") {
            body(&$0, "first", .string(TestCA.start.text))
        },
        JournalCase(history: "from before its past", finds: "the time of an entry that it saw") {
            try $0.journal.close(at: $0.ca.now.adding(-4400), ledger: $0.ca.state.log.head)
        },
        JournalCase(segment: "good for longer than an hour", finds: "until is more than") {
            $0.until = $0.until.adding(1)
        },
        JournalCase(segment: "recorded after its until", finds: "after its until") {
            $0.until = $0.claimed.adding(-1)
            $0.claimed = $0.claimed.adding(-2)
        },
        JournalCase(segment: "a ledger from the future", finds: "rolled back or cut") {
            $0.ledger = Head(root: $0.ledger.root, size: $0.ledger.size + 1)
        },
        JournalCase(segment: "another ledger", finds: "different contents in the first") {
            $0.ledger = Head(root: Digest.of([1]), size: $0.ledger.size)
        },
        JournalCase(segment: "less of the ledger than before", finds: "saw less of the ledger") {
            $0.ledger = .empty
        },
        JournalCase(segment: "another journal", finds: "a different history of the journal") {
            $0.journal = Head(root: Digest.of([1]), size: $0.journal.size)
        },
        JournalCase(files: "change a line's hash", finds: "a line was changed") { out in
            var bytes = try out.bytes("journal/lines/1")
            bytes[3] ^= 1
            try out.put(bytes, "journal/lines/1")
        },
        JournalCase(files: "swap two lines", finds: "a line was changed") { out in
            let bytes = try out.bytes("journal/lines/1")
            try out.put(Array(bytes.suffix(32) + bytes.prefix(32)), "journal/lines/1")
        },
        JournalCase(files: "drop a line", finds: "not the hashes of 2 lines") { out in
            try out.put(Array(try out.bytes("journal/lines/1").prefix(32)), "journal/lines/1")
        },
        JournalCase(files: "no hashes of a segment's lines", finds: "journal/lines/1: the file is missing") {
            try $0.remove("journal/lines/1")
        },
        JournalCase(files: "no journal's checkpoint", finds: "journal/checkpoint") {
            try $0.remove("journal/checkpoint")
        },
        JournalCase(files: "no bundle of segments", finds: "segments from 0 to 3 are missing") {
            try $0.remove("journal/tile/entries/000.p/4")
        },
        JournalCase(files: "change a segment", finds: "journal/") { out in
            var bytes = try out.bytes("journal/tile/entries/000.p/4")
            bytes[60] ^= 1
            try out.put(bytes, "journal/tile/entries/000.p/4")
        },
        JournalCase(files: "change a tile of the journal", finds: "journal/tile/0/000.p/4") { out in
            var bytes = try out.bytes("journal/tile/0/000.p/4")
            bytes[0] ^= 1
            try out.put(bytes, "journal/tile/0/000.p/4")
        },
    ]
}
