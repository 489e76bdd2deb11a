import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("The configuration file, and lists that are narrowed")
struct SettingsTests {
    @Test("each server has its person, key and certificates; the first is the usual one")
    func read() throws {
        let settings = try Settings(
            text: """
                # mine
                [https://ca.example]
                person = p4
                key = ~/.ssh/id_ed25519

                [http://localhost:9000]
                  person=p14
                ca = /etc/ca.pem
                """, home: "/home/ada")
        #expect(settings.servers.map(\.url) == ["https://ca.example", "http://localhost:9000"])
        let first = try #require(settings.server("https://ca.example"))
        #expect(first.person == "p4" && first.key == "/home/ada/.ssh/id_ed25519" && first.ca == nil)
        #expect(settings.server("http://localhost:9000")?.ca == "/etc/ca.pem")
        #expect(settings.server("https://other.example") == nil)
    }

    @Test(
        "what is not understood is refused with its line: another key than one thinks might sign",
        arguments: [
            "person = p4", "[https://ca.example]\nkeys = x", "[https://ca.example]\nperson", "[ca.example]",
            "[https://ca.example]\nkey =", "[https://ca.example]\nkey = id_ed25519",
            "[https://ca.example]\nca = INSECURE_SSL_NO_VERIFY", "[https://ca.example]\n[https://ca.example]",
        ])
    func wrong(text: String) {
        #expect(throws: Failure.self) { try Settings(text: text, home: "/") }
    }

    @Test("acts by kind, person, day and thing; each alone leaves others out")
    func filters() throws {
        var ca = try TestCA.small()
        for (person, seed) in [(1, "one"), (2, "two")] {
            let key = SoftwareKey(.ed25519, seed: seed).publicKey.openSSH
            _ = try ca.propose("authority/person.enrol", .line(["key": .string(key)]), by: person)
            ca.wait(60)
        }
        _ = try ca.propose(
            "authority/body.leave", .line(["body": .string("council"), "person": .string("p4")]), by: 4, slot: "leaver")
        ca.wait(60)
        let all = ca.state.world.actViews(at: ca.now, limit: .max)
        func names(_ filter: ActFilter, count: Int = 1000) -> [String] {
            filter.acts(in: ca.state, at: ca.now, before: .max, count: count).map(\.name)
        }
        #expect(names(.all) == all.map(\.name))
        let kind = try names(ActFilter(kind: "authority/person.enrol"))
        #expect(kind == all.filter { $0.kind.name == "authority/person.enrol" }.map(\.name) && !kind.isEmpty)
        let by = try names(ActFilter(by: "p4"))
        #expect(!by.isEmpty && by.count < all.count)
        let about = try names(ActFilter(about: "p4"))
        #expect(!about.isEmpty && about.count < all.count)
        let last = try #require(all.first)
        #expect(
            try names(ActFilter(since: last.proposed.text)) == all.filter { $0.proposed >= last.proposed }.map(\.name))
        #expect(try names(ActFilter(open: true)) == all.filter(\.isOpen).map(\.name))
        #expect(try names(ActFilter(kind: "authority/person.enrol"), count: 1) == Array(kind.prefix(1)))
        for wrong in ["M", "x7"] { #expect(throws: Failure.self) { try ActFilter(about: wrong) } }
        #expect(throws: Failure.self) { try ActFilter(by: "M-1") }
        #expect(throws: Failure.self) { try ActFilter(since: "yesterday") }
        #expect(throws: Failure.self) { try ActFilter(kind: "register/no.such") }
    }
}
