import Ledger

/// SP-9.1.5b: an interest that a person declared, for good until it is ended.
package struct Interest: Item, Equatable {
    package static let prefix = "COI", noun = "declared interest"

    /// What ended it: the act, and the entry at which it took effect.
    package struct End: Equatable, Sendable {
        package let act: Int, place: Int
    }

    package let number: Int
    package let person: Int
    package let topic: String
    /// The people whom it is about, ascending, and the group.
    package let people: [Int]
    package let group: String?
    /// The act, and the entry at which it took effect.
    package let act: Int
    package let born: Int
    package var ended: End?

    package var id: ItemID { ItemID(prefix: Self.prefix, number: number) }
    package var line: JSON {
        .line([
            "act": .integer(act), "born": .integer(born), "ended": ended.map { .integer($0.place) },
            "group": group.map { .string($0) }, "people": people.isEmpty ? nil : .numbers(people),
            "person": .integer(person), "topic": .string(topic),
        ])
    }

    /// The entry at which it ended, if the act that ended it stands.
    func ending(in world: World) -> Int? { ended.flatMap { world.isDenied($0.act) ? nil : $0.place } }

    /// Whether it is about what a motion decides: whom or what its act names. Who ends it later had it all the same.
    func concerns(_ motion: Motion, in world: World) -> Bool {
        guard !world.isDenied(act), ending(in: world).map({ $0 > motion.place }) ?? true, let place = motion.act else {
            return false
        }
        let decided: (named: [Int], groups: [String])? =
            world.authority.acts[place: place].map { ($0.named, Array($0.groups.values)) }
            ?? world.acts[place: place].map { ($0.named, Array($0.groups.values)) }
        guard let decided else { return false }
        return !Set(people).isDisjoint(with: decided.named) || group.map(decided.groups.contains) == true
    }
}

extension Administration {
    /// SP-9.1.5b: who has declared an interest in what a motion decides declares a conflict in it too, or says why there is none.
    static let interestInMotion = FindingRule(
        "interest-in-motion", ["SP-9.1.5b"], .due, title: "Members with an interest in what they decide",
        word: "interest",
        answer:
            "The member declares a conflict of interest in the act, or says in the motion’s thread why there is none."
    ) { seen in
        let world = seen.world
        guard world.administrative.declared.count > 0 else { return [] }
        return world.openMotions(at: seen.now).flatMap { motion in
            world.administrative.declared.filter { interest in
                interest.concerns(motion, in: world) && !seen.authority.isBarred(interest.person, from: motion)
                    && seen.authority.membership(of: interest.person, in: motion.body, at: seen.now) != nil
            }.map { interest in
                Cause(
                    about: .item(interest.id.text), place: motion.place,
                    says:
                        "p\(interest.person) has an interest in what \(motion.name) decides, and has declared no conflict."
                )
            }
        }
    }
}

extension Register {
    static let interests = Register(
        "interests", "Declared interests", of: Interest.self, word: "interest", clauses: ["SP-9.1.5b"],
        made: { $0.administrative.declared },
        columns: [
            Kept("topic", "What it is", [.title, .column]) { .string($0.topic) },
            Kept("person", "Declared by", .column) { .person($0.person) },
            Kept("people", "About people", .column) { one in
                one.people.isEmpty ? nil : .array(one.people.map { .person($0) })
            }, Kept("group", "About", [.column, .filter]) { $0.group.map { .string($0) } },
        ],
        state: .state { one, world -> InterestState in
            if world.isDenied(one.act) { return .reversed }
            return one.ending(in: world) == nil ? .declared : .ended
        }, maker: { $0.act })
}

enum InterestState: String, ItemState {
    case declared, ended, reversed
    var tone: Tone { self == .declared ? .good : .over }
}
