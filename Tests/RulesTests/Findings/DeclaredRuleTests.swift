// Goal: a finding, a task or a duty is written once, beside its clause, and listed in one doorway.
// Method: read the sources for what is declared, and compare with what pages, commands and clauses see.

import Foundation
import Ledger
import Rules
import TestWorld
import Testing

struct DeclaredRuleTests {
    /// The names of all rules of a type that the sources declare.
    private func declared(_ type: String) -> [String] {
        let text = TidyTests.sources("Sources/Rules").map { $0.lines.joined(separator: "\n") }.joined(separator: "\n")
        return text.components(separatedBy: "= \(type)(").dropFirst().compactMap { rest in
            let quoted = rest.components(separatedBy: "\"")
            return quoted.count > 1 ? quoted[1] : nil
        }
    }

    @Test("Shape 7: every finding, task and duty that is written is listed, each once")
    func listed() {
        let (findings, tasks, duties) = (declared("FindingRule"), declared("TaskRule"), declared("DutyRule"))
        #expect(findings.count > 10 && tasks.count > 8 && !duties.isEmpty)
        #expect(FindingRule.all.map(\.name).sorted() == (findings + duties).sorted())
        #expect((TaskRule.all.map(\.name) + ["accept"]).sorted() == (tasks + duties).sorted())
        #expect(Set(FindingRule.all.map(\.name)).count == FindingRule.all.count)
        #expect(Set(TaskRule.all.map(\.name)).count == TaskRule.all.count)
    }

    @Test("Shape 7: each rule says which clauses ask for it and who can answer it, in sentences", arguments: FindingRule.all.map(\.name))
    func said(name: String) throws {
        let rule = try #require(FindingRule.all.first { $0.name == name })
        #expect(!rule.clauses.isEmpty && !rule.title.isEmpty && rule.word.count <= 24)
        #expect(rule.task.map { task in TaskRule.all.contains { $0.name == task } } ?? true, "a task that there is")
        #expect(rule.answer.hasSuffix(".") && rule.answer.first?.isUppercase == true)
    }

    @Test("D16: no two findings of one state are the same finding")
    func identities() throws {
        var ca = try WholeHistory.made.get()
        ca.wait(200 * 86_400)
        let findings = ca.state.findings(at: ca.now)
        #expect(Set(findings.map(\.rule.name)).count > 3, "\(Set(findings.map(\.rule.name)))")
        #expect(Set(findings.map(\.id)).count == findings.count)
        #expect(findings.allSatisfy { $0.since <= ca.now })
    }
}
