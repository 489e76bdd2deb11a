import Ledger
import Rules

extension Vault {
    /// Carries out every erasure that the ledger knows: after each that takes effect, and again at every start and
    /// recovery, because a crash may have come between, or an older file been put back.
    func carryOut(_ state: State) throws(StoreError) {
        try erase(try doomed(by: state))
    }

    /// Whether a part is here, of all that were here when this was asked: eight bytes for each, so that a start with a million
    /// parts holds no million names.
    func presence() throws(StoreError) -> @Sendable (PartReference) -> Bool {
        let here = Set(try (file.references(sealed: true) + file.references(sealed: false)).map(\.hashValue))
        return { here.contains($0.hashValue) }
    }

    /// Content whose statement the log does not have.
    func unknown(to state: State) throws(StoreError) -> [PartReference] {
        try (file.references(sealed: true) + file.references(sealed: false)).filter {
            state.log.place(of: $0.statement) == nil
        }
    }

    /// What must be here no more: of all that is here, what the log says is erased. No list of a person's parts exists
    /// that could be incomplete, and no column of a file that somebody could write to take a part out of it.
    private func doomed(by state: State) throws(StoreError) -> [PartReference] {
        guard state.authority.erasures.count > 0 else { return [] }
        return try (file.references(sealed: true) + file.references(sealed: false))
            .filter { state.erasure(of: $0.statement, part: $0.part) != nil }
    }

    /// At a start: erasures once more, keys without content, and the unfinished rest of the last batch, whose entries never
    /// came. Other content that the log does not know stays (K-14): the log may be an older one than this file. The write-ahead
    /// logs are emptied even if nothing is left to do: a crash may have come between an erasure's commit and that.
    ///
    /// `isRebuilt`: a recovery made the log, perhaps from an older export; then nobody knows what the last batch was.
    func settle(with state: State, isRebuilt: Bool = false) throws(StoreError) {
        let awaited = isRebuilt ? [] : try file.awaited()
        try file.erase(try unknown(to: state).filter { awaited.contains($0.statement) })
        try file.arrived()
        try carryOut(state)
        let people = state.authority.erasures.flatMap { erasure -> [ContentSubject] in
            guard case .person(let number) = erasure.target else { return [] }
            return state.authority.subjects(of: number)
        }
        try sweepKeys(of: Set(people.map(\.text)))
        try file.settle()
        try keys.settle()
    }
}
