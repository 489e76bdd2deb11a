import Ledger
import Rules

/// What an id that somebody typed stands for in one's own copy.
package enum Named: Sendable {
    case act(ActView)
    case motion(MotionView)
    case record(OpenRecord)
    case person(PersonView)
    case stop(Stop)
    case item(Register, ItemView)
    case question(Question)
    /// An entry by its place.
    case entry(Int)
}

extension Workspace {
    /// Looks an id up: `A-4`, `B-5`, `R-6`, `p7`, `X-1`, `M-2`, `Q-3`, or the number of an entry.
    package func find(_ text: String) throws(Failure) -> Named {
        if text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let place = Int(text) {
            guard place < replica.head.size else {
                throw .notFound("entry \(place); the ledger has \(replica.head.size)")
            }
            return .entry(place)
        }
        guard let id = ItemID(text) else {
            let meant =
                Self.otherCase(text).map { "; did you mean \($0)?" } ?? ", like A-4, B-5, R-6, Q-3, p7, M-2 or 12"
            throw .usage("\(Visible.text(text)) is not an id\(meant)")
        }
        switch id.prefix {
        case "A": if let view = state.world.actView(at: id.number, now: now) { return .act(view) }
        case "B": if let view = state.motionView(at: id.number, now: now) { return .motion(view) }
        case "R":
            if let index = state.world.recordIndex(at: id.number) {
                return .record(state.world.records[index])
            }
        case Person.prefix: if let view = authority.personView(id.number, at: now) { return .person(view) }
        case Question.prefix: if let question = state.world.remarks.question(id.number) { return .question(question) }
        case Stop.prefix: if let stop = authority.stops.at(id.number - 1) { return .stop(stop) }
        default:
            if let register = Register.of(prefix: id.prefix),
                let item = register.item(id.number, in: state.world)
            {
                return .item(register, item)
            }
        }
        throw .notFound("\(Visible.text(text)); your copy of the ledger does not know it")
    }

    /// The id that somebody meant who wrote its letter small or large.
    private static func otherCase(_ text: String) -> String? {
        let first = text.prefix(1)
        let other = (first.lowercased() == first ? first.uppercased() : first.lowercased()) + text.dropFirst()
        return ItemID(other)?.text
    }

    /// That there is no such kind, with those that somebody may have meant.
    func noKind(_ name: String) -> Failure {
        let meant = Kind.all.map(\.name).filter { !name.isEmpty && $0.contains(name) }.prefix(5)
        return .notFound(
            "a kind \(Visible.text(name)); "
                + (meant.isEmpty ? "foureyes kinds lists them" : "did you mean \(meant.joined(separator: ", "))?"))
    }

    func act(_ text: String) throws(Failure) -> ActView {
        guard case .act(let view) = try find(text) else {
            throw .usage("\(Visible.text(text)) is not an act; acts are called A-n")
        }
        return view
    }

    func motion(_ text: String) throws(Failure) -> MotionView {
        guard case .motion(let view) = try find(text) else {
            throw .usage("\(Visible.text(text)) is not a motion; motions are called B-n")
        }
        return view
    }

    /// A draft about an act of either part.
    func draft(
        about view: ActView, _ authority: (ProposedAct<Authority>) -> Draft, _ register: (ProposedAct<World>) -> Draft
    ) throws(Failure) -> Draft {
        if let open = self.authority.acts[place: view.place] { return authority(open) }
        if let open = state.world.acts[place: view.place] { return register(open) }
        throw .notFound(view.name)
    }

    /// What a signature in a slot of an act must say, and the key that the act enrols.
    func asks(_ view: ActView, slot: String) -> (body: JSON, key: PublicKey?) {
        if let open = authority.acts[place: view.place] {
            return (open.act.asks(slot: slot), open.act.holderKey(in: authority) ?? (open.act as? EnrolMachine)?.key)
        }
        if let open = state.world.acts[place: view.place] { return (open.act.asks(slot: slot), nil) }
        return (.object([]), nil)
    }
}
