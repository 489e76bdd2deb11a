import Ledger

/// What several records of media break.
extension Medium {
    /// SP-2.2.3.3b: where critical data is involved each step is signed by two of those who may erase.
    ///
    /// Who they are is the policy's rule of `medium.erase`, so that no step has looser people than the erasure itself.
    func exposedBreaches(_ record: OpenRecord, in world: World, at moment: Moment) -> [Breach] {
        guard isExposed(in: world, before: record) else { return [] }
        let rule = world.authority.policy?.records[EraseMedium.kind]
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        let people =
            [(record.performer, rule?.performer ?? [])]
            + record.parties.map { ($0.person, rule?.roles[$0.role] ?? []) }
        return people.filter {
            world.authority.standing(of: $0.0, in: $0.1, for: subject, at: moment.recorded) == nil
        }.map {
            Breach("SP-2.2.3.3b", "\(id.text) held critical data, and p\($0.0) is not among those who may erase it")
        }
    }

    /// SP-2.2.3.3b: what may be in a machine comes out of it by a removal. Else others than its signers would say so, by
    /// a record of a move, of a find, of a count.
    func machineBreaches(_ record: OpenRecord, in world: World) -> [Breach] {
        machines(in: world, before: record).suffix(1).map { machine in
            Breach("SP-2.2.3.3b", "\(id.text) may be in \(machine.text): taking it out is a record of its own")
        }
    }

    /// SP-2.2.3.3a: what is destroyed or disposed of is nowhere any more.
    func goneBreaches(_ what: String, in world: World) -> [Breach] {
        isGone(in: world) ? [Breach("SP-2.2.3.3a", "\(id.text) is \(state(in: world).rawValue) and was \(what)")] : []
    }

    /// SP-2.2.3.3a: a retired medium comes into use no more.
    func endBreaches(_ what: String, in world: World) -> [Breach] {
        retirement(in: world) == nil ? [] : [Breach("SP-2.2.3.3a", "\(id.text) was retired and \(what) afterwards")]
    }

    /// SP-2.2.3.3b: no step before the one ahead of it.
    func orderBreaches(_ what: String, of record: OpenRecord, in world: World) -> [Breach] {
        guard let retired = retirement(in: world), retired < record.place else {
            return [Breach("SP-2.2.3.3b", "\(id.text) was \(what) before two people had retired it")]
        }
        return []
    }
}
