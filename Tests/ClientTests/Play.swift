import Client
import Foundation
import Ledger
import Rules
import TestWorld

/// A stand-in for a log, and people with sessions and key files on it.
struct Play {
    let log: StandIn
    let scratch: Scratch

    /// The small CA: council p1 to p4; p1 leads the keepers with p5, p2 leads the reviewers with p3.
    static func small() throws -> Play {
        var ca = try TestCA.small()
        let five = try ca.enrol()
        for (kind, person, team) in [
            ("authority/team.lead", 1, "keepers"), ("authority/team.lead", 2, "reviewers"),
            ("authority/team.appoint", five, "keepers"), ("authority/team.appoint", 3, "reviewers"),
        ] {
            let place = try ca.propose(
                kind, .line(["person": .person(person), "team": .string(team)]), by: 4)
            try ca.carry(place)
        }
        ca.wait(60)
        return Play(log: StandIn(ca), scratch: try Scratch())
    }

    /// A session of a person, brought up to date, who signs without being asked.
    func workspace(
        _ person: Int, storage: any ReplicaStorage = MemoryStorage(), console: Notepad = Notepad(), yes: Bool = true
    ) async throws -> Workspace {
        var workspace = try bare(storage: storage, console: console)
        workspace.person = person == 0 ? .unnumbered : .person(person)
        workspace.keyFile = try scratch.key(person)
        workspace.isYes = yes
        try await workspace.sync()
        return workspace
    }

    func bare(storage: any ReplicaStorage = MemoryStorage(), console: Notepad = Notepad()) throws -> Workspace {
        let log = log
        return try Workspace(transport: log, storage: storage, console: console, clock: { log.now }, pause: { _ in })
    }

    func wait(_ seconds: Int = 60) { log.with { $0.ca.wait(seconds) } }

    /// Enters a store through both teams; its act's place.
    func store(_ label: String = "safe-1") throws -> Int {
        try log.with { inside in
            let place = try inside.ca.propose(
                "register/store.enter", .line(["label": .string(label)]), by: 1, slot: "keeper")
            inside.ca.wait(60)
            try inside.ca.say(.sign(inside.ca.registerAct(place), slot: "reviewer"), by: 2)
            inside.ca.wait(60)
            return place
        }
    }
}

/// What went wrong, for tests of failures.
func failure(_ body: () async throws -> Void) async -> Failure? {
    do {
        try await body()
        return nil
    } catch { return error as? Failure }
}

extension Failure {
    /// The sort of an alarm; nil for other failures.
    var alarm: Trouble? { if case .alarm(let alarm) = self { alarm.trouble } else { nil } }
    var clause: String? { if case .refused(let refusal, _) = self { refusal.clause } else { nil } }
    var text: String { lines.joined(separator: "\n") }
}
