import Ledger
import Rules
import TestWorld

@testable import Web

/// An address for each pattern of the route table, in `TestCA.peopled()`.
struct RoleAddresses {
    struct None: Error { let pattern: String, name: String }

    /// What stands for `{name}`; a new name needs a line here.
    private let named: [String: String]

    init(_ ca: TestCA) {
        named = [
            "act": ca.authority.acts.table.map { $0 }.last { $0.end == nil }?.name ?? "",
            "motion": ca.authority.motions.map { $0 }.last?.name ?? "",
            "record": ca.state.world.records.map { $0 }.last?.name ?? "",
            "question": ca.state.world.remarks.questions.map { $0 }.last?.name ?? "", "person": "p15",
            "group": "support", "register": "media", "item": "M-1", "clause": "SP-1.2a",
            // The reading of a line is one itself, so the first is there whoever asks.
            "line": "0", "part": "register", "name": "medium.enter", "place": "3", "path...": "checkpoint",
            "statement": ca.entries.compactMap { try? Entry(bytes: $0) }.last { !$0.statement.files.isEmpty }?.hash.hex
                ?? "",
            "file": "file-1",
            // A table that nobody sent.
            "table": String(repeating: "0", count: 64),
            // An invitation or a feed that never was: what its link opens is not for roles.
            "token": String(repeating: "A", count: 43),
        ]
    }

    func path(_ pattern: String) throws -> String {
        try pattern.split(separator: "/", omittingEmptySubsequences: false).map { part in
            guard part.hasPrefix("{") else { return String(part) }
            let name = String(part.dropFirst().dropLast())
            guard let word = named[name], !word.isEmpty else { throw None(pattern: pattern, name: name) }
            return word
        }.joined(separator: "/")
    }
}
