import Ledger
import Logging
import Store

extension Site {
    /// Counts what became of a submission, and writes a line to the server's own log where an operator may have to act.
    /// A line names the kind and the rule: whose statement it was and what it says is in ledger and journal.
    ///
    /// Strangers can have as much refused as they like: of refusals a minute has so many lines, and the figures have all.
    func tell(_ result: SubmissionResult, of kind: String) {
        let kind: Logger.MetadataValue = "\(kind)"
        func refused(_ what: Logger.Message, _ rule: String) {
            figures.refused(rule)
            guard entrance.limit.take("lines of the log", .refusalLines, at: entrance.clock()) == nil else { return }
            logger.notice(what, metadata: ["kind": kind, "rule": "\(rule)"])
        }
        switch result {
        case .accepted: break
        case .refused(let refusal, _): refused("refused", refusal.clause)
        case .unfit(let misfit): refused("refused at the door", misfit.rule)
        case .busy(.disk(let why)), .busy(.descriptors(let why)), .busy(.stopped(let why)):
            figures.undone()
            logger.error("not written", metadata: ["kind": kind, "why": "\(why)"])
        case .busy(.queue):
            figures.undone()
            logger.warning("not written", metadata: ["kind": kind, "why": "the queue is full"])
        case .busy(.share): refused("refused at the door", "K-22")
        case .unknown(let why):
            figures.unknown()
            logger.error("outcome unknown", metadata: ["kind": kind, "why": "\(why)"])
        }
    }
}

extension Rate {
    fileprivate static let refusalLines = Rate(burst: 60, perMinute: 60)
}
