import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: a table becomes one act without a script: sent, looked at, signed, read by the second signer, in the register. Who
/// is nobody, or somebody else, costs and sees nothing.
@Suite struct ImportPageTests {
    private static let path = "/registers/media/import"
    private static let csv = "label;serial;sort;store\r\nX-1;A1;disk;S-1\r\n\"X 2\";;tape;S-2\r\nX-3;A3;flash;S-1\r\n"
        .withMediumFacts

    private func sent(_ csv: String, by person: SignedIn) async throws -> String {
        let reply = try await person.post(Self.path, [("rows", csv)])
        #expect(reply.status == 303, "\(reply.text)")
        return try #require(reply["location"])
    }

    @Test("D10: from the file over the preview to one act that a second person reads row by row")
    func whole() async throws {
        let site = try await TestSite(try TestCA.busy())
        let (five, six) = (try SignedIn(site, 5), try SignedIn(site, 6))
        let form = try await five.get(Self.path)
        #expect(form.status == 200 && form.text.contains("Serial number") && form.text.contains("type=\"file\""))
        let preview = try await sent(Self.csv, by: five)
        let looked = try await five.get(preview)
        #expect(looked.status == 200 && looked.text.contains("3 rows, and nothing is wrong with them"))
        #expect(looked.text.contains("X 2") && looked.text.contains("data-label=\"Line\">4</td>"))
        let made = try await five.post(preview, [("signer", "p5"), ("c.reason", "Delivery"), ("slot", "")])
        #expect(made.status == 200 && made.text.contains("What it enters: 3 items"), "\(made.text)")
        #expect(made.text.contains("foureyes import media FILE.csv --slot keeper"))
        let entered = try await five.sign(made)
        let place = site.ca.entries.count
        #expect(entered.status == 303 && entered["location"] == "/acts/A-\(place)?entered=\(place)", "\(entered.text)")
        // The second person reads the same rows, on the act's page and where they sign.
        for path in ["/acts/A-\(place)", "/acts/A-\(place)/sign"] {
            let page = try await six.get(path).text
            #expect(page.contains("What it would enter: 3 items") && page.contains("X 2"), "\(path)")
        }
        let signed = try await six.sign(six.decide("/acts/A-\(place)/sign", [("slot", "reviewer"), ("signer", "p6")]))
        #expect(signed.status == 303, "\(signed.text)")
        #expect(try await site.get("/registers/media").text.contains("X 2"))
        #expect(site.store.published.state.world.physical.media.count == 4)
        #expect(try await site.get("/acts/A-\(place)").text.contains("What it lists: 3 items"))
    }

    @Test("Each bad line and column is named, what is good is shown by page, and nothing can be signed")
    func flaws() async throws {
        let site = try await TestSite(try TestCA.busy())
        let five = try SignedIn(site, 5)
        let good = (1...120).map { "Y-\($0),disk,S-1\n" }.joined()
        let preview = try await sent(
            ("label,sort,store\n" + good + "D-1,disc,S-1\nd-1,disk,S-1\nY-7,tape,S-9\n").withMediumFacts, by: five)
        let text = try await five.get(preview).text
        #expect(text.contains("3 things are wrong, so this file cannot be imported."))
        for (line, column) in [(122, "sort"), (123, "label"), (124, "store")] {
            #expect(text.contains("<tr><td class=\"id\">\(line)</td><td><bdi>\(column)</bdi></td>"), "\(line)")
        }
        #expect(text.contains("M-1 already has this label.") && !text.contains("name=\"signer\""))
        #expect(text.contains("page 1 of 3, 120 rows in all") && text.contains("Y-50<") && !text.contains("Y-51<"))
        let second = try await five.get(preview + "?page=2").text
        #expect(second.contains("Y-51<") && !second.contains("Y-50<"))
        #expect(try await five.get(preview + "?page=99").text.contains("Y-120<"))
        let forced = try await five.post(preview, [("signer", "p5")])
        #expect(forced.status == 303 && forced["location"] == preview)
    }

    @Test("Nobody sends or sees a table without a session, and nobody sees another's")
    func own() async throws {
        let site = try await TestSite(try TestCA.busy())
        let (five, six) = (try SignedIn(site, 5), try SignedIn(site, 6))
        let preview = try await sent(Self.csv, by: five)
        for path in [Self.path, preview] {
            let (got, posted) = (try await site.get(path), try await site.post(path, form: [("rows", Self.csv)]))
            for reply in [got, posted] {
                #expect(reply.status == 303 && reply["location"]?.hasPrefix("/sign-in?to=") == true, "\(path)")
            }
        }
        #expect(try await six.get(preview).status == 410)
        #expect(try await six.post(preview, [("signer", "p6")]).status == 410)
        #expect(try await five.get(preview.replacing("media", with: "stores")).status == 410)
        #expect(try await five.get(Self.path + "/" + String(repeating: "0", count: 64)).status == 410)
        #expect(try await five.get(Self.path + "/nothing").status == 410)
        #expect(try await five.get("/registers/boxes/import").status == 404)
        #expect(try await five.post(Self.path, [("rows", "")]).status == 422)
        site.wait(3 * 3600)
        #expect(try await five.get(preview).status == 303, "the session is over by then")
    }

    @Test("Sending tables has a rate; memory holds a few of each person and of all together")
    func many() async throws {
        let site = try await TestSite(try TestCA.busy())
        let five = try SignedIn(site, 5)
        var previews: [String] = []
        for number in 0..<20 {
            previews.append(try await sent("label,sort,store\nZ-\(number),disk,S-1\n".withMediumFacts, by: five))
        }
        #expect(try await five.post(Self.path, [("rows", Self.csv)]).status == 429)
        for preview in previews.suffix(HeldTables.ownMost) { #expect(try await five.get(preview).status == 200) }
        #expect(try await five.get(previews[0]).status == 410)
        let tables = HeldTables()
        let register = try #require(Register.named("media"))
        for person in 1...30 {
            let table = site.store.published.state.importTable(Array("\(person)".utf8), into: register, at: site.ca.now)
            let name = tables.hold(table, of: Array("\(person)".utf8), by: person, at: site.ca.now)
            #expect(tables.table(name, of: person, at: site.ca.now) != nil)
            #expect(tables.table(name, of: person + 1, at: site.ca.now) == nil)
            #expect(tables.table(name, of: person, at: site.ca.now.adding(HeldTables.seconds + 1)) == nil)
        }
        #expect(tables.count == HeldTables.most)
    }

    @Test("What another entry made wrong meanwhile is said before anybody signs, and refused if somebody does")
    func meanwhile() async throws {
        let site = try await TestSite(try TestCA.busy())
        let (five, six) = (try SignedIn(site, 5), try SignedIn(site, 6))
        let made = try await five.post(try await sent(Self.csv, by: five), [("signer", "p5")])
        let entered = try await five.sign(made)
        let act = try #require(entered["location"]?.split(separator: "?").first.map(String.init))
        // Somebody enters one of them alone.
        let body = [
            ("f.acquired", "2026-10-30"), ("f.brand", "Acme"), ("f.capacity", "4000"), ("f.label", "X-3"),
            ("f.purpose", "system"),
            ("f.removable", "yes"), ("f.sort", "disk"), ("f.store", "S-1"), ("signer", "p5"),
        ]
        let one = try await five.sign(five.post("/propose/register/medium.enter", body))
        let path = try #require(one["location"]?.split(separator: "?").first.map(String.init))
        #expect(try await six.sign(six.decide(path + "/sign", [("slot", "reviewer"), ("signer", "p6")])).status == 303)
        let page = try await six.get(act).text
        #expect(page.contains("At the moment this would be refused.") && page.contains("Row 3, label"))
        let refused = try await six.sign(six.decide(act + "/sign", [("slot", "reviewer"), ("signer", "p6")]))
        #expect(refused.status == 422 && refused.text.contains("Row 3, label"), "\(refused.status)")
        #expect(site.store.published.state.world.physical.media.count == 2)
    }

    private func file(_ content: [UInt8], as person: SignedIn) async throws -> Reply {
        let head =
            "--b7\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        let tail = "\r\n--b7\r\nContent-Disposition: form-data; name=\"rows\"\r\n\r\n\r\n--b7--\r\n"
        return try await person.send(
            .post, Self.path, Array(head.utf8) + content + Array(tail.utf8), "multipart/form-data; boundary=b7")
    }

    @Test(
        "A file is read byte for byte; one of 4 MiB in one cell costs one page, and a larger one is not read to its end"
    )
    func files() async throws {
        let site = try await TestSite(try TestCA.busy())
        let five = try SignedIn(site, 5)
        let head = Array("label,sort,store\n".withMediumFacts.utf8)
        let room = ImportLimit.bytes - head.count - 1
        let cases: [(content: [UInt8], says: String)] = [
            (Array("\u{FEFF}".utf8) + Array(Self.csv.utf8), "3 rows, and nothing is wrong with them"),
            ([0xFF, 0xFE, 0x61, 0x00], "This is UTF-16"),
            (head + Array("Zw".utf8) + [0xF6] + Array("lf,disk,S-1\n".utf8), "This is not UTF-8"),
            (head + [0x22] + [UInt8](repeating: 0x41, count: room), "more than 16384 bytes"),
            (head + [UInt8](repeating: 0x0A, count: room), "There is no row"),
        ]
        for (content, says) in cases {
            let sent = try await file(content, as: five)
            #expect(sent.status == 303, "\(says)")
            let page = try await five.get(sent["location"] ?? "")
            #expect(page.status == 200 && page.text.contains(says) && page.bytes.count < 32 << 10, "\(says)")
        }
        #expect(try await file([UInt8](repeating: 0x41, count: ImportLimit.bytes + 1), as: five).status == 413)
    }

    @Test("5,000 media go through, and no page of them is long")
    func crowd() async throws {
        let site = try await TestSite(try TestCA.busy())
        let five = try SignedIn(site, 5), six = try SignedIn(site, 6)
        let csv = "label,serial,sort,store\n" + (1...5000).map { "Box \($0),N\($0),disk,S-1\n" }.joined()
        let preview = try await sent(csv.withMediumFacts, by: five)
        let looked = try await five.get(preview + "?page=100")
        #expect(looked.bytes.count < 64 << 10 && looked.text.contains("Box 5000<"))
        let entered = try await five.sign(five.post(preview, [("signer", "p5")]))
        let act = try #require(entered["location"]?.split(separator: "?").first.map(String.init), "\(entered.text)")
        let page = try await six.get(act + "?rows=100")
        #expect(page.bytes.count < 64 << 10 && page.text.contains("Box 5000<"))
        let signed = try await six.sign(six.decide(act + "/sign", [("slot", "reviewer"), ("signer", "p6")]))
        #expect(signed.status == 303 && site.store.published.state.world.physical.media.count == 5001)
        #expect(try await site.get("/registers/media/M-4321").text.contains(act))
    }
}
