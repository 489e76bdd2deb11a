import Ledger

/// A stop as people look at it: how long it lasts, who ends it, and what ends it earlier (P-56).
package struct StopView: Sendable {
    package let stop: Stop
    /// From when two eligible people end it, by the log's clock; before that it ends early or not at all.
    package let opens: Time
    package let mayEnd: Bool
    /// Who may be one of the two.
    package let restorers: [Int]
    /// What ends it earlier, in words; nil where nothing does.
    package let earlier: String?
    /// Open acts that would end it.
    package let ending: [String]

    package var name: String { "X-\(stop.number)" }

    package var json: JSON {
        .line([
            "born": .integer(stop.born), "by": .array(stop.by.map { .person($0) }),
            "earlier": earlier.map { .string($0) },
            "ended": stop.ended.map { .integer($0) }, "ending": ending.isEmpty ? nil : .texts(ending),
            "id": .string(name), "may-end": .bool(mayEnd), "opens": .string(opens.text),
            "page": stop.page ? .bool(true) : nil, "recorded": .string(stop.recorded.text),
            "restorers": .array(restorers.map { .person($0) }), "target": stop.target.json,
        ])
    }
}

extension State {
    /// Every stop, newest first.
    package func stopViews(at now: Time) -> [StopView] { authority.stops.map { stopView($0, at: now) }.reversed() }

    package func stopView(_ stop: Stop, at now: Time) -> StopView {
        let opens = stop.recorded.adding(EndStop.waiting)
        let isOver = stop.ended != nil
        let acts = authority.openActs(at: now).filter { act in
            ((act.act as? EndStop)?.stop ?? (act.act as? LiftStop)?.stop)?.number == stop.number
        }
        return StopView(
            stop: stop, opens: opens, mayEnd: !isOver && max(log.clock ?? now, now) >= opens,
            restorers: isOver ? [] : authority.restorers(of: stop, at: now),
            earlier: isOver ? nil : authority.liftWords(stop.target), ending: acts.map(\.name))
    }
}

extension Authority {
    fileprivate func liftWords(_ target: StopTarget) -> String? {
        guard let kind = Kind.named(LiftStop.kind), let asked = requirement(toRestore: restored(target)) else {
            return nil
        }
        return KindView(kind: kind, requirement: asked, record: nil).whoSigns
    }
}
