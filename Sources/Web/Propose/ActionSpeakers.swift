import Ledger
import Rules

/// Who could say something, and whether they give a reason.
extension Action {
    var takesReason: Bool {
        switch self {
        case .decline, .withdraw: true
        default: false
        }
    }

    /// Who could say it; nil: anybody with a key.
    func speakers(_ context: ViewContext) -> [Int]? {
        func members(_ body: String, besides barred: [Int]) -> [Int] {
            (context.authority.groupView(body, at: context.now)?.present ?? []).filter {
                !barred.contains($0)
            }
        }
        switch self {
        case .propose, .question, .ask, .answer: return nil
        case .beside(let beside): return beside.speakers(context)
        case .batch(let batch): return batch.speakers
        case .sign(let act): return Array(Set(act.ways.flatMap(\.slots).flatMap(\.candidates))).sorted()
        case .decline(let act):
            let slots = act.ways.flatMap(\.slots).filter { !$0.isClosing }
            return Array(Set(slots.flatMap(\.candidates) + act.signatures.map(\.person)))
                .filter { $0 > 0 }.sorted()
        case .withdraw(let act):
            return Array(Set([act.proposer] + act.signatures.map(\.person))).filter { $0 > 0 }.sorted()
        case .conflict: return nil
        case .openMotion(let act): return members(act.motionRule?.body ?? "", besides: act.named)
        case .closeManual(let act): return context.state.manualChangeView(of: act.place, at: context.now)?.leaders ?? []
        case .vote(let view): return members(view.motion.body, besides: view.barred)
        case .close(let view):
            return members(
                view.motion.body, besides: view.barred + [view.motion.firstClosed?.person].compactMap(\.self))
        case .observe(let record), .object(let record):
            return record.waitsFor.map(\.person)
        case .closeRecord(let record): return [record.performer]
        case .attest(let record):
            return context.authority.people.map(\.number).filter {
                !record.people.contains($0)
                    && context.authority.inOffice($0, at: context.now) != nil
                    && !context.authority.isAuditor($0)
            }
        }
    }
}
