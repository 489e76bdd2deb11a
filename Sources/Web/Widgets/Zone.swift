import Foundation
import Ledger

/// The time zone in which a person reads times. What is signed says UTC, and so does every time on hover.
struct Zone: Sendable, Equatable {
    let name: String
    private let zone: TimeZone?

    static let utc = Zone()

    private init() { (name, zone) = ("UTC", nil) }

    /// nil for a name that this machine does not know.
    init?(named name: String) {
        if name == "UTC" {
            self = .utc
            return
        }
        guard Zone.names.contains(name), let zone = TimeZone(identifier: name) else { return nil }
        (self.name, self.zone) = (name, zone)
    }

    /// A time's wall clock in this zone, as a `Time` that is read in UTC.
    func wall(_ time: Time) -> Time {
        guard let zone else { return time }
        return time.adding(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds))))
    }

    /// What a browser's field for a moment says, `2026-11-30T12:15` on this zone's clock, as a time in UTC; any other text as it
    /// is. Of an hour that a clock passes twice it is the first.
    func utc(_ text: String) -> String {
        guard text.utf8.count == 16 || text.utf8.count == 19,
            let wall = Time(text + (text.utf8.count == 16 ? ":00Z" : "Z"))
        else { return text }
        let near = wall.adding(-self.wall(wall).since(wall))
        return wall.adding(-self.wall(near).since(near)).text
    }

    /// The library lists some cities under names that they no longer bear, and takes both.
    private static let today = [
        "America/Godthab": "America/Nuuk", "Asia/Calcutta": "Asia/Kolkata", "Asia/Katmandu": "Asia/Kathmandu",
        "Asia/Rangoon": "Asia/Yangon", "Asia/Saigon": "Asia/Ho_Chi_Minh", "Atlantic/Faeroe": "Atlantic/Faroe",
        "Europe/Kiev": "Europe/Kyiv",
    ]

    /// Areas with cities: what people choose from.
    static let names: [String] =
        ["UTC"]
        + TimeZone.knownTimeZoneIdentifiers.filter { name in
            [
                "Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
                "Pacific/",
            ]
            .contains { name.hasPrefix($0) }
        }.map { name in today[name].flatMap { TimeZone(identifier: $0) == nil ? nil : $0 } ?? name }.sorted()

    /// The zone of whoever reads the page that is being made.
    static var current: Zone { Reading.current.zone }
}
