import Rules

/// SP-2.2.3.3: most disks that leave are dead. Nobody can erase one: two say so, and it is destroyed.
enum DiskRetired: Episode {
    static let begins = CalendarTime.day(4, 8)
    static let says = "a dead disk leaves its machine, is retired, shredded, and what is left is handed over"

    static func play(in ledger: DemoLedger) async throws {
        ledger.pass(hours: 1)
        try await ledger.handle(RemoveMedium.kind, 2, ["to": "S-1"], observer: 15)
        ledger.pass(hours: 1)
        try await ledger.handle(
            MarkUnreadable.kind, 2, ["tried": "spins up in neither of two machines, no answer"], observer: 15)
        let retire = try await ledger.propose(
            RetireMedium.kind, ["fate": "destroyed", "medium": "M-2"], by: 14, slot: "administrator",
            because: "Reallocated sectors since August, dead since Tuesday; replaced by M-5.",
            files: [PackageResources.DiskPhoto_jpg])
        try await ledger.sign(retire, slot: "administrator", by: 15)
        ledger.pass(hours: 3)
        try await ledger.handle(DestroyMedium.kind, 2, ["method": "shred", "serial-read": "yes"], observer: 15)
        ledger.pass(hours: 1)
        try await ledger.handle(
            DisposeOfMedium.kind, 2, ["facility": "Alpen Recycling GmbH", "licence": "AT-417", "receipt": "2026-8841"],
            observer: 15)
    }
}
