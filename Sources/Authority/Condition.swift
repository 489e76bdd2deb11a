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
    package func condition(of open: OpenAct<Self>, at now: Time) -> Condition {
        if let end = open.end { return .ended(end) }
        if let stop = authority.stoppedActs[open.place] { return .stopped(stop) }
        if let reason = lapse(of: open, at: now) { return .lapsed(reason) }
        if now > open.expires { return .expired(open.expires) }
        return .open
    }

    private func lapse(of open: OpenAct<Self>, at now: Time) -> String? {
        let edition = authority.editions.place(of: Self.part)
        if edition > open.place { return "entry \(edition) adopted another edition" }
        if open.opening {
            guard let end = authority.founding?.openingEnd, now < end else { return "the opening has ended" }
            return nil
        }
        if let changed = changed(open.act, kind: open.kind.name), changed > open.place {
            return "entry \(changed) changed what it requires"
        }
        return nil
    }

    /// The place at which what an act requires last changed.
    func changed(_ act: any Act<Self>, kind: String) -> Int? {
        (act.restored(in: authority)?.map(\.kind) ?? [kind]).compactMap { authority.changed[$0] }.max()
    }

    /// Refuses what is done to an act that is not open, with the reason. Declining and withdrawing widen nothing, so
    /// a stop does not hinder them: who waits for its end would race those who sign.
    func requireOpen(_ open: OpenAct<Self>, at now: Time, orStopped: Bool = false) throws(Refusal) {
        switch condition(of: open, at: now) {
        case .open: return
        case .ended(let end):
            throw Refusal("P-34", "\(open.name) is \(end.word) since entry \(end.place).", sort: .over)
        case .expired(let time): throw Refusal("P-34", "\(open.name) expired at \(time.text).", sort: .over)
        case .lapsed(let why): throw Refusal("P-34", "\(open.name) has lapsed: \(why).", sort: .over)
        case .stopped(let stop):
            if orStopped { return }
            throw Refusal(
                "P-55", "\(open.name) is stopped by X-\(stop + 1).", who: "two who may end the stop", sort: .refused)
        }
    }
}
