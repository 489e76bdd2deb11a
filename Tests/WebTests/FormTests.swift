import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: somebody who is new fills in a form, signs by hand and hands in; a mistake loses nothing and changes nothing.
@Suite struct FormTests {
    @Test("a form with mistakes keeps what was typed and says beside each field what it takes")
    func keeps() async throws {
        let site = try await TestSite(try TestCA.busy())
        let reply = try await site.post(
            "/propose/register/medium.retire",
            form: [
                ("f.fate", "destroyed"), ("f.medium", "M-77"), ("c.reason", "Line one\r\n<two> & \u{202E}"),
                ("slot", ""), ("signer", "p99"),
            ])
        #expect(reply.status == 422)
        #expect(reply.text.contains("There is no M-77."))
        #expect(reply.text.contains("There is no p99."))
        #expect(reply.text.contains("value=\"destroyed\" checked"))
        #expect(reply.text.contains("Line one\n&lt;two&gt; &amp; \u{202E}</textarea>"))
        #expect(reply["cache-control"] == "no-store")
        #expect(site.store.published.state.log.size == site.ca.entries.count)
    }

    @Test(
        "every kind's form, sent empty, is shown again with an error at each field",
        arguments: Kind.all.map(\.name))
    func empty(name: String) async throws {
        let site = try await TestSite(try TestCA.small())
        let kind = try #require(Kind.named(name))
        let reply = try await site.post("/propose/\(name)", form: [])
        #expect(reply.status == 422)
        for note in kind.notes where !note.type.isOptional {
            #expect(reply.text.contains("id=\"f.\(note.name)-error\""), "\(note.name)")
        }
        #expect(reply.text.contains("id=\"signer-error\""))
    }

    @Test("a proposal that a rule would refuse says so before anybody signs, with the clause")
    func foreseen() async throws {
        let site = try await TestSite(try TestCA.busy())
        let reply = try await site.post(
            "/propose/register/store.enter", form: [("f.label", "vault-1"), ("signer", "p5")])
        #expect(reply.status == 422)
        #expect(
            reply.text.contains("would be refused") && reply.text.contains("S-1 already has this label."),
            "\(reply.text.components(after: "role=\"alert\"").first?.prefix(400) ?? "")")
        let stranger = try await site.post(
            "/propose/register/store.enter", form: [("f.label", "vault-9"), ("signer", "p3")])
        #expect(stranger.status == 422 && stranger.text.contains("p3 may not propose this."))
    }

    @Test("from the form over a signature made by hand to the act's page")
    func whole() async throws {
        let site = try await TestSite(try TestCA.busy())
        let made = try await site.post(
            "/propose/register/store.enter",
            form: [
                ("f.label", "vault-4"), ("c.reason", "<b>Full</b>\nvault"), ("slot", "keeper"),
                ("signer", "p5"),
            ])
        #expect(made.status == 200)
        let hidden = Self.hidden(made.text)
        let line = try #require(hidden.first { $0.0 == "line" }?.1)
        let words = Words.words12(Digest.of(Array((line + "\n").utf8)))
        #expect(made.text.contains(words.prefix(4).joined(separator: " ")))
        #expect(made.text.contains("&lt;b&gt;Full&lt;/b&gt;<br>vault"))
        // The file is what ssh-keygen signs, byte for byte.
        let file = try await site.post("/statement", form: hidden)
        #expect(
            file.text == line + "\n" && file["content-disposition"] == "attachment; filename=\"statement\"")
        let armour = String(site.signed(line + "\n", by: 5).dropFirst(line.count + 1))
        // A browser sends CRLF; the signature of somebody else is refused and the box keeps it.
        let wrong = String(site.signed(line + "\n", by: 6).dropFirst(line.count + 1))
        let refused = try await site.post("/submit", form: hidden + [("armour", wrong)])
        #expect(
            refused.status == 422 && refused.text.contains("p5 cannot sign with this key")
                && refused.text.contains(wrong.prefix(60)))
        #expect(refused.text.contains("Refusal by demonstration/"))
        let entered = try await site.post(
            "/submit", form: hidden + [("armour", armour.replacing("\n", with: "\r\n"))])
        let place = site.ca.entries.count
        #expect(entered.status == 303 && entered["location"] == "/acts/A-\(place)?entered=\(place)")
        let page = try await site.get("/acts/A-\(place)?entered=\(place)")
        #expect(
            page.text.contains("stored on disk and covered by the public head") && page.text.contains("✓ matches")
                && page.text.contains(words.prefix(4).joined(separator: " ")))
        // Anybody may sign there now; the reviewer does.
        let signing = try await site.decide("/acts/A-\(place)/sign", [("slot", "reviewer"), ("signer", "p6")])
        let second = Self.hidden(signing.text)
        let secondLine = try #require(second.first { $0.0 == "line" }?.1) + "\n"
        let done = try await site.post(
            "/submit",
            form: second + [("armour", String(site.signed(secondLine, by: 6).dropFirst(secondLine.count)))])
        #expect(done.status == 303)
        #expect(try await site.get("/acts/A-\(place)").text.contains("in effect"))
        #expect(try await site.get("/registers/stores").text.contains("vault-4"))
    }

    @Test(
        "an armour that is none, a statement that is none: nothing changes, and the page says what to do",
        arguments: ["", "hello", "-----BEGIN SSH SIGNATURE-----"])
    func armour(text: String) async throws {
        let site = try await TestSite(try TestCA.busy())
        let made = try await site.post(
            "/propose/register/store.enter", form: [("f.label", "vault-4"), ("signer", "p5")])
        let reply = try await site.post("/submit", form: Self.hidden(made.text) + [("armour", text)])
        #expect(reply.status == 400 && reply.text.contains("The signature is not valid"))
        let bad = try await site.post("/submit", form: [("line", "{\"a\":1}"), ("armour", text)])
        #expect(bad.status == 400 && bad.text.contains("The statement is malformed"))
        #expect(site.store.published.state.log.size == site.ca.entries.count)
    }

    @Test("P-21: a key witness types the words that he heard; those of another key make no statement")
    func heard() async throws {
        var ca = try TestCA.small()
        let key = ca.key(5)
        let place = try ca.propose(
            "authority/person.enrol", .line(["key": .string(key.publicKey.openSSH)]), by: 1)
        let site = try await TestSite(ca)
        let slot = ca.authority.policy?.kinds["authority/person.enrol"]?.ways[0].slots.last?.name ?? ""
        let path = "/acts/A-\(place)/sign"
        for words in [
            "", "tiger lamp", Words.words12(ca.key(1).publicKey.fingerprint).joined(separator: " "),
        ] {
            let reply = try await site.decide(path, [("slot", slot), ("heard", words), ("signer", "p2")])
            #expect(reply.status == 422 && reply.text.contains("id=\"heard-error\""))
        }
        let right = Words.words12(key.publicKey.fingerprint).joined(separator: " ")
        #expect(
            try await site.decide(path, [("slot", slot), ("heard", right), ("signer", "p2")]).status
                == 200)
        let holder = try await site.decide(path, [("slot", "holder")])
        #expect(
            holder.status == 200 && Self.hidden(holder.text).first?.1.contains("\"signer\":\"p0\"") == true)
    }

    @Test("votes, closings, confirmations and declinings are forms of the same sort")
    func others() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let motion = try #require(ca.authority.motions.map { $0 }.last)
        let record = try #require(ca.state.world.records.map { $0 }.last)
        let open = try #require(ca.state.world.acts.table.map { $0 }.last)
        let forms: [(String, [(String, String)], String)] = [
            ("/motions/\(motion.name)/vote", [("vote", "no"), ("signer", "p3")], "\"vote\":\"no\""),
            ("/records/\(record.name)/sign", [("signer", "p6")], "\"kind\":\"record/sign\""),
            ("/records/\(record.name)/close", [("signer", "p5")], "\"kind\":\"record/close\""),
            (
                "/acts/\(open.name)/decline", [("signer", "p6"), ("c.reason", "no room")],
                "\"kind\":\"register/act.decline\""
            ),
            ("/acts/\(open.name)/withdraw", [("signer", "p5")], "\"kind\":\"register/act.withdraw\""),
            ("/acts/\(open.name)/conflict", [("signer", "p6")], "\"kind\":\"authority/conflict.declare\""),
        ]
        for (path, fields, part) in forms {
            #expect(try await site.get(path).status == 200, "\(path)")
            let reply = try await site.decide(path, fields)
            let line = Self.hidden(reply.text).first { $0.0 == "line" }?.1 ?? ""
            #expect(reply.status == 200 && line.contains(part), "\(path): \(reply.status)")
            let signer = Int(fields.first { $0.0 == "signer" }?.1.dropFirst() ?? "") ?? 0
            _ = try Submission(bytes: Array(site.signed(line + "\n", by: signer).utf8)).verified()
        }
        let vote = try await site.get("/motions/\(motion.name)/vote?signer=p3")
        #expect(vote.status == 422 && vote.text.contains("Choose yes, no or abstain."))
    }

    @Test("a question is put to a body by one of its members, and becomes a motion with its words")
    func question() async throws {
        let site = try await TestSite(try TestCA.busy())
        let stranger = try await site.post(
            "/propose/question",
            form: [("body", "council"), ("c.question", "Shall we meet?"), ("signer", "p5")])
        #expect(stranger.status == 422 && stranger.text.contains("p5 is not a member of the Council."))
        let made = try await site.post(
            "/propose/question",
            form: [("body", "council"), ("c.question", "Shall we meet?"), ("signer", "p2")])
        let hidden = Self.hidden(made.text)
        let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
        let armour = String(site.signed(line, by: 2).dropFirst(line.count))
        let entered = try await site.post("/submit", form: hidden + [("armour", armour)])
        #expect(entered.status == 303)
        #expect(try await site.get(entered["location"] ?? "").text.contains("Shall we meet?"))
    }

    @Test("P-31: a proposal fills the slot that is open to its proposer, unless he says that it only asks")
    func ownSlot() async throws {
        let site = try await TestSite(try TestCA.busy())
        func line(_ slot: [(String, String)]) async throws -> String {
            let made = try await site.post(
                "/propose/register/store.enter", form: [("f.label", "vault-8"), ("signer", "p5")] + slot)
            return Self.hidden(made.text).first { $0.0 == "line" }?.1 ?? ""
        }
        #expect(try await line([]).contains("\"slot\":\"keeper\""))
        #expect(try await line([("slot", "-")]).contains("slot") == false)
        #expect(try await line([("slot", "reviewer")]).contains("\"slot\":\"reviewer\""))
    }

    @Test("what is over cannot be signed from a page any more: 410")
    func over() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let ended = try #require(ca.authority.acts.table.first { $0.end != nil })
        #expect(try await site.get("/acts/\(ended.name)/sign").status == 410)
    }

    @Test("a form that is no form is 400, another type 415, too long 413")
    func shapes() async throws {
        let site = try await TestSite(try TestCA.small())
        #expect(
            try await site.post(
                "/submit", body: Array("line=%zz".utf8), type: "application/x-www-form-urlencoded"
            ).status == 400)
        #expect(
            try await site.post("/submit", body: Array("{}".utf8), type: "application/json").status == 415)
        let long = [UInt8](repeating: 0x61, count: Web.Form.bytesMax + 1)
        #expect(
            try await site.post("/submit", body: long, type: "application/x-www-form-urlencoded").status
                == 413)
    }

    /// The hidden fields of the page's last form.
    static func hidden(_ text: String) -> [(String, String)] {
        var fields: [(String, String)] = []
        for rest in text.components(after: "<input type=\"hidden\" name=\"") {
            let name = String(rest.prefix { $0 != "\"" })
            guard let value = String(rest).components(after: "value=\"").first?.prefix(while: { $0 != "\"" })
            else { continue }
            let plain = value.replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing(
                "&lt;", with: "<"
            ).replacing("&gt;", with: ">")
                .replacing("&amp;", with: "&")
            if !fields.contains(where: { $0.0 == name }) { fields.append((name, String(plain))) }
        }
        return fields
    }

    @Test("the command beside a statement says every field; who must sign locally is told so, also who confirms")
    func commands() async throws {
        let site = try await TestSite(try TestCA.busy())
        let moved = try await site.post(
            "/propose/record/medium.move",
            form: [
                ("f.happened", site.ca.now.text), ("f.medium", "M-1"), ("f.to", "S-2"), ("f.parties.observer", "p6"),
                ("signer", "p5"),
            ])
        #expect(moved.status == 200 && moved.text.contains(" parties=p6:observer "), "\(moved.text)")
        let body = JSON.line(["medium": .string("M-1"), "set": .line(["label": .string("x y")])])
        let filled = BodyFields.filled(site.ca.kind("register/medium.change"), body)
        #expect(filled.map { "\($0.name)=\($0.value)" } == ["f.set.label=x y", "f.medium=M-1"])
    }

    @Test("K-22: who asks a register for too much is told so")
    func searches() async throws {
        let site = try await TestSite(try TestCA.busy())
        for query in [
            "q=" + String(repeating: "m", count: 201), "q=" + (1...11).map { "m\($0)" }.joined(separator: "+"),
            "where.sort=" + String(repeating: "d", count: 101),
        ] {
            #expect(try await site.get("/registers/media?\(query)").status == 400, "\(query.prefix(20))")
        }
        #expect(try await site.get("/registers/media?q=" + String(repeating: "m+", count: 90)).status == 200)
    }
}
