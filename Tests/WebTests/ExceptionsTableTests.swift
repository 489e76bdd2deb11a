import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// SP-9.5a: the exception itself is never secret.
@Suite struct ExceptionsTableTests {
    @Test("SP-9.5a: everybody reads each exception with what it is for, who may read, its clauses and its next review")
    func table() async throws {
        let ca = try TestCA.busy()
        let policy = try #require(ca.authority.policy)
        let text = try await TestSite(ca).get("/policy").text
        let table = text.components(separatedBy: "id=\"exceptions\"").dropFirst().first ?? ""
        #expect(policy.exceptionIDs.count == 2)
        for exception in policy.exceptionIDs.compactMap({ policy.exceptions[$0] }) {
            let row = table.components(separatedBy: "<tr>").first { $0.contains(exception.id) } ?? ""
            let audience = try #require(policy.audiences[exception.audience])
            for word in [exception.title, exception.says, audience.title] + exception.clauses {
                #expect(row.contains(word), "\(exception.id): \(word)")
            }
            for reader in audience.readers { #expect(row.contains(reader.text), "\(exception.id): \(reader.text)") }
            #expect(row.contains(try #require(exception.review).text), "\(exception.id)")
        }
    }

    @Test(
        "SP-9.5c: anybody files a case from the row of an exception, where somebody arbitrates; the form has it filled in"
    )
    func filed() async throws {
        var ca = try TestCA.cacert()
        ca.wait(60)
        let site = try await TestSite(ca)
        let table = try await site.get("/policy").text
        let policy = try #require(ca.authority.policy)
        for exception in policy.exceptionIDs {
            let path = "/propose/authority/case.file?f.sort=secrecy&amp;f.about=\(exception)"
            #expect(table.contains("href=\"\(path)\""), "\(exception)")
            let form = try await site.get(path.replacingOccurrences(of: "&amp;", with: "&")).text
            #expect(form.contains("value=\"\(exception)\""), "\(exception)")
        }
        #expect(try await !TestSite(try TestCA.busy()).get("/policy").text.contains("case.file"))
    }
}
