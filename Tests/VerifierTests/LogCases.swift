import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// A log that its own key signed from end to end, and that holds what no honest server would have let in.
struct LogCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// The rule by which the first void entry falls.
    let rule: String
    /// Makes the leaves and says which is the first void one.
    let forge: @Sendable (inout SmallHistory) throws -> (entries: [[UInt8]], firstVoid: Int)

    /// Something done to the leaves in the middle.
    static func middle(
        _ name: String, rule: String,
        _ change: @escaping @Sendable (inout [[UInt8]], SmallHistory) throws -> Int
    ) -> LogCase {
        LogCase(testDescription: name, rule: rule) { history in
            var entries = history.ca.entries
            let first = try change(&entries, history)
            return (entries, first)
        }
    }

    /// One leaf more at the end, past the door.
    static func end(
        _ name: String, rule: String, _ leaf: @escaping @Sendable (inout TestCA) throws -> [UInt8]
    ) -> LogCase {
        LogCase(testDescription: name, rule: rule) { history in
            let made = try leaf(&history.ca)
            let place = history.ca.entries.count
            _ = try history.ca.force(made)
            return (history.ca.entries, place)
        }
    }

    /// The leaf of a draft that somebody signed now.
    static func leaf(_ ca: inout TestCA, _ draft: Draft, by person: Int, with key: SoftwareKey? = nil) throws
        -> [UInt8]
    {
        ca.wait(60)
        let signer = key ?? ca.key(person)
        return try Submission(bytes: signer.signed(ca.statement(draft, by: person))).recorded(at: ca.now)
    }

    /// The leaf with another time in its last line.
    static func moved(_ leaf: [UInt8], to time: Time) -> [UInt8] {
        leaf.dropLast(30) + Array("recorded \(time.text)\n".utf8)
    }

    static let all: [LogCase] = [
        .middle("change a letter of a statement", rule: "P-2") { entries, _ in
            let place = 40
            // A letter of the request id, so that the line stays well formed.
            let text = Array("\"request\":\"".utf8)
            let at = try #require(entries[place].indices.first { entries[place][$0...].starts(with: text) })
            entries[place][at + text.count] ^= 1
            return place
        },
        .middle("drop an entry", rule: "P-8") { entries, _ in
            entries.remove(at: 40)
            return 40
        },
        .middle("duplicate an entry", rule: "P-5") { entries, _ in
            entries.insert(entries[40], at: 41)
            return 41
        },
        .middle("swap two entries", rule: "P-8") { entries, _ in
            entries.swapAt(40, 41)
            return 40
        },
        .middle("another order of one person's votes", rule: "P-8") { entries, history in
            let votes = history.places.votes
            entries.swapAt(votes[0], votes[1])
            return votes[0]
        },
        .middle("a time moved back before the log's clock", rule: "P-10") { entries, _ in
            entries[50] = moved(entries[50], to: Time("2026-11-02T08:00:01Z")!)
            return 50
        },
        .middle("a time moved behind its statement's until", rule: "P-10") { entries, _ in
            entries[50] = moved(entries[50], to: Time("2027-11-02T08:00:01Z")!)
            return 50
        },
        .middle("a time moved on, so that the next one lies before it", rule: "P-8") { entries, _ in
            let time = try Entry(bytes: entries[50]).recorded
            entries[50] = moved(entries[50], to: time.adding(600))
            // The changed leaf changes the root that all that follows had seen.
            return 51
        },
        .middle("a founding by somebody else", rule: "P-2") { entries, _ in
            entries[0][20] ^= 1
            return 0
        },
        .end("garbage", rule: "P-2") { _ in Array("no entry at all".utf8) },
        .end("an empty entry", rule: "P-2") { _ in [] },
        .end("the longest garbage", rule: "P-2") { _ in [UInt8](repeating: 0x7b, count: 65_535) },
        .end("an unknown kind", rule: "P-4") { ca in
            try leaf(&ca, Draft("authority/magic.do", .object([]), under: ["P-4"]), by: 1)
        },
        .end("a kind of no part", rule: "P-4") { ca in
            try leaf(&ca, Draft("magic/do", .object([]), under: ["P-4"]), by: 1)
        },
        .end("an entry that stands already", rule: "P-5") { ca in ca.entries[120] },
        .end("signed with another person's key", rule: "P-2") { ca in
            let body = JSON.line(["person": .person(8), "team": .string("keepers")])
            let other = ca.key(2)
            return try leaf(&ca, .of(ca.kind("authority/team.lead"), body), by: 1, with: other)
        },
        .end("signed with a key that is not enrolled", rule: "P-2") { ca in
            let body = JSON.line(["person": .person(8), "team": .string("keepers")])
            return try leaf(
                &ca, .of(ca.kind("authority/team.lead"), body), by: 1,
                with: SoftwareKey(.ed25519, seed: "mallory"))
        },
        .end("a second founding", rule: "P-54") { ca in
            let draft = Draft(
                "authority/founding", ca.foundingBody([["council"], ["council"], ["council"]]),
                under: ["P-54"])
            return try leaf(&ca, draft, by: 1)
        },
        .end("a signature of the same person with a second key", rule: "P-32") { ca in
            let second = SoftwareKey(.ed25519, seed: "p1 second")
            let body = JSON.line(["key": .string(second.publicKey.openSSH), "person": .person(1)])
            let enrolment = try ca.propose("authority/key.enrol", body, by: 1)
            try ca.say(.sign(ca.act(enrolment), slot: "holder"), by: 1, with: second)
            for witness in [2, 3] { try ca.say(.sign(ca.act(enrolment), slot: "witness"), by: witness) }
            let newcomer = SoftwareKey(.ed25519, seed: "newcomer")
            let act = try ca.propose(
                "authority/person.enrol", .line(["key": .string(newcomer.publicKey.openSSH)]), by: 2)
            try ca.say(.sign(ca.act(act), slot: "holder"), by: 0, with: newcomer)
            try ca.say(.sign(ca.act(act), slot: "witness"), by: 1)
            return try leaf(&ca, .sign(ca.act(act), slot: "witness"), by: 1, with: second)
        },
        .end("a seat used that no motion gave", rule: "RP-2.2") { ca in
            // Proposed and never carried: p4 is no keeper, and his signature in a keeper's slot is none.
            _ = try ca.propose(
                "authority/team.appoint", .line(["person": .person(4), "team": .string("keepers")]), by: 1)
            let act = try ca.propose("register/store.enter", .line(["label": .string("safe-9")]), by: 5)
            return try leaf(&ca, .sign(ca.registerAct(act), slot: "keeper"), by: 4)
        },
        .end("a motion closed before its time", rule: "K-4") { ca in
            let act = try ca.propose(
                "authority/team.appoint", .line(["person": .person(4), "team": .string("keepers")]), by: 1)
            let opened = try ca.say(.motion(about: ca.act(act), body: "council"), by: 1)
            let motion = try #require(ca.authority.motion(at: opened))
            return try leaf(&ca, .close(motion, ca.authority.tally(motion, at: ca.now)), by: 1)
        },
    ]
}
