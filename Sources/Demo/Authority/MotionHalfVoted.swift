import Rules

enum MotionHalfVoted: Episode {
    static let begins = CalendarTime.day(8, 23, 8)
    static let says = "a motion on which two members of the Board have voted waits for the others"

    static func play(in ledger: DemoLedger) async throws {
        let add = try await ledger.propose(
            AddToList.kind, ["list": "repository-access", "person": "p17"], by: 16, slot: "request")
        let motion = try await ledger.openMotion(about: add, by: 2)
        for member in [1, 2] { try await ledger.vote(motion, .yes, by: member) }
    }
}
