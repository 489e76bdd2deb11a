import Foundation
import Ledger
import Rules
import TestWorld

/// A ledger of every sort of thing, made once: a founding, people, teams, things, records good and in breach, words
/// beside the line. It is longer than a tile.
struct SmallHistory: Sendable {
    var ca: TestCA
    var contents: [ExportMaking.Content] = []

    static let shared = Result { try SmallHistory() }

    /// Where a thing of the history stands.
    struct Places: Sendable {
        /// Two votes of p2 on one motion, in their order.
        var votes: [Int] = []
        var breach = 0
        var late = 0
        var reasoned = 0
    }
    var places = Places()

    init() throws {
        ca = try TestCA.small()
        for witnesses in [[1, 2], [3, 4], [1, 3], [2, 4]] { try ca.enrol(witnesses: witnesses) }
        for (person, team) in [(5, "keepers"), (7, "reviewers")] {
            let body = JSON.line(["person": .person(person), "team": .string(team)])
            try ca.carry(try ca.propose("authority/team.lead", body, by: 1))
        }
        for (person, team) in [(6, "keepers"), (8, "reviewers")] {
            let body = JSON.line(["person": .person(person), "team": .string(team)])
            try ca.carry(try ca.propose("authority/team.appoint", body, by: 1))
        }
        try enter("register/store.enter", .line(["label": .string("safe-1")]))
        try enter(
            "register/store.enter",
            .line(["custodians": .string("keepers"), "label": .string("safe-2"), "sort": .string("safe")]))
        try enter(
            "register/computer.enter",
            .computer("ca1"))
        for number in 1...2 {
            try enter(
                "register/medium.enter",
                .medium("disk-\(number)", serial: "d\(number)"))
        }
        try changeVote()
        try speak()
        for round in 0..<120 { try move(1, to: round % 2 == 0 ? "S-2" : "S-1") }
        places.breach = try move(1, to: "H-1")
        places.late = try move(1, to: "S-1", happened: ca.now.adding(-3 * StatementSort.day))
    }

    /// A register act that a keeper proposes and signs, and a reviewer signs.
    @discardableResult
    mutating func enter(_ kind: String, _ body: JSON) throws -> Int {
        let place = try ca.propose(kind, body, by: 5, slot: "keeper")
        try ca.say(.sign(ca.registerAct(place), slot: "reviewer"), by: 7)
        return place
    }

    @discardableResult
    mutating func move(_ medium: Int, to place: String, happened: Time? = nil) throws -> Int {
        ca.wait(60)
        let body = JSON.passage("M-\(medium)", to: place, observer: 7, happened: happened ?? ca.now)
        let kind = place.hasPrefix("H") ? "install" : "move"
        let record = try ca.say(.of(ca.kind("record/medium.\(kind)"), body), by: 5)
        try ca.say(.observe(ca.record(record)), by: 7)
        return record
    }

    /// A motion on which p2 changes his vote.
    private mutating func changeVote() throws {
        let lead = try ca.propose(
            "authority/team.lead", .line(["person": .person(8), "team": .string("reviewers")]), by: 1)
        ca.wait(60)
        let opened = try ca.say(.motion(about: ca.act(lead), body: "council"), by: 1)
        for choice in [Vote.Choice.no, .yes] {
            ca.wait(60)
            if let motion = ca.authority.motion(at: opened) {
                places.votes.append(try ca.say(.vote(motion, choice), by: 2))
            }
        }
    }

    /// An act with a reason for everyone, one for everyone that is not given out, and one for the council.
    private mutating func speak() throws {
        ca.wait(60)
        var draft = Draft.of(
            ca.kind("register/store.enter"), .line(["label": .string("safe-3")]), slot: "keeper")
        let request = ca.request()
        let key = [UInt8](repeating: 7, count: 32)
        let words = Array("A third safe, because the second is full.".utf8)
        func part(_ name: String, _ audience: String) -> DetachedPart {
            DetachedPart(
                audience: audience,
                commitment: commitment(
                    key: key, origin: ca.origin, signer: .person(5), request: request, kind: draft.kind,
                    name: name,
                    content: words),
                name: name)
        }
        draft.detached = [part("reason", "everyone")]
        let statement = ca.statement(draft, by: 5, request: request)
        let signer = ca.key(5)
        places.reasoned = try ca.enter(signer.signed(statement))
        contents.append(
            ExportMaking.Content(
                statement: Digest.of(statement.line()), name: "reason", key: key, bytes: words))
    }

    /// The honest export.
    var export: ExportMaking {
        var export = ExportMaking(ca)
        export.contents = contents
        export.kept = [1, 100, 256, ca.entries.count]
        return export
    }
}
