import Rules

enum SeatsFilled: Episode {
    static let begins = CalendarTime.day(0, 7)
    static let says = "Arbitrators, Case Managers, the auditor, leaders and teams are appointed by motions of the Board"

    static func play(in ledger: DemoLedger) async throws {
        for (body, people) in [("arbitrators", [6, 7, 8]), ("case-managers", [9, 10]), ("auditor", [11])] {
            for person in people {
                ledger.pass(minutes: 11)
                let act = try await ledger.propose(SeatInBody.kind, ["body": body, "person": "p\(person)"], by: 1)
                try await ledger.decide(act)
            }
        }
        for (team, leader, member) in DemoPerson.teams {
            ledger.pass(minutes: 40)
            let lead = try await ledger.propose(AppointLeader.kind, ["person": "p\(leader)", "team": team], by: 2)
            try await ledger.decide(lead)
            let appoint = try await ledger.propose(
                AppointToTeam.kind, ["person": "p\(member)", "team": team], by: leader, slot: "recommendation",
                because: "Has done this work beside us for a year, carefully.")
            try await ledger.decide(appoint)
        }
    }
}
