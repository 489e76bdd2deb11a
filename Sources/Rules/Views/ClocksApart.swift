import Ledger

extension Time {
    /// How long two times are apart, in the two largest units: what people are told of a wrong clock.
    package func apart(from other: Time) -> String {
        var left = abs(since(other))
        var words: [String] = []
        for (unit, seconds) in [("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1)] {
            let count = left / seconds
            left %= seconds
            if count > 0 { words.append("\(count) \(unit)\(count == 1 ? "" : "s")") }
        }
        return words.isEmpty ? "0 seconds" : words.prefix(2).joined(separator: " and ")
    }
}

/// Two clocks held against each other: whose is ahead, and by how much (P-10, P-13).
package enum ClocksApart {
    /// Seconds that honest clocks may differ.
    package static let max = 600

    /// What is said where the log's clock is further ahead of one's own than honest ones are; nil where it is not.
    package static func alarm(log: Time?, own: Time) -> String? {
        guard let log, log.since(own) > max else { return nil }
        return
            "The log’s clock (\(log.text)) is \(log.apart(from: own)) ahead of this machine’s (\(own.text)). One of the two is wrong."
    }

    /// What is said where a device and its server disagree; nil where they do not.
    package static func difference(device: Time, server: Time) -> String? {
        guard abs(device.since(server)) > max else { return nil }
        return
            "The clock of your device (\(device.text)) is \(device.apart(from: server)) \(device < server ? "behind" : "ahead of") the "
            + "server’s (\(server.text)). One of the two is wrong. Compare both with a clock that you trust, and tell the person who runs "
            + "the wrong one."
    }
}
