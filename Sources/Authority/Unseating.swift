import Ledger

extension Authority {
    /// Takes a seat away. SM-2.4.3, P-57: where fewer than two others than the signers would be left it is only suspended,
    /// until a motion confirms it: two colluding members cannot empty a team or a list.
    mutating func unseat(_ person: Int, from group: String, at moment: Moment, confirmed: Bool) {
        guard let index = rosters.firstIndex(where: { $0.group == group }),
            let seat = rosters[index].seats.firstIndex(where: { $0.person == person })
        else { return }
        let left = rosters[index].seats.filter {
            $0.person != person && $0.suspended == nil && !moment.by.contains($0.person)
        }
        if left.count < 2, !confirmed {
            rosters[index].seats[seat].suspended = moment.place
        } else {
            end(seat: seat, ofRoster: index, at: moment.place)
        }
    }

    /// What every unseating asks.
    func requireSeated(_ person: Int, in group: String, clause: String) throws(Refusal) {
        guard roster(group)?.seats.contains(where: { $0.person == person }) == true else {
            throw Refusal(clause, "p\(person) has no seat in “\(group)”.", field: "person", sort: .notFound)
        }
    }
}
