/// Why a statement does not count: the clause or protocol rule, what is missing, and who could supply it.
///
/// A refusal changes nothing. At the door it becomes a note signed by the log (P-33), in a replay the
/// reason why an entry is void (P-4).
package struct Refusal: Error, Equatable, Sendable {
    /// What kind of no it is; programs turn it into an exit code or an HTTP status.
    package enum Sort: String, Sendable {
        case refused, notFound = "not-found", over, malformed
        /// The bytes of an enclosure that a rule must read are not at hand: a replay stops, it does not judge.
        case enclosureMissing = "enclosure-missing"
        /// An adopted edition is not in this program's table: a replay stops here (P-60).
        case unknownEdition = "unknown-edition"
    }

    /// A clause of the policy (`SP-2.2.3.3b`) or a rule of the protocol (`P-8`).
    package let clause: String
    /// One sentence: what is missing or wrong.
    package let what: String
    /// Who could supply it, in words; empty where nobody can.
    package let who: String
    /// The field of the body that is at fault, if one is.
    package let field: String?
    package let sort: Sort

    package init(
        _ clause: String, _ what: String, who: String = "", field: String? = nil, sort: Sort = .refused
    ) {
        self.clause = clause
        self.what = what
        self.who = who
        self.field = field
        self.sort = sort
    }

    /// Clause, sentence and remedy in one line, as commands and notes show it.
    package var text: String { who.isEmpty ? "\(clause): \(what)" : "\(clause): \(what) (\(who))" }
}
