import Ledger

/// SP-9.1.7b: a seat that ended. Former members stay on record, with the time for which they sat: what they owe from it does
/// not end with the seat.
package struct FormerSeat: AuthorityItem {
    package static let prefix = "TRM", noun = "termination"
    /// From 1, in the order in which seats ended.
    package let number: Int
    package let group: String
    package let seat: Seat
    package let ended: Int
    package var born: Int { ended }

    package var line: JSON {
        .line(["ended": .integer(ended), "group": .string(group), "seat": seat.line])
    }
}

extension Authority {
    /// Ends a seat, and keeps it among the former ones for ever: nothing takes one out again.
    mutating func end(seat: Int, ofRoster roster: Int, at place: Int) {
        former.append(
            FormerSeat(
                number: former.count + 1, group: rosters[roster].group, seat: rosters[roster].seats.remove(at: seat),
                ended: place))
    }
}
