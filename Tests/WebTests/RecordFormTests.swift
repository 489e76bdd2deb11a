import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: whoever is asked to sign a record knows before what it will be in breach of, for ever; and sees which people and
/// which methods are accepted, without being kept from the truth.
@Suite struct RecordFormTests {
    private static func erasure(
        method: String = "zero", observer: String = "p3", signer: String = "p6", happened: String
    ) -> [(String, String)] {
        [
            ("f.happened", happened), ("f.medium", "M-1"), ("f.host", "H-1"), ("f.method", method),
            ("f.tool", "nwipe"), ("f.tool-version", "0.34"), ("f.output", String(repeating: "a", count: 64)),
            ("f.verified", "sample"), ("f.bad-sectors", "0"), ("f.parties.observer", observer), ("signer", signer),
        ]
    }

    @Test("P-40: the preview names every rule that a record would break: method, observer, performer")
    func all() async throws {
        let site = try await TestSite(try TestCA.busy())
        let form = Self.erasure(happened: site.ca.now.text)
        let preview = try await site.post("/propose/record/medium.erase", form: form)
        #expect(preview.status == 200 && preview.text.contains("As things stand this will be kept in breach of"))
        for what in [
            "does not accept “zero” for a", "the performer p6 is not among", "the observer p3 is not among",
        ] { #expect(preview.text.contains(what), "\(what)") }
        let own = Self.erasure(observer: "p6", happened: site.ca.now.text)
        #expect(
            try await site.post("/propose/record/medium.erase", form: own).text.contains(
                "performer is also its observer"))
    }

    @Test(
        "the observer reads the same before confirming, on page, form and sign page, and can say that it was otherwise")
    func observer() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let record = try #require(ca.state.world.records.map { $0 }.last)
        let paths = ["/records/\(record.name)", "/records/\(record.name)/sign"]
        for path in paths {
            let text = try await site.get(path).text
            #expect(text.contains("kept in breach of") && text.contains("does not accept “overwrite”"), "\(path)")
            #expect(text.contains("/records/\(record.name)/object"), "\(path)")
        }
        let made = try await site.decide("/records/\(record.name)/sign", [("signer", "p6")])
        #expect(made.text.contains("does not accept “overwrite”"))
        let objection = try await site.post(
            "/records/\(record.name)/object", form: [("signer", "p6"), ("c.text", "I did not see this.")])
        let line = FormTests.hidden(objection.text).first { $0.0 == "line" }?.1 ?? ""
        #expect(line.contains("\"kind\":\"record/object\""))
        #expect(objection.text.contains("foureyes object \(record.name)"))
    }

    @Test("a time that is still to come is shown beside its field, and nothing is signed")
    func future() async throws {
        let site = try await TestSite(try TestCA.busy())
        let reply = try await site.post(
            "/propose/record/medium.erase", form: Self.erasure(happened: site.ca.now.adding(3000).text))
        #expect(reply.status == 422 && reply.text.contains("This is still to come."))
    }

    @Test("SM-1.2.3.2a: the Manual's methods for the medium's own sort are offered, and any other can be typed")
    func methods() async throws {
        let site = try await TestSite(try TestCA.busy())
        let text = try await site.get("/propose/record/medium.erase?f.medium=M-1").text
        let list = text.components(separatedBy: "<datalist id=\"f.method-offers\">").dropFirst().first ?? ""
        let offered = list.components(separatedBy: "</datalist>").first ?? ""
        let row = try #require(
            site.ca.authority.manualValues?.row("disk", in: "media.methods") as MediumMethods?)
        for code in row.used.values { #expect(offered.contains("value=\"\(code.text)\"")) }
        #expect(text.contains("You can write what else was done"))
        let destroy = try await site.get("/propose/record/medium.destroy?f.medium=M-1").text
        for code in row.destroy.values { #expect(destroy.contains("<option value=\"\(code.text)\"")) }
        let api = try await site.get("/api/kinds/record/medium.erase").text
        for code in row.used.values { #expect(api.contains("\"value\":\"\(code.text)\"")) }
    }

    @Test("menus have those who may; Show all brings the others, each with what it means, and loses nothing")
    func people() async throws {
        let site = try await TestSite(try TestCA.busy())
        let path = "/propose/record/medium.erase"
        let plain = try await site.get(path + "?f.medium=M-1").text
        func menu(_ text: String, _ name: String) -> String {
            let select = text.components(separatedBy: "<select id=\"\(name)\"").dropFirst().first ?? ""
            return select.components(separatedBy: "</select>").first ?? ""
        }
        #expect(!menu(plain, "f.parties.observer").contains("value=\"p3\""))
        #expect(!menu(plain, "signer").contains("value=\"p3\"") && menu(plain, "signer").contains("value=\"p5\""))
        let all = try await site.post(
            path, form: [("f.medium", "M-1"), ("f.tool", "nwipe"), ("look", "all.f.parties.observer")])
        #expect(all.status == 200 && all.text.contains("value=\"nwipe\""))
        let listed = menu(all.text, "f.parties.observer").components(separatedBy: "<option ").first {
            $0.contains("value=\"p3\"")
        }
        #expect(listed?.contains("in breach") == true)
    }

    @Test("who is signed in is not asked who they are, and nobody chooses between one slot")
    func signedIn() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let five = try SignedIn(site, 5)
        for path in ["/propose/record/medium.erase", "/propose/register/store.enter"] {
            let text = try await five.get(path).text
            #expect(!text.contains("Who are you?"), "\(path)")
            #expect(text.contains("<input type=\"hidden\" name=\"signer\" value=\"p5\">"), "\(path)")
            #expect(try await site.get(path).text.contains("Who are you?"), "\(path)")
        }
        let open = try #require(ca.state.world.acts.table.map { $0 }.last)
        let sign = try await SignedIn(site, 6).get("/acts/\(open.name)/sign").text
        #expect(!sign.contains("Who are you?") && sign.contains("&quot;slot&quot;:&quot;reviewer&quot;"))
    }
}
