import Ledger

/// P-56: two eligible people end a stop, neither the stopped nor the stopper, from 72 hours on.
package struct EndStop: AuthorityAct {
    package let stop: ID<Stop>

    package static let kind = "authority/stop.end", title = "End a stop"
    package static let clauses = ["P-56", "SP-1.2a"]
    package static let fields = Fields({ Self(stop: $0) }, Field("stop", \Self.stop, "Stop to end"))

    /// In code, whatever a policy says.
    package static let waiting = 72 * StatementSort.hour

    package func named(in authority: Authority) -> [Int] {
        authority.stops.at(stop.index).map { authority.stopSubject($0.target).people } ?? []
    }
    package func stopSubject(in authority: Authority) -> StopSubject? {
        authority.stops.at(stop.index).map { authority.stopSubject($0.target, stoppers: $0.by) }
    }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        guard let stop = authority.stops.at(stop.index) else { return }
        guard stop.ended == nil else {
            throw Refusal("P-56", "\(self.stop.text) has already ended.", field: "stop", sort: .over)
        }
        let waited = moment.clock.since(stop.recorded)
        guard waited >= Self.waiting else {
            throw Refusal(
                "P-56", "\(self.stop.text) cannot be ended in this way until 72 hours after \(stop.recorded.text).",
                who: "before that, everybody who would have to grant the same thing again, by \(LiftStop.kind)",
                field: "stop")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.endStop(stop.index, at: moment)
    }

    /// A key is given back by two who could have witnessed it: not both of one team (P-56, P-21).
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        guard let stop = authority.stops.at(stop.index), case .key = stop.target else { return nil }
        return authority.lackOfWitnesses(counted)
    }
}
