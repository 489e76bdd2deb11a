import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: a log that has stopped says so to programs and pages alike, and is told from one that is only busy.
@Suite struct StoppedTests {
    @Test("503 with “stopped” for a program; for a page the words of the alarm page")
    func stopped() async throws {
        let site = try await TestSite(try TestCA.busy())
        var ca = site.ca
        let now = ca.now
        let broken = Site(
            ExplorerTests.Broken(archive: site.site.archive), visitors: site.visitors, journal: site.store.journal,
            clock: { now }, randomBytes: { [UInt8](repeating: 1, count: $0) })
        let draft = Draft.of(
            ca.kind("register/store.enter"), .line(["label": .string("vault-9")]), slot: "keeper")
        let line = String(decoding: ca.statement(draft, by: 5).line(), as: UTF8.self)
        let submission = site.signed(line, by: 5)
        func post(_ path: String, _ body: String, _ type: String) async throws -> Reply {
            try await broken.application().test(.router) { client in
                try await client.execute(
                    uri: path, method: .post, headers: [.contentType: type], body: ByteBuffer(string: body)
                ) { Reply($0) }
            }
        }
        let json = String(decoding: JSON.line(["submission": .string(submission)]).written(), as: UTF8.self)
        let reply = try await post("/api/submit", json, "application/json")
        #expect(reply.status == 503 && reply["retry-after"] == "60", "\(reply.text)")
        #expect(try reply.json()["stopped"]?.flag == true && reply.text.contains("the disk failed"))
        let armour = String(submission.dropFirst(line.count))
        let form = "line=\(encoded(String(line.dropLast())))&armour=\(encoded(armour))"
        let page = try await post("/submit", form, "application/x-www-form-urlencoded")
        #expect(page.status == 503, "\(page.text)")
        #expect(
            page.text.contains(HTML(text: Trouble.logStopped.remedy).markup) && page.text.contains("href=\"/alarm\""))
    }
}
