import Ledger

extension Administration {
    /// SM-2.4.3: access that nobody looks at outlives its need. Each list is reviewed by the Manual's interval, from when the
    /// oldest member of now came onto it.
    static let accessReview = DutyRule(
        "access-review", ["SM-2.4.3"],
        owner: .groupOf { cause, seen in seen.authority.policy?.groups[cause.about.text]?.manager },
        .by { seen in
            let span = seen.authority.span("access.review.interval", else: 91 * StatementSort.day)
            return seen.groups.filter { $0.group.sort == .list }.compactMap { group, roster, _ in
                guard let oldest = roster.seats.min(by: { $0.since < $1.since }) else { return nil }
                let last = seen.world.review(of: group.code)
                let by = (last?.recorded ?? oldest.taken).adding(span)
                let people = roster.seats.map(\.person).sorted().map { "p\($0)" }.joined(separator: ", ")
                return DutyRule.Due(
                    Cause(
                        about: .group(group.code), place: last?.born ?? oldest.since,
                        says: "\(group.title) must be reviewed by \(by.text). On it: \(people)."),
                    begins: by.adding(-min(span, 14 * StatementSort.day)), by: by)
            }
        },
        metBy: [ReviewAccess.kind], title: "Access lists whose review is due", word: "review due", verb: "Review",
        answer: "The leader who manages the list and one other of its teams say who still needs it.",
        step: { cause, _ in .propose(ReviewAccess.kind, ["list": cause.about.text]) })

    /// SM-2.4.3: who no longer needs the access has it until somebody takes it away.
    static let accessUnneeded = FindingRule(
        "access-unneeded", ["SM-2.4.3"], .due, title: "Access that is no longer needed", word: "not needed",
        answer: "The leader who manages the list, or two of it, remove the person from it.",
        step: { cause, seen in
            guard case .entry(let place) = cause.begun,
                let review = seen.world.administrative.reviewed.last(where: { $0.born == place })
            else { return nil }
            return .propose(RemoveFromList.kind, ["list": review.list, "person": cause.about.text])
        }
    ) { seen in
        seen.groups.filter { $0.group.sort == .list }.flatMap { group, roster, _ -> [Cause] in
            guard let review = seen.world.review(of: group.code) else { return [] }
            // A seat that is suspended gives nothing, and is a finding of its own; a newer one was decided since.
            return roster.seats.filter {
                review.remove.contains($0.person) && $0.suspended == nil && $0.since < review.born
            }.map { seat in
                Cause(
                    about: .item("p\(seat.person)"), place: review.born,
                    says:
                        "p\(seat.person) is still on \(group.title). \(review.id.text) found no more need of it."
                )
            }
        }
    }
}
