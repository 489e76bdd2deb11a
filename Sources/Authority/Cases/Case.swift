import Ledger

/// SP-9.3.2, SP-9.5c: a dispute or a question before an Arbitrator, beside whom a Case Manager stands. Its number is the place of
/// its first entry (P-9): of its filing, or of the record that opened it (K-28).
package struct Case: AuthorityItem {
    package static let prefix = "C", noun = "case"
    package enum Sort: String, Choice {
        case appeal, check, dispute, incident, inquiry
        case ratifyAccess = "ratify-access"
        case ratifyPatch = "ratify-patch"
        case revocation, secrecy, support, training
    }

    package let number: Int
    /// The place of the statement beside which the complaint stands: of the act that filed it, or of the record.
    package let act: Int
    package let sort: Sort
    /// Whoever filed it, or performed what the record says.
    package let filer: Int
    package let claimants: [Int]
    package let respondents: [Int]
    /// What it is about: an act, an item, an exception of the policy.
    package let about: [String]
    package let opened: Time
    /// A record opened it, and nobody filed it.
    package let isFromRecord: Bool
    /// The Case Manager who took it, and when.
    package var manager: Int?
    package var taken: Time?
    /// The Arbitrator who was asked, and since when; `accepted` is the place at which they took it on.
    package var asked: Int?
    package var accepted: Int?
    /// Arbitrators who declined it, in order.
    package var declined: [Int] = []
    /// The place at which Case Manager and Arbitrator dismissed it.
    package var dismissed: Int?
    /// Numbers of the rulings in it, in order.
    package var rulings: [Int] = []
    /// The place of the ruling that decided it.
    package var decided: Int?

    package var born: Int { number }
    /// Who is a party: they neither run nor decide it.
    package var parties: [Int] { Set([filer] + claimants + respondents).sorted() }
    package var arbitrator: Int? { accepted == nil ? nil : asked }
    package var isOver: Bool { decided != nil || dismissed != nil }

    package var line: JSON {
        .line([
            "about": about.isEmpty ? nil : .texts(about), "accepted": accepted.map { .integer($0) },
            "act": .integer(act), "asked": asked.map { .integer($0) },
            "claimants": claimants.isEmpty ? nil : .numbers(claimants),
            "decided": decided.map { .integer($0) }, "declined": declined.isEmpty ? nil : .numbers(declined),
            "dismissed": dismissed.map { .integer($0) }, "filer": .integer(filer),
            "from-record": isFromRecord ? .bool(true) : nil, "manager": manager.map { .integer($0) },
            "number": .integer(number), "opened": .string(opened.text),
            "respondents": respondents.isEmpty ? nil : .numbers(respondents),
            "rulings": rulings.isEmpty ? nil : .numbers(rulings), "sort": sort.json,
            "taken": taken.map { .string($0.text) },
        ])
    }
}
