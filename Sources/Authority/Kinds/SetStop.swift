import Ledger

/// P-55: one local signature of the person or the leader, or two of the list, stop a person, a key or an act at once.
/// Met by page signatures only, it stops the stopped one's page signatures and sessions.
package struct SetStop: AuthorityAct {
    package let target: StopTarget

    package static let kind = "authority/stop.set", title = "Stop a person, a key or an act"
    package static let clauses = ["P-55", "SP-9.1.7a", "SM-2.4.3"], narrows = true
    package static let fields = Fields(
        { Self(target: $0) }, Field("target", \Self.target, "Person, key or act to stop"))

    package func named(in authority: Authority) -> [Int] { authority.stopSubject(target).people }
    package func stopSubject(in authority: Authority) -> StopSubject? { authority.stopSubject(target) }

    package func check(_ authority: Authority, at moment: Moment) throws(Refusal) {
        let known =
            switch target {
            case .person(let number): authority.person(number).map { $0.born < moment.seen } ?? false
            case .key(let fingerprint): authority.key(fingerprint).map { $0.key.born < moment.seen } ?? false
            case .act(let place): authority.kindName(ofActAt: place) != nil && place < moment.seen
            }
        guard known else {
            throw Refusal(
                "P-35", "\(target.text) was not in the log that the signer had seen.", field: "target",
                sort: .notFound)
        }
        if case .act(let place) = target,
            // Kinds of acts on things never narrow, so authority need not know them.
            authority.acts[place: place]?.kind.narrows == true
        {
            throw Refusal(
                "P-56", "\(target.text) takes power away. Such an act cannot be stopped.", field: "target")
        }
        guard !authority.isStopped(target) else {
            throw Refusal("P-55", "\(target.text) is already stopped.", field: "target")
        }
        if moment.byPage { try requirePageStop(authority, at: moment) }
    }

    /// What a stop by page asks beside. A local one may follow it at any time: it stops more.
    private func requirePageStop(_ authority: Authority, at moment: Moment) throws(Refusal) {
        if case .act = target {
            throw Refusal(
                "P-55",
                "A page can stop a person or a key. To stop \(target.text), sign with a key on your own machine.",
                who: "the same person, with a key on their own machine", field: "target")
        }
        guard !authority.isStopped(target, byPage: true) else {
            throw Refusal("P-55", "\(target.text) is already stopped by page.", field: "target")
        }
        guard moment.by.count > 1 || !authority.stops.contains(where: { $0.target == target && $0.by == moment.by })
        else {
            throw Refusal(
                "P-56", "The same person has already stopped \(target.text) alone once. Now it takes two.",
                who: "two people who may set stops")
        }
    }

    package func effect(on authority: inout Authority, at moment: Moment) {
        authority.stop(target, by: moment.by, page: moment.byPage, at: moment)
    }

    /// K-19: two of one pool. One of the team and one of the governing body together are nobody's decision.
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? {
        let peers = counted.filter { $0.slot == "peer" }.map(\.person)
        guard !peers.isEmpty else { return nil }
        let subject = authority.stopSubject(target)
        let pools = peers.map { authority.peerPools($0, of: subject, at: now) }
        for (index, one) in pools.enumerated() {
            for other in pools.dropFirst(index + 1) where !one.isDisjoint(with: other) { return nil }
        }
        let names = Set(pools.flatMap { $0 }).sorted().map { "“\($0)”" }
        return Refusal(
            "K-19", "The two who stop \(target.text) must be two of one group or list. These are of different ones.",
            who: "another of \(names.joined(separator: " or of "))")
    }

    /// P-56: who stopped the same thing alone before counts only in the way of two.
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? {
        // A stop by page stands in nobody's way to their own machine: what they do there stops more.
        guard slot.count < 2,
            authority.stops.contains(where: { $0.target == target && $0.by == [person] && !$0.page })
        else { return nil }
        return Refusal(
            "P-56", "p\(person) has already stopped \(target.text) alone once. Now it takes two.",
            who: "two people who may set stops")
    }
}
