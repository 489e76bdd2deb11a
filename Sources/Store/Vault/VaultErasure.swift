import Ledger
import Rules

extension Vault {
    /// Carries out every erasure that the ledger knows: after each that takes effect, and again at every start and
    /// recovery, because a crash may have come between, or an older file been put back.
    func carryOut(_ state: State) throws(StoreError) {
        try erase(try doomed(by: state))
    }

    /// What must be here no more. A person's parts are derived from what lies here and what the log says of it; no
    /// list of them exists that could be incomplete.
    private func doomed(by state: State) throws(StoreError) -> [PartReference] {
        var doomed: Set<PartReference> = []
        for erasure in state.authority.erasures {
            switch erasure.target {
            case .part(let reference):
                guard state.erasure(of: reference.statement, part: reference.part) != nil else { continue }
                doomed.insert(reference)
            case .person(let number):
                for subject in state.authority.subjects(of: number) {
                    for sealed in try file.sealed(about: subject.text)
                    where state.erasure(of: sealed.reference.statement, part: sealed.reference.part) != nil {
                        doomed.insert(sealed.reference)
                    }
                }
            }
        }
        let done = Set(try file.erased())
        let here = Set(try file.references(sealed: true) + file.references(sealed: false))
        return doomed.filter { !done.contains($0) || here.contains($0) }
            .sorted { ($0.statement, $0.part) < ($1.statement, $1.part) }
    }

    /// At a start: erasures once more, keys without content, restricted content whose entry never came.
    func settle(with state: State) throws(StoreError) {
        try file.remove(
            orphans: try file.references(sealed: true).filter { state.log.place(of: $0.statement) == nil })
        try carryOut(state)
        let people = state.authority.erasures.flatMap { erasure -> [ContentSubject] in
            guard case .person(let number) = erasure.target else { return [] }
            return state.authority.subjects(of: number)
        }
        try sweepKeys(of: Set(people.map(\.text)))
    }
}
