import Ledger
import Rules

/// What people do with media again and again, each with somebody who looks on.
extension DemoLedger {
    func erase(_ medium: Int, in host: Int = 4, method: String) async throws {
        pass(hours: 2)
        try await handle(
            EraseMedium.kind, medium,
            [
                "bad-sectors": "0", "host": "H-\(host)", "method": method,
                "output": Digest.of(Array("what the program said of M-\(medium)".utf8)).hex, "tool": "nwipe",
                "tool-version": "0.34", "verified": "full",
            ], observer: 15)
    }

    func install(_ medium: Int, into computer: Int, slot: String) async throws {
        pass(hours: 1)
        try await handle(InstallMedium.kind, medium, ["into": "H-\(computer)", "slot": slot], observer: 12)
    }

    /// p14 does something with a medium, and somebody who looked on confirms it.
    func handle(_ kind: String, _ medium: Int, _ fields: [String: String], by person: Int = 14, observer: Int)
        async throws
    {
        let known = ["happened": now.adding(-300).text, "medium": "M-\(medium)", "parties": "p\(observer):observer"]
        let record = try await record(kind, fields.merging(known) { own, _ in own }, by: person)
        try await observe(record, by: observer)
    }
}
