import Ledger

/// SP-1.1a: a system of the CA. The Policy names four classes of critical ones; the Board adds further ones (SP-1.1b), and what
/// is not critical can be noted (SP-1.1.2).
package struct SystemItem: Entered {
    package static let prefix = "SYS", noun = "system", word = "system"
    package static let clauses = ["SP-1.1a"]
    package static var table: any WritableKeyPath<ReferenceRegisters, ItemTable<SystemItem>> & Sendable { \.systems }

    /// What puts a system into the scope of the Policy, or leaves it outside. Set when it enters, for ever.
    package enum Class: String, Choice {
        case hardware
        case coreServer = "core-server"
        case signingServer = "signing-server"
        case sourceCode = "source-code"
        case further
        case nonCritical = "non-critical"

        /// The classes that the Policy itself names: no motion is needed for these.
        package var isOfPolicy: Bool { self != .further && self != .nonCritical }
    }

    package struct Given: Facts {
        package let `class`: Class, criterion: Code?, name: Name, owner: GroupCode<OfTeam>, usedFor: Name

        package static let fields = Fields(
            { Self(class: $0, criterion: $1, name: $2, owner: $3, usedFor: $4) },
            Field("class", \Self.class, "Class", [.column, .filter]),
            Field("criterion", \Self.criterion, "Audit criterion, if it differs from the team's"),
            Field("name", \Self.name, "Name", [.title, .column]),
            Field("owner", \Self.owner, "Team that owns it", [.column, .filter]),
            Field("used-for", \Self.usedFor, "What it is used for", .column))
        package static let unique = [["name"]]
    }

    /// The facts without the class, which the kind of act gives.
    package struct Described: Sendable {
        package let criterion: Code?, name: Name, owner: GroupCode<OfTeam>, usedFor: Name

        package static let fields = Fields(
            { Self(criterion: $0, name: $1, owner: $2, usedFor: $3) },
            Field("criterion", \Self.criterion, "Audit criterion, if it differs from the team's"),
            Field("name", \Self.name, "Name", .title), Field("owner", \Self.owner, "Team that owns it"),
            Field("used-for", \Self.usedFor, "What it is used for"))

        func given(_ ofClass: Class) -> Given {
            Given(class: ofClass, criterion: criterion, name: name, owner: owner, usedFor: usedFor)
        }
    }

    package let number: Int
    package let born: Int
    package var given: Given
    /// The entry that took it out of service.
    package var withdrawn: Int?

    package init(number: Int, given: Given, at moment: Moment) {
        (self.number, self.given, born) = (number, given, moment.place)
    }

    package static let kept = [
        Kept<SystemItem>("withdrawn", "Withdrawn by") { $0.withdrawn.map { .integer($0) } }
    ]
    package enum State: String, ItemState {
        case inScope = "in scope"
        case outside, withdrawn
        package var tone: Tone {
            switch self {
            case .inScope: .good
            case .outside: .open
            case .withdrawn: .over
            }
        }
    }

    package static let state = Derived<SystemItem>.state { system, world -> State in
        system.withdrawal(in: world) != nil ? .withdrawn : system.given.class == .nonCritical ? .outside : .inScope
    }

    /// The place of the act that withdrew it, if that stands.
    package func withdrawal(in world: World) -> Int? { standing(withdrawn, in: world) }

    /// The class says which kind enters a system, so nothing else enters it or moves it to another class: else two people
    /// would put into the scope, or take out of it, what only the Board may.
    package static func require(
        _ given: Given, instead former: SystemItem?, in world: World, at moment: Moment
    ) throws(Refusal) {
        if let former {
            guard given.class == former.given.class else {
                throw Refusal(
                    "SP-1.1b", "The class of \(former.id.text) never changes.",
                    who: "people who may withdraw it and enter it again in the other class", field: "class")
            }
            guard former.withdrawal(in: world) == nil else {
                throw Refusal("SP-1.1a", "\(former.id.text) was withdrawn.", field: word, sort: .over)
            }
        } else if !given.class.isOfPolicy {
            let kind = given.class == .further ? AddSystem.kind : NoteSystem.kind
            throw Refusal(
                "SP-1.1b",
                "This act enters only the classes that the Policy names. “\(given.class.rawValue)” is not one of them.",
                who: world.who(kind, at: moment), field: "class")
        }
    }

    /// SP-1.1a: nothing new belongs to a system that was withdrawn.
    static func requireInScope(_ system: ID<SystemItem>, instead former: ID<SystemItem>?, in world: World)
        throws(Refusal)
    {
        guard system != former, world.references.systems.at(system.number)?.withdrawal(in: world) != nil else { return }
        throw Refusal(
            "SP-1.1a", "\(system.text) was withdrawn.", who: "the proposer, by naming another system", field: "system")
    }
}
