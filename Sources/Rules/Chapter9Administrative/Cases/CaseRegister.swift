import Authority
import Ledger

// Cases, rulings and directions as registers: authority keeps them, because what a ruling permits widens power (P-52).

extension Register {
    static let cases = Register(
        "cases", "Cases", of: Case.self, word: "case", clauses: ["SP-1.2h", "SP-9.5c"], in: { $0.cases.cases },
        columns: [
            Kept("sort", "Sort", [.title, .column, .filter]) { $0.sort.json },
            Kept("filer", "Filed by", .own) { .person($0.filer) },
            Kept("claimants", "Claimants", .own) { Register.people($0.claimants) },
            Kept("respondents", "Respondents", .own) { Register.people($0.respondents) },
            Kept("about", "About", .column) { $0.about.isEmpty ? nil : .texts($0.about) },
            Kept("manager", "Run by", .own) { $0.manager.map { .person($0) } },
            Kept("arbitrator", "Arbitrator", .column) { $0.arbitrator.map { .person($0) } },
            Kept("asked", "Arbitrator asked", .own) { one in
                one.accepted == nil && !one.isOver ? one.asked.map { .person($0) } : nil
            },
            Kept("declined", "Declined by", .own) { Register.people($0.declined) },
            Kept("rulings", "Rulings", .column) { one in
                one.rulings.isEmpty ? nil : .texts(one.rulings.map { "RUL-\($0)" })
            },
            Kept("opened", "Opened", .column) { .string($0.opened.text) },
        ], state: .state { one, world in one.state(in: world.authority) }, maker: { $0.act })

    static let rulings = Register(
        "rulings", "Rulings", of: Ruling.self, word: "ruling", clauses: ["SP-1.2h"], in: { $0.cases.rulings },
        columns: [
            Kept("case", "Case", [.title, .column]) { .string("C-\($0.inCase)") },
            Kept("sort", "Sort", [.column, .filter]) { $0.sort.json },
            Kept("day", "Day", .column) { $0.day.json },
            Kept("place", "Place", .own) { $0.place.json },
            Kept("arbitrator", "Arbitrator", .column) { .person($0.arbitrator) },
            Kept("manager", "Run by", .own) { .person($0.manager) },
            Kept("from", "Permits from", .own) { .string($0.permitsFrom.text) },
            Kept("directions", "Directions", .own) { one in
                one.directions.isEmpty ? nil : .texts(one.directions.map { "DIR-\($0)" })
            },
        ], state: .state { one, world in RulingState(one, in: world.authority) },
        derived: [
            Derived("uses", "Done under it", .column) { one, world in
                let uses = world.uses(of: one)
                return uses.isEmpty ? "nothing" : uses.map(\.name).joined(separator: ", ")
            }
        ], maker: { $0.act })

    static let directions = Register(
        "directions", "Directions", of: RulingDirection.self, word: "direction", clauses: ["SP-1.2h"],
        in: { $0.cases.directions },
        columns: [
            Kept("says", "Says", [.title, .column]) { .string($0.says.words) },
            Kept("sort", "Sort", [.column, .filter]) { $0.says.sort.json },
            Kept("ruling", "Ruling", .column) { .string("RUL-\($0.ruling)") },
            Kept("until", "Until", .column) { $0.says.until?.json },
        ], state: .state { one, world in DirectionState(one, in: world) },
        derived: [
            Derived("uses", "Times done", .own) { one, world in
                one.says.sort == .permit ? "\(world.uses(of: one)) of \(one.says.count ?? 0)" : ""
            }
        ])

    private static func people(_ numbers: [Int]) -> JSON? {
        numbers.isEmpty ? nil : .array(numbers.map { .person($0) })
    }
}

enum CaseState: String, ItemState {
    case filed, asked, declined, accepted, decided, closed, dismissed

    var tone: Tone {
        switch self {
        case .accepted: .good
        case .filed, .asked, .declined, .decided: .open
        case .closed, .dismissed: .over
        }
    }
}

extension Case {
    /// Decided, it is closed once nobody has anything left to do by it.
    func state(in authority: Authority) -> CaseState {
        if dismissed != nil { return .dismissed }
        if decided != nil {
            let waits = rulings.compactMap { authority.cases.rulings.at($0 - 1) }.flatMap(authority.directions(of:))
                .contains { $0.says.sort == .instruct && $0.done == nil }
            return waits ? .decided : .closed
        }
        guard let asked else { return .filed }
        if declined.contains(asked) { return .declined }
        return accepted == nil ? .asked : .accepted
    }
}

enum RulingState: String, ItemState {
    case inForce = "in force"
    case reversed, suspended
    case setAside = "set aside"

    init(_ ruling: Ruling, in authority: Authority) {
        self =
            ruling.ended != nil
            ? .setAside
            : authority.isReversed(ruling.act) ? .reversed : ruling.suspended != nil ? .suspended : .inForce
    }

    var tone: Tone {
        switch self {
        case .inForce: .good
        case .suspended: .open
        case .reversed, .setAside: .over
        }
    }
}

enum DirectionState: String, ItemState {
    case open, done
    case usedUp = "used up"
    case silent = "not in force"

    init(_ direction: RulingDirection, in world: World) {
        let ruling = world.authority.cases.rulings.at(direction.ruling - 1)
        if ruling.map({ world.authority.isSilent($0) != nil }) ?? true {
            self = .silent
        } else if direction.done != nil {
            self = .done
        } else {
            let isUsed = direction.says.sort == .permit && world.uses(of: direction) >= (direction.says.count ?? 0)
            self = isUsed ? .usedUp : .open
        }
    }

    var tone: Tone { self == .open ? .open : .over }
}
