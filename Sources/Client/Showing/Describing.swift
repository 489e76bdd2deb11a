import Ledger
import Rules

/// What the replay says of ids, codes, keys and hashes: a signer reads this beside every id (P-24).
package struct Describing: Sendable {
    package let state: State
    package let now: Time
    /// Names that were opened, by person.
    let names: [Int: String]

    package init(_ state: State, now: Time, names: [Int: String] = [:]) {
        self.state = state
        self.now = now
        self.names = names
    }

    private var authority: Authority { state.authority }

    /// An item in words; nil if the replay does not know it.
    package func item(_ id: ItemID) -> String? {
        switch id.letter {
        case Person.letter: return person(id.number)
        case "A":
            return state.world.actView(at: id.number, now: now).map {
                "\($0.kind.title), \($0.condition.word)"
            }
        case "B": return state.motionView(at: id.number, now: now).map { motion($0) }
        case "R":
            return state.world.recordIndex(at: id.number).map { state.world.records[$0] }
                .map { "\($0.kind.title), \($0.word)" }
        case Disowning.letter:
            return authority.disownings.at(id.number - 1).map {
                "\(key($0.key) ?? "a key") is disowned from entry \($0.since) on"
            }
        case Machine.letter:
            return authority.machine(id.number).map {
                "machine, says \($0.says.rawValue) about \($0.about.text)"
                    + ($0.retired.map { ", out of service since entry \($0)" } ?? "")
            }
        case Stop.letter:
            return authority.stops.at(id.number - 1).map {
                "stop of \($0.target.text)" + ($0.page ? " by page" : "")
                    + ($0.ended.map { ", ended by entry \($0)" } ?? ", in force")
            }
        default:
            guard let register = RegisterView.of(letter: id.letter),
                let item = register.items(state.world).first(where: { $0.id == id })
            else { return nil }
            let values = zip(register.columns, item.values).filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1)" }
            return "\(item.state); " + values.joined(separator: ", ")
        }
    }

    private func person(_ number: Int) -> String? {
        guard let view = authority.personView(number, at: now) else { return nil }
        let seats = view.seats.map {
            $0.title + ($0.leads ? " (leader)" : "") + ($0.standing ? "" : " (not standing)")
        }
        return (view.stopped ? "STOPPED; " : view.person.pageStopped != nil ? "PAGES STOPPED; " : "")
            + (seats.isEmpty ? "no seat" : seats.joined(separator: ", "))
            + "; " + (names[number].map { "name: \($0)" } ?? "name not opened")
    }

    package func motion(_ view: MotionView) -> String {
        let about = view.motion.act.map { "about A-\($0)" } ?? "a question"
        return "motion of \(group(view.motion.body) ?? view.motion.body) \(about), \(view.condition)"
    }

    /// A group of the policy; nil if it has none of that code.
    package func group(_ code: String) -> String? { authority.policy?.groups[code]?.title }

    package func key(_ fingerprint: Digest) -> String? {
        authority.key(fingerprint).map { _, key in
            "key of p\(key.person)"
                + (key.revoked != nil
                    ? ", REVOKED"
                    : key.stopped != nil
                        ? ", STOPPED" : key.pageStopped != nil ? ", PAGES STOPPED" : "")
                + (authority.disownings.contains { $0.key == fingerprint } ? ", DISOWNED" : "")
        }
    }

    /// What a field that is a place means: the act, motion or record that begins there.
    private func entry(_ place: Int) -> String? {
        for letter in ["A", "B", "R"] {
            let id = ItemID(letter: letter, number: place)
            if let known = item(id) { return "\(id.text), \(known)" }
        }
        return nil
    }

    /// One field of a body in words; `isUnknown` where it names what the replay does not know.
    package func field(_ note: FieldNote, _ value: JSON) -> (text: String, isUnknown: Bool) {
        let raw =
            value.text ?? value.number.map(String.init) ?? String(decoding: value.written(), as: UTF8.self)
        let shown = Visible.text(raw)
        switch note.shape {
        case .item, .observer, .whereabouts, .stopTarget:
            if let fingerprint = Digest(hex: raw) {
                return (shown + ": " + (key(fingerprint) ?? "UNKNOWN"), key(fingerprint) == nil)
            }
            guard let id = ItemID(raw) else { return (shown, false) }
            return (shown + ": " + (item(id) ?? "UNKNOWN"), item(id) == nil)
        case .group:
            return (shown + ": " + (group(raw) ?? "UNKNOWN"), group(raw) == nil)
        case .publicKey:
            guard let key = try? PublicKey(openSSH: raw) else { return (shown, false) }
            let words = Words.words12(key.fingerprint).joined(separator: " ")
            return (
                "\(key.type), \(self.key(key.fingerprint) ?? "not enrolled yet"); in words: \(words)", false
            )
        case .digest:
            return (shown + (Digest(hex: raw).flatMap(key).map { ": \($0)" } ?? ""), false)
        case .time:
            return (Time(raw).map { TimeText.full($0, now: now) } ?? shown, false)
        case .digests:
            let named = (value.list ?? []).map { item in
                let hex = item.text ?? ""
                return Visible.text(hex) + ": " + (Digest(hex: hex).flatMap(key) ?? "UNKNOWN")
            }
            return (named.isEmpty ? "none" : named.joined(separator: "; "), named.contains { $0.hasSuffix("UNKNOWN") })
        case .origins:
            return (Visible.text((value.list ?? []).compactMap(\.text).joined(separator: ", ")), false)
        case .number where note.name == "entry":
            return (shown + (value.number.flatMap(entry).map { ": \($0)" } ?? ""), false)
        case .code, .number, .choice, .host: return (shown, false)
        }
    }
}
