import Rules

/// What people do with media again and again, each with somebody who looks on.
extension DemoLedger {
    func erase(_ medium: Int, method: String) async throws {
        pass(hours: 2)
        let record = try await record(
            EraseMedium.kind,
            ["happened": now.adding(-600).text, "medium": "M-\(medium)", "method": method, "parties": "p15:observer"],
            by: 14)
        try await observe(record, by: 15)
    }

    func move(_ medium: Int, to place: String, observer: Int = 12) async throws {
        pass(hours: 1)
        let record = try await record(
            MoveMedium.kind,
            [
                "happened": now.adding(-300).text, "medium": "M-\(medium)", "parties": "p\(observer):observer",
                "to": place,
            ], by: 14)
        try await observe(record, by: observer)
    }
}
