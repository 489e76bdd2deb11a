import Ledger

/// A policy says which chapters it has. The others do not apply to this CA, for a reason that was signed with it.
extension Authority {
    /// Why a chapter does not apply; nil: it does.
    package func notApplicable(_ chapter: Clause.Chapter?) -> String? { chapter.flatMap { policy?.without[$0] } }

    /// The chapters of this program that the policy in force has.
    package var chaptersInForce: [any Chapter.Type] { World.chapters.filter { notApplicable($0.name) == nil } }

    /// The registers of these chapters.
    package var registersInForce: [Register] { chaptersInForce.flatMap { $0.registers } }

    /// Whether a kind can be asked for under the policy in force.
    package func applies(_ kind: Kind) -> Bool { notApplicable(kind.chapter) == nil }
}

extension World {
    /// An act of a chapter that does not apply is refused with the reason; a record is kept, in breach (P-40).
    func requireApplicable(_ kind: Kind) throws(Refusal) {
        guard let chapter = kind.chapter, let reason = authority.notApplicable(chapter) else { return }
        throw Refusal(
            "P-30", "“\(kind.title)” does not apply here. The policy leaves out \(chapter.rawValue): \(reason)",
            who: "the governing body, by a change of policy")
    }
}
