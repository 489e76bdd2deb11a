import Ledger
import Rules

/// How a body decides.
extension DemoLedger {
    func openMotion(about act: Int, by person: Int) async throws -> Int {
        guard let rule = state.authority.requirement(ofActAt: act)?.motion else {
            throw HistoryError("A-\(act) needs no motion")
        }
        if let open = state.authority.acts[place: act] {
            return try await say(.motion(about: open, body: rule.body), by: person)
        }
        guard let open = state.world.acts[place: act] else { throw HistoryError("there is no act A-\(act)") }
        return try await say(.motion(about: open, body: rule.body), by: person)
    }

    func vote(_ motion: Int, _ choice: Vote.Choice, by person: Int) async throws {
        try await say(.vote(try self.motion(motion), choice), by: person)
    }

    func close(_ motion: Int, by person: Int) async throws {
        pass(minutes: 6)
        let motion = try self.motion(motion)
        try await say(.close(motion, state.authority.tally(motion, at: now)), by: person)
    }

    /// The Board deliberates, votes by name, and two members close with the same tally; with enough noes the motion is
    /// defeated.
    func decide(_ act: Int, no: [Int] = []) async throws {
        pass(minutes: 5)
        let motion = try await openMotion(about: act, by: 3)
        for member in DemoPerson.board {
            pass(minutes: 3)
            try await vote(motion, no.contains(member) ? .no : .yes, by: member)
        }
        try await close(motion, by: 4)
        try await close(motion, by: 5)
    }

    private func motion(_ place: Int) throws -> Motion {
        guard let motion = state.authority.motion(at: place) else {
            throw HistoryError("there is no motion B-\(place)")
        }
        return motion
    }
}
