import Ledger
import Rules

/// What the replay says of ids, codes, keys and hashes: a signer reads this beside every id (P-24).
package struct Describing: Sendable {
    package let state: State
    package let now: Time
    /// Names that were opened, by person.
    let names: [Int: String]
    /// What else this copy holds, by digest.
    let digests: @Sendable (Digest) -> String?

    package init(
        _ state: State, now: Time, names: [Int: String] = [:],
        digests: @escaping @Sendable (Digest) -> String? = { _ in nil }
    ) {
        self.state = state
        self.digests = digests
        self.now = now
        self.names = names
    }

    private var authority: Authority { state.authority }

    /// An item in words; nil if the replay does not know it.
    package func item(_ id: ItemID) -> String? {
        switch id.prefix {
        case Person.prefix: return person(id.number)
        case "A":
            return state.world.actView(at: id.number, now: now).map {
                "\($0.kind.title), \($0.condition.word)"
            }
        case "B": return state.motionView(at: id.number, now: now).map { motion($0) }
        case "R":
            return state.world.recordIndex(at: id.number).map { state.world.records[$0] }
                .map { "\($0.kind.title), \($0.word)" }
        case Disowning.prefix:
            return authority.disownings.at(id.number - 1).map {
                "\(key($0.key) ?? "a key") is disowned from entry \($0.since) on"
            }
        case Machine.prefix:
            return authority.machine(id.number).map {
                "machine, says \($0.says.rawValue) about \($0.about.text)"
                    + ($0.retired.map { ", out of service since entry \($0)" } ?? "")
            }
        case Stop.prefix:
            return authority.stops.at(id.number - 1).map {
                "stop of \($0.target.text)" + ($0.page ? " by page" : "")
                    + ($0.ended.map { ", ended by entry \($0)" } ?? ", in force")
            }
        default:
            guard let register = Register.of(prefix: id.prefix),
                let item = register.item(id.number, in: state.world)
            else { return nil }
            let values = register.shown.filter { $0.name != "state" && item.values[$0.name] != nil }
                .map { "\($0.name) \(item.text($0))" }
            return "\(item.state); " + values.joined(separator: ", ")
        }
    }

    private func person(_ number: Int) -> String? {
        guard let view = authority.personView(number, at: now) else { return nil }
        let seats = view.seats.map {
            $0.title + ($0.leads ? " (leader)" : "") + ($0.standing ? "" : " (stopped or suspended)")
        }
        return (view.stopped ? "STOPPED; " : view.person.pageStopped != nil ? "PAGES STOPPED; " : "")
            + (seats.isEmpty ? "no seat" : seats.joined(separator: ", "))
            + "; " + (names[number].map { "name: \($0)" } ?? "name not shown")
    }

    package func motion(_ view: MotionView) -> String {
        let about = view.motion.act.map { "about A-\($0)" } ?? "a question"
        return "motion of \(group(view.motion.body) ?? view.motion.body) \(about), \(view.condition)"
    }

    /// A group of the policy; nil if it has none of that code.
    package func group(_ code: String) -> String? { authority.policy?.groups[code]?.title }

    package func key(_ fingerprint: Digest) -> String? {
        if let machine = authority.machines.first(where: { $0.key.fingerprint == fingerprint }) {
            return "key of machine \(machine.id), enrolled at entry \(machine.born)"
                + (machine.retired.map { ", out of service since entry \($0)" } ?? "")
        }
        return authority.key(fingerprint).map { _, key in
            "key of p\(key.person)"
                + (key.revoked != nil
                    ? ", REVOKED"
                    : key.stopped != nil
                        ? ", STOPPED" : key.pageStopped != nil ? ", PAGES STOPPED" : "")
                + (authority.disownings.contains { $0.key == fingerprint } ? ", DISOWNED" : "")
        }
    }

    /// What a field that is a place means: the act, motion or record that begins there.
    func entry(_ place: Int) -> String? {
        for letter in ["A", "B", "R"] {
            let id = ItemID(prefix: letter, number: place)
            if let known = item(id) { return "\(id.text), \(known)" }
        }
        return nil
    }

    /// One field of a body in words; `isUnknown` where it names what the replay does not know (P-24).
    package func field(_ note: FieldNote, _ value: JSON) -> (text: String, isUnknown: Bool) {
        let shown = Visible.text(note.type.plain(value))
        if note.name == "entry" {
            return (shown + (value.number.flatMap(entry).map { ": \($0)" } ?? ""), false)
        }
        let told = note.type.mentions(value).map(tell)
        if let first = told.first, first.isWhole { return (first.text ?? shown, false) }
        let named = told.compactMap { one in one.isNeeded ? one.text ?? "UNKNOWN" : one.text }
        return (
            shown + (named.isEmpty ? "" : ": " + named.joined(separator: "; ")),
            told.contains { $0.isNeeded && $0.text == nil }
        )
    }

    /// What the replay says of something that a value names: `isNeeded` where what it does not know is not signed,
    /// `isWhole` where the text is in place of the value.
    private func tell(_ mention: Mention) -> (text: String?, isNeeded: Bool, isWhole: Bool) {
        switch mention {
        case .item(let id): return (item(id), true, false)
        case .key(let fingerprint): return (key(fingerprint), true, false)
        case .digest(let digest): return (self.digest(digest), true, false)
        case .group(let code): return (group(code), true, false)
        case .entry(let place): return (entry(place), true, false)
        case .time(let time): return (TimeText.full(time, now: now), false, true)
        case .publicKey(let key):
            let words = Words.words12(key.fingerprint).joined(separator: " ")
            return (
                "\(key.type), \(self.key(key.fingerprint) ?? "not enrolled yet"); in words: \(words)", false, true
            )
        }
    }
}
