import HashTreeCollections
import Ledger

/// What stands behind an appointment: agreements that people signed, and checks of their background.
package struct StaffRegisters: AuthorityRegisters {
    package private(set) var agreements = Table<Agreement>()
    package private(set) var checks = Table<BackgroundCheck>()
    /// Indexes by person, oldest first; indexes of the tables, no state.
    private var agreementsOf = TreeDictionary<Int, [Int]>()
    private var checksOf = TreeDictionary<Int, [Int]>()

    package static let kinds = [Kind(SignAgreement.self), Kind(RuleOnCheck.self), Kind(Appoint.self)]

    package var hashes: [(name: String, hash: Digest?)] {
        [("agreements", agreements.hash), ("checks", checks.hash)]
    }

    package func born(_ id: ItemID) -> Int? { agreements.item(id)?.born ?? checks.item(id)?.born }

    mutating func append(_ agreement: Agreement) {
        agreementsOf[agreement.person, default: []].append(agreements.count)
        agreements.append(agreement)
    }

    mutating func append(_ check: BackgroundCheck) {
        checksOf[check.candidate, default: []].append(checks.count)
        checks.append(check)
    }

    package func agreements(of person: Int) -> [Agreement] { (agreementsOf[person] ?? []).map { agreements[$0] } }
    package func checks(of person: Int) -> [BackgroundCheck] { (checksOf[person] ?? []).map { checks[$0] } }
}
