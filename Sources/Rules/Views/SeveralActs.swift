import Ledger

/// Several acts that one person wants to sign by one statement (P-36): those that would count, in their order, and those that
/// would be left out, each with why.
package struct SeveralActs: Sendable {
    package struct LeftOut: Sendable {
        /// `A-412`, or what somebody wrote in its place.
        package let name: String
        package let refusal: Refusal

        package init(name: String, refusal: Refusal) { (self.name, self.refusal) = (name, refusal) }
    }

    package let acts: [(act: ActView, slot: String)]
    package let leftOut: [LeftOut]

    /// As many as a statement holds.
    package static let most = 64

    /// The statement over those that count; nil where none does.
    package var draft: Draft? {
        guard let first = acts.first else { return nil }
        let items = acts.map { item in
            JSON.line(["of": .string(item.act.hash.hex), "slot": .string(item.slot)])
        }
        var under: [String] = []
        for clause in acts.compactMap(\.act.kind.clauses.first) where !under.contains(clause) { under.append(clause) }
        return Draft(
            "\(first.act.part.rawValue)/act.sign", .line(["acts": .array(items)]),
            under: under.isEmpty ? ["P-36"] : under)
    }
}

extension State {
    /// Each act in the slot given, or in the first that is open to the person; acts of the part of the first one.
    package func several(
        _ views: [ActView], by person: Int, slot: String? = nil, page: Bool, at now: Time,
        enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) -> SeveralActs {
        let part = views.first?.part
        let together = views.filter { $0.part == part }
        let named = together.map { (place: $0.place, slot: slot ?? $0.ownSlot(of: person)) }
        let moment = moment(signing: person, page: page, at: now, enclosed: enclosed)
        let refusals =
            part == .authority
            ? authority.foresee(signing: named, at: moment) : world.foresee(signing: named, at: moment)
        var (acts, leftOut) = ([(act: ActView, slot: String)](), [SeveralActs.LeftOut]())
        for (view, (named, refusal)) in zip(together, zip(named, refusals)) {
            if let refusal {
                leftOut.append(.init(name: view.name, refusal: refusal))
            } else {
                acts.append((view, named.slot))
            }
        }
        for view in views where view.part != part {
            let what =
                "One statement cannot sign both acts of authority and acts on things. Sign \(view.name) separately."
            leftOut.append(.init(name: view.name, refusal: Refusal("P-36", what)))
        }
        return SeveralActs(acts: acts, leftOut: leftOut)
    }

    /// What became of a signature on several acts that stands at a place: why each act that it did not reach was left out, as
    /// things stand now. nil for another entry.
    package func leftOut(
        of statement: Statement, at place: Int, page: Bool, now: Time,
        enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) -> [SeveralActs.LeftOut]? {
        guard let list = statement.body["acts"]?.list, Verb.named(statement.kind)?.name.hasSuffix("act.sign") == true
        else {
            return nil
        }
        let moment = moment(signing: statement.signer.number, page: page, at: now, enclosed: enclosed)
        return list.compactMap { item -> SeveralActs.LeftOut? in
            guard let at = item["of"]?.text.flatMap({ Digest(hex: $0) }).flatMap({ log.place(of: $0) }),
                let view = world.actView(at: at, now: now)
            else {
                return .init(name: "an unknown act", refusal: Refusal("P-35", "No act has this hash.", sort: .notFound))
            }
            // Whoever signed it again later has another place there.
            guard !view.signatures.contains(where: { $0.person == statement.signer.number && $0.place >= place }) else {
                return nil
            }
            let named = [(place: at, slot: item["slot"]?.text ?? "")]
            let refusal =
                view.part == .authority
                ? authority.foresee(signing: named, at: moment) : world.foresee(signing: named, at: moment)
            return .init(
                name: view.name,
                refusal: refusal[0] ?? Refusal("P-36", "It was refused then but would count now. Sign it again."))
        }
    }

    /// As if this person signed now with a good key.
    private func moment(
        signing person: Int, page: Bool, at now: Time, enclosed: @escaping @Sendable (Digest) -> [UInt8]?
    ) -> Moment {
        let keys = authority.person(person)?.keys ?? []
        return Moment(
            place: log.size, recorded: now, clock: max(log.clock ?? now, now), seen: log.size, signer: person,
            key: keys.first { authority.isGood($0, since: log.size, page: page) }, isPage: page, enclosed: enclosed)
    }
}

extension ActView {
    /// The first slot that is open to this person. If none is, a slot that still needs somebody: the rules then say why this
    /// person cannot fill it.
    fileprivate func ownSlot(of person: Int) -> String {
        let all = ways.flatMap(\.slots).filter { !$0.isHolder && !$0.isClosing }
        return
            (slots(for: person).first { !$0.isHolder && !$0.isClosing } ?? all.first { $0.missing > 0 } ?? all.first)?
            .name
            ?? ""
    }
}
