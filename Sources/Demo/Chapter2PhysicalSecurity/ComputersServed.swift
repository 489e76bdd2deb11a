import Rules

/// SP-2.2.1, SP-3.2: what a computer needs before it serves, by the people whom each step asks for.
enum ComputersServed: Episode {
    static let begins = CalendarTime.day(2, 12)
    static let says = "the core server and the signer are labelled, inspected and go into service"

    static func play(in ledger: DemoLedger) async throws {
        for (number, system) in [(1, "SYS-2"), (2, "SYS-2"), (3, "SYS-3"), (4, "SYS-2")] {
            ledger.pass(minutes: 10)
            let act = try await ledger.propose(
                ChangeFacts<Computer>.kind, ["computer": "H-\(number)", "set": "{\"system\":\"\(system)\"}"], by: 12,
                slot: "access-engineer")
            try await ledger.sign(act, slot: "administrator", by: 14)
        }
        for number in [1, 3] {
            ledger.pass(minutes: 30)
            let computer = "H-\(number)", happened = ledger.now.adding(-900).text
            let acquired = try await ledger.record(
                AcquireComputer.kind,
                [
                    "chosen": "picked-from-stock", "collected-by": "p12", "computer": computer, "happened": happened,
                    "packaging": "intact", "parties": "p12:observer", "source": "Elektro Huber, Linz",
                ], by: 14)
            try await ledger.observe(acquired, by: 12)
            _ = try await ledger.record(
                LabelComputer.kind, ["computer": computer, "happened": happened, "sides": "front,rear"], by: 14)
            let inspected = try await ledger.record(
                InspectComputer.kind,
                ["computer": computer, "happened": happened, "parties": "p15:observer", "report": "INS-\(number)"],
                by: 14)
            try await ledger.observe(inspected, by: 15)
            let serve = try await ledger.propose(
                ServeComputer.kind, ["computer": computer], by: 14, slot: "administrator")
            try await ledger.sign(serve, slot: "administrator", by: 15)
        }
    }
}
