import Authority
import Ledger

// Agreements and background checks as registers: authority keeps them, because an appointment asks for them (P-35).

extension Register {
    static let agreements = Register(
        "agreements", "Agreements", of: Agreement.self, word: "agreement", clauses: ["SP-9.1.4d", "SP-1.3"],
        in: { $0.staff.agreements },
        columns: [
            Kept("person", "Person", [.title, .column]) { .person($0.person) },
            Kept("policy", "Policy", .own) { .string($0.policy.hex) },
            Kept("membership", "Membership’s record", .own) { $0.membership.json },
            Kept("signed", "Signed", .column) { .string($0.recorded.text) },
        ], state: .state { agreement, world in agreement.state(in: world.authority) })

    static let checks = Register(
        "checks", "Background checks", of: BackgroundCheck.self, word: "check", clauses: ["SP-9.1.4a", "SM-6.1.2"],
        in: { $0.staff.checks },
        columns: [
            Kept("candidate", "Candidate", [.title, .column]) { .person($0.candidate) },
            Kept("role", "Role", [.column, .filter]) { .string($0.role) },
            Kept("until", "Good until", .column) { $0.until.json },
            Kept("by", "Checked by", .column) { .array($0.by.map { .person($0) }) },
        ]
            + ["conflicts", "history", "knowledge", "practice", "references", "standing"].map { heading in
                Kept<BackgroundCheck>(heading, heading.prefix(1).uppercased() + heading.dropFirst(), .own) { check in
                    check.answers.first { $0.heading == heading }.map { .string($0.answer.rawValue) }
                }
            }, state: .state { check, _ in CheckState(rawValue: check.outcome.rawValue) ?? .refuse },
        maker: { $0.act })
}

enum AgreementState: String, ItemState {
    case inForce = "in force"
    case renewDue = "renew due"
    case replaced

    var tone: Tone {
        switch self {
        case .inForce: .good
        case .renewDue: .open
        case .replaced: .over
        }
    }
}

extension Agreement {
    fileprivate func state(in authority: Authority) -> AgreementState {
        guard authority.staff.agreements(of: person).last == self else { return .replaced }
        return authority.agreement(of: person) == self ? .inForce : .renewDue
    }
}

/// What the Arbitrator ruled; until when that is good stands beside it.
enum CheckState: String, ItemState {
    case accept, `defer`, refuse

    var tone: Tone {
        switch self {
        case .accept: .good
        case .defer: .open
        case .refuse: .over
        }
    }
}
