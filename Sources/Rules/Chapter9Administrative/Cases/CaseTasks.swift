import Authority
import Ledger

extension Administration {
    static let takeCase = TaskRule("take-case", verb: "Take", button: "Read and take") { seen, person in
        guard seen.mayPropose(TakeCase.kind, person) else { return [] }
        return seen.authority.cases.cases.filter {
            !$0.isOver && !$0.parties.contains(person) && seen.authority.isTaken($0, at: seen.now) == nil
        }.map { one in
            (one.cause("Take the case: \(one.sort.rawValue)"), .propose(TakeCase.kind, ["case": one.id.text]))
        }
    }

    static let acceptCase = TaskRule("accept-case", verb: "Answer", button: "Read and answer") { seen, person in
        seen.authority.cases.cases.filter {
            !$0.isOver && $0.asked == person && $0.accepted == nil && !$0.declined.contains(person)
        }.map { one in
            (one.cause("Accept the case, or decline it"), .propose(AcceptCase.kind, ["case": one.id.text]))
        }
    }

    static let ruleOnCase = TaskRule("rule", verb: "Decide", button: "Write the ruling") { seen, person in
        let open = seen.authority.openActs(at: seen.now).compactMap { ($0.act as? GiveRuling)?.case.number }
        return seen.authority.cases.cases.filter {
            !$0.isOver && $0.accepted != nil && ($0.asked == person || $0.manager == person)
                && !open.contains($0.number)
        }.map { one in (one.cause("Decide the case"), .propose(GiveRuling.kind, ["case": one.id.text])) }
    }

    static let doDirection = TaskRule("direction", verb: "Do", button: "Say that it is done") { seen, person in
        seen.authority.cases.directions.filter { one in
            guard one.says.sort == .instruct, one.done == nil,
                let ruling = seen.authority.cases.rulings.at(one.ruling - 1), seen.authority.isSilent(ruling) == nil
            else { return false }
            return switch one.says.by {
            case .person(let number)?: number == person
            case .group(let code)?: seen.authority.membership(of: person, in: code, at: seen.now) != nil
            case nil: false
            }
        }.map { one in
            (
                Cause(about: .item(one.id.text), place: one.born, says: "Do what RUL-\(one.ruling) says"),
                .propose(DirectionDone.kind, ["directions": one.id.text])
            )
        }
    }

    /// SP-9.3.2c: each use of a ruling is told to its Arbitrator.
    static let readUses = TaskRule("uses", verb: "Read", button: "Say that you read it") { seen, person in
        seen.authority.cases.rulings.compactMap { ruling in
            guard ruling.arbitrator == person else { return nil }
            let new = seen.world.uses(of: ruling).filter { $0.effect > ruling.read }
            guard let last = new.last else { return nil }
            return (
                Cause(
                    about: .item(ruling.id.text), place: last.effect,
                    says: "Done under your ruling: \(new.map(\.name).joined(separator: ", "))"),
                .propose(ReadUses.kind, ["ruling": ruling.id.text, "upto": String(last.effect)])
            )
        }
    }
}

extension Case {
    fileprivate func cause(_ says: String) -> Cause { Cause(about: .item(id.text), place: number, says: says) }
}

extension Seen {
    /// Whether the policy lets somebody propose a kind, as far as no field decides it.
    fileprivate func mayPropose(_ kind: String, _ person: Int) -> Bool {
        guard let pools = authority.policy?.kinds[kind]?.propose else { return false }
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        return authority.standing(of: person, in: pools, for: subject, at: now) != nil
    }
}
