import Ledger

/// What has become of an act at a moment. Expired and lapsed are computed, never stored (P-12).
package enum Condition: Equatable, Sendable {
    case open
    case ended(End)
    case expired(Time)
    /// Its requirement, its opening or its edition is not in force any more (P-34, P-54, P-61).
    case lapsed(String)
    case stopped(Int)

    package var word: String {
        switch self {
        case .open: "open"
        case .ended(let end): end.word
        case .expired: "expired"
        case .lapsed: "lapsed"
        case .stopped: "stopped"
        }
    }
}

extension Scope {
    /// The condition of an act at a time; what time takes away is judged by the entry's own recorded time (P-11).
    package func condition(of open: ProposedAct<Self>, at now: Time) -> Condition {
        if let end = end(of: open) { return .ended(end) }
        return authority.condition(
            place: open.place, part: Self.part, expires: open.expires, opening: open.opening,
            changed: changed(open.act, kind: open.kind.name), at: now)
    }

    /// How an act ended. Its motion's loss ends it; of one on things only the motion says so, because authority keeps no
    /// acts on things and theirs is the only fold that knows both (P-50).
    package func end(of open: ProposedAct<Self>) -> End? {
        if let end = open.end { return end }
        guard Self.part != .authority, case .lost(let place)? = authority.motion(ofActAt: open.place)?.outcome else {
            return nil
        }
        return .defeated(place)
    }

    /// The place at which what an act requires last changed.
    func changed(_ act: any Act<Self>, kind: String) -> Int? {
        (act.restored(in: authority)?.map(\.kind) ?? [kind]).compactMap { authority.changed[$0] }.max()
    }

    /// Refuses what is done to an act that is not open, with the reason. Declining and withdrawing widen nothing, so
    /// a stop does not hinder them: who waits for its end would race those who sign.
    func requireOpen(_ open: ProposedAct<Self>, at now: Time, orStopped: Bool = false) throws(Refusal) {
        let condition = condition(of: open, at: now)
        if orStopped, case .stopped = condition { return }
        try condition.requireOpen(open.name)
    }
}

extension Authority {
    /// What has become of an act that has no end in the log: what authority knows of acts of either part (K-26).
    func condition(place: Int, part: Part, expires: Time, opening: Bool, changed: Int?, at now: Time) -> Condition {
        if let stop = stoppedActs[place] { return .stopped(stop) }
        let edition = editions.place(of: part)
        if edition > place { return .lapsed("entry \(edition) adopted a new edition of the rules") }
        if opening {
            guard let end = founding?.openingEnd, now < end else { return .lapsed("the opening has ended") }
        } else if let changed, changed > place {
            return .lapsed("entry \(changed) changed who must sign it")
        }
        return now > expires ? .expired(expires) : .open
    }
}

extension Condition {
    func requireOpen(_ name: String) throws(Refusal) {
        switch self {
        case .open: return
        case .ended(let end):
            throw Refusal("P-34", "\(name) is no longer open: it was \(end.word) at entry \(end.place).", sort: .over)
        case .expired(let time): throw Refusal("P-34", "\(name) expired at \(time.text).", sort: .over)
        case .lapsed(let why): throw Refusal("P-34", "\(name) has lapsed: \(why).", sort: .over)
        case .stopped(let stop):
            throw Refusal("P-55", "\(name) is stopped by X-\(stop + 1).", who: "two people who may end the stop")
        }
    }
}
