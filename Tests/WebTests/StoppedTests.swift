import Foundation
import Hummingbird
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store
@testable import Web

/// Goal: a log that has stopped says so to programs and pages alike, and is told from one that is only busy. Method: another
/// program moves the anchor under the store, so that the store's next signature fails and it stops.
@Suite struct StoppedTests {
    private func submission(_ label: String, _ site: TestSite) throws -> (line: String, whole: String) {
        var ca = site.ca
        let draft = Draft.of(ca.kind("register/store.enter"), .line(["label": .string(label)]), slot: "keeper")
        let line = String(decoding: ca.statement(draft, by: 5).line(), as: UTF8.self)
        return (line, site.signed(line, by: 5))
    }

    private func post(_ submission: String, _ site: TestSite) async throws -> Reply {
        try await site.post("/api/submit", json: .line(["submission": .string(submission)]))
    }

    @Test("503 with “stopped” for a program; for a page the words of the alarm page; on every page the banner")
    func stopped() async throws {
        let site = try await TestSite(try TestCA.busy())
        let sealed = site.store.published.checkpoint
        let anchor = try Anchor(site.root + "/data/anchor")
        let other = Head(root: .of([1]), size: sealed.head.size + 9)
        let note = try Checkpoint(origin: site.ca.origin, head: other).signed(by: site.ca.ledgerSigner)
        try anchor.swap(sealed.head, for: SealedHead(head: other, note: note.bytes))
        anchor.close()
        // Whether this one is in the ledger, nobody knows.
        let first = try await post(submission("vault-8", site).whole, site)
        #expect(first.status == 503 && first["retry-after"] == "5", "\(first.text)")
        #expect(try first.json()["stopped"] == nil)
        let why = try #require(site.store.stopped)

        let (line, whole) = try submission("vault-9", site)
        let reply = try await post(whole, site)
        #expect(reply.status == 503 && reply["retry-after"] == "60", "\(reply.text)")
        #expect(try reply.json()["stopped"]?.flag == true)
        #expect(try reply.json()["missing"]?.text?.contains(why) == true)
        let page = try await site.post(
            "/submit",
            form: [("line", String(line.dropLast())), ("armour", String(whole.dropFirst(line.count)))])
        #expect(page.status == 503, "\(page.text)")
        #expect(
            page.text.contains(HTML(text: Trouble.logStopped.remedy).markup) && page.text.contains("href=\"/alarm\""))
        #expect(try await site.get("/").text.contains("The log accepts nothing any more"))
    }
}
