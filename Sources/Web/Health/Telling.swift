import Ledger
import Logging
import Store

extension Site {
    /// Counts what became of a submission, and writes a line to the server's own log where an operator may have to act.
    /// A line names the kind and the rule: whose statement it was and what it says is in ledger and journal.
    func tell(_ result: SubmissionResult, of kind: String) {
        let kind: Logger.MetadataValue = "\(kind)"
        switch result {
        case .accepted: break
        case .refused(let refusal, _):
            figures.refused(refusal.clause)
            logger.notice("refused", metadata: ["kind": kind, "rule": "\(refusal.clause)"])
        case .unfit(let misfit):
            figures.refused(misfit.rule)
            logger.notice("refused at the door", metadata: ["kind": kind, "rule": "\(misfit.rule)"])
        case .busy(.disk(let why)), .busy(.descriptors(let why)), .busy(.stopped(let why)):
            figures.undone()
            logger.error("not written", metadata: ["kind": kind, "why": "\(why)"])
        case .busy(.queue):
            figures.undone()
            logger.warning("not written", metadata: ["kind": kind, "why": "the queue is full"])
        case .busy(.share):
            figures.refused("K-22")
            logger.notice("refused at the door", metadata: ["kind": kind, "rule": "K-22"])
        case .unknown(let why):
            figures.unknown()
            logger.error("outcome unknown", metadata: ["kind": kind, "why": "\(why)"])
        }
    }
}
