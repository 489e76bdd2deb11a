import Foundation
import Ledger
import Rules

@testable import Web

/// Who asks: one person for each role that the policy tells apart, and nobody.
enum Role: String, CaseIterable {
    case nobody
    case access, administrator, assessor, support
    case leader, board, arbitrator
    case caseManager = "case-mgr"
    case auditor, terminated
    case keyRevoked = "revoked"

    /// The number in `TestCA.peopled()`.
    var person: Int? {
        switch self {
        case .nobody: nil
        case .access: 13
        case .administrator: 15
        case .assessor: 17
        case .support: 19
        case .leader: 14
        case .board: 2
        case .arbitrator: 6
        case .caseManager: 9
        case .auditor: 11
        case .terminated: 20
        case .keyRevoked: 21
        }
    }
}

/// What a role got from a route.
enum Outcome: String {
    /// Answered; a form with too few words in it is answered too.
    case allowed
    /// As if it were not there.
    case hidden
    /// Refused, and the reason said.
    case refused
    /// Sent to the sign-in page.
    case signIn = "sign-in"

    init?(_ reply: Reply) {
        switch reply.status {
        case 303 where reply["location"]?.hasPrefix("/sign-in") == true: self = .signIn
        case 200..<400, 400, 409, 410, 413, 415, 422: self = .allowed
        case 404: self = .hidden
        case 401, 403: self = .refused
        default: return nil
        }
    }
}

/// The golden file: a line per route, a column per role.
struct RoleTable {
    var rows: [(route: String, outcomes: [Outcome])] = []

    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden/roles.txt")

    private static let head = """
        # Every page and API call, by role: allowed, hidden (as if not there), refused, or sent to sign in. Written by
        # FOUREYES_WRITE_ROLES=1 swift test --filter RolesTests; look at each changed word before you commit it.

        """

    var text: String {
        let names = rows.map(\.route)
        let longest = names.map(\.count).max() ?? 0
        func line(_ first: String, _ words: [String]) -> String {
            let cells = words.enumerated().map { place, word in
                place == words.count - 1 ? word : word.padding(toLength: 14, withPad: " ", startingAt: 0)
            }
            return first.padding(toLength: longest + 2, withPad: " ", startingAt: 0) + cells.joined() + "\n"
        }
        return Self.head + line("# route", Role.allCases.map(\.rawValue))
            + rows.map { row in line(row.route, row.outcomes.map(\.rawValue)) }.joined()
    }
}
