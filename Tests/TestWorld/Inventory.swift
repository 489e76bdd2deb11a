import Ledger
import Rules

extension JSON {
    /// The facts of a new medium.
    package static func medium(
        _ label: String, serial: String? = nil, sort: String = "disk", in store: String = "S-1",
        purpose: String = "system", system: String? = nil
    ) -> JSON {
        .line([
            "acquired": .string("2026-10-30"), "brand": .string("Acme"), "capacity": .integer(4_000_000),
            "label": .string(label), "purpose": .string(purpose), "removable": .string("yes"),
            "serial": serial.map { .string($0) }, "sort": .string(sort), "store": .string(store),
            "system": system.map { .string($0) },
        ])
    }

    /// The facts of a new computer.
    package static func computer(
        _ hostname: String, serial: String? = nil, sort: String = "server", system: String? = nil
    )
        -> JSON
    {
        .line([
            "hostname": .string(hostname), "model": .string("R640"), "serial": .string(serial ?? "\(hostname)-1"),
            "sort": .string(sort), "system": system.map { .string($0) }, "vendor": .string("Dell"),
        ])
    }

    /// What happened to a medium: whatever of it is left out is said as it should be.
    package static func erasure(
        of medium: String = "M-1", in host: String = "H-1", method: String = "purge", observer: Int?, happened: Time,
        verified: String = "full"
    ) -> JSON {
        .line([
            "bad-sectors": .integer(0), "happened": .string(happened.text), "host": .string(host),
            "medium": .string(medium), "method": .string(method), "output": .string(Digest.of([1]).hex),
            "parties": observer.map { .observer($0) }, "tool": .string("nwipe"), "tool-version": .string("0.34"),
            "verified": .string(verified),
        ])
    }

    /// A medium goes into a computer (`into`), or into a store (`to`).
    package static func passage(_ medium: String = "M-1", to place: String, observer: Int?, happened: Time) -> JSON {
        .line([
            "happened": .string(happened.text), "medium": .string(medium), "parties": observer.map { .observer($0) },
            place.hasPrefix("H") ? "into" : "to": .string(place),
        ])
    }
}

extension String {
    /// A table of media, with the facts in each row that every medium has and no test is about.
    package var withMediumFacts: String {
        // A line's end is one character, also where it is two bytes.
        let end = contains("\r\n") ? "\r\n" : "\n"
        let lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let mark = lines.first?.contains(";") == true ? ";" : ","
        let head = ["acquired", "brand", "capacity", "purpose", "removable"]
        let facts = ["2026-10-30", "Acme", "4000000", "system", "yes"]
        return lines.enumerated().map { number, line in
            line.isEmpty ? "" : ([String(line)] + (number == 0 ? head : facts)).joined(separator: mark)
        }.joined(separator: end)
    }
}
