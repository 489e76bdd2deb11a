import Rules

/// SP-2.2.2: what its vendor would want to open is not repaired but retired.
enum FaultReported: Episode {
    static let begins = CalendarTime.day(7, 15)
    static let says = "a computer is faulty, and its vendor wants it back: it can only be retired"

    static func play(in ledger: DemoLedger) async throws {
        _ = try await ledger.record(
            ReportFault.kind,
            [
                "computer": "H-4", "happened": ledger.now.adding(-1800).text, "service-risk": "yes",
                "ticket": "SR-20418",
            ], by: 15, because: "Board fault; the vendor repairs it only in its own workshop.")
    }
}
