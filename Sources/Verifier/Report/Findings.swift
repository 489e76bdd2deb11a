import Ledger
import Rules

/// An entry recorded more than ten minutes ahead of the verifier's clock (P-13).
package struct AheadEntry: Sendable {
    /// Its place in the ledger.
    package let place: Int
    /// The time in its last line.
    package let recorded: Time
}

/// A statement that its signer held and missed in the log (P-8).
package struct UnheardStatement: Sendable {
    /// The entry that names it.
    package let entry: Int
    /// The hash of its line.
    package let hash: Digest
}

/// A detached part that was not opened: it is restricted, erased, or not given out. None of these is a fault (P-71).
package struct ClosedPart: Hashable, Sendable {
    /// The statement beside which it stands, and the part's name.
    package let statement: Digest
    package let name: String
    package let isRestricted: Bool
    /// The place of the statement.
    package let entry: Int
    /// The act that erased it, by its name; known when everything is folded.
    package var erasedBy: String?
}

/// Detached parts by what came of them (P-71).
package struct PartCounts: Sendable, Equatable {
    /// There, and what was signed for.
    package internal(set) var opened = 0
    /// Erased by an act.
    package internal(set) var erased = 0
    /// For everyone, and not there.
    package internal(set) var notOpened = 0
    /// For fewer than everyone.
    package internal(set) var restricted = 0
}

/// What the fold of all entries shows that is not a fault in itself.
package struct Findings: Sendable {
    /// Places of entries of which only the hash is known, because their files are damaged or gone: a fault of the folder,
    /// and no void entry of the log's.
    package internal(set) var lost: Set<Int> = []
    /// Entries that are ahead of the clock, in their order.
    package internal(set) var ahead: [AheadEntry] = []
    /// How many entries of each kind count.
    package internal(set) var kinds: [String: Int] = [:]
    /// The detached parts of counting entries.
    package internal(set) var parts = PartCounts()
    /// Those of them that were not opened, in their order.
    package internal(set) var closed: [ClosedPart] = []
    /// Public parts that an act erased and that are in the export anyway: an older one, or a careless one.
    package internal(set) var outlived: [ClosedPart] = []
    /// Statements that signers named as missing, and that the log does not hold to its end.
    package internal(set) var unheard: [UnheardStatement] = []
}

extension Findings {
    /// Those parts that an act has erased.
    package var erased: [ClosedPart] { closed.filter { $0.erasedBy != nil } }
    /// Those for everyone that are not here, though no act erased them.
    package var unopened: [ClosedPart] { closed.filter { !$0.isRestricted && $0.erasedBy == nil } }

    mutating func add(_ found: PartsFound) {
        parts.opened += found.opened
        closed += found.closed
    }

    /// Counts what was not opened, now that every erasure is known.
    mutating func settle(with state: State, files: Set<ExportListing.Part>) {
        for index in closed.indices {
            closed[index].erasedBy = state.erasure(of: closed[index].statement, part: closed[index].name)
            if closed[index].erasedBy != nil {
                parts.erased += 1
            } else if closed[index].isRestricted {
                parts.restricted += 1
            } else {
                parts.notOpened += 1
            }
        }
        for erasure in state.authority.erasures {
            guard case .part(let reference) = erasure.target,
                files.contains(ExportListing.Part(statement: reference.statement, name: reference.part)),
                let act = state.erasure(of: reference.statement, part: reference.part),
                let entry = state.log.place(of: reference.statement)
            else { continue }
            outlived.append(
                ClosedPart(
                    statement: reference.statement, name: reference.part, isRestricted: false, entry: entry,
                    erasedBy: act))
        }
    }
}
