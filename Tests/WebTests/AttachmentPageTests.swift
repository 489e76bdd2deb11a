import Attachments
import Foundation
import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: a photo goes from a form to an act's page and stands there as a picture that says nothing else; who may not see it
/// does not, and nothing that was sent can run in anybody's browser.
@Suite struct AttachmentPageTests {
    /// A photo of 8 × 6 pixels that lies on its side, with a position in Vienna.
    static let photo = FileVectors.given("jpeg-gps-orientation-6-II")
    static let cleaned = FileVectors.cleaned("jpeg-gps-orientation-6-II")
    static let pdf = FileVectors.given("pdf-plain")

    private func sent(
        _ site: TestSite, _ files: [[UInt8]], _ fields: [(String, String)] = [], as person: Int? = 5
    ) async throws -> Reply {
        let all = [("f.label", "vault-4"), ("c.reason", "Full"), ("slot", "keeper"), ("signer", "p5")] + fields
        return try await site.post(
            "/propose/register/store.enter", fields: all, files: files.map { ("files", $0) }, as: person)
    }

    /// Proposes with a file and signs by hand; returns the page of the act and the statement's hash.
    private func entered(_ site: TestSite, _ files: [[UInt8]], _ fields: [(String, String)] = []) async throws
        -> (page: Reply, hash: Digest)
    {
        let made = try await sent(site, files, fields)
        try #require(made.status == 200)
        let hidden = FormTests.hidden(made.text)
        let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
        let armour = String(site.signed(line, by: 5).dropFirst(line.count))
        let place = site.store.published.state.log.size
        let done = try await site.post("/submit", form: hidden + [("armour", armour)], as: 5)
        try #require(done.status == 303, "\(done.text.components(after: "id=\"refused\"").first?.prefix(300) ?? "")")
        return (try await site.get("/acts/A-\(place)"), Digest.of(Array(line.utf8)))
    }

    @Test("D11: from the form to the act's page: the picture alone, small, and as nothing but a picture")
    func whole() async throws {
        let site = try await TestSite(try TestCA.busy())
        let form = try await site.get("/propose/register/store.enter", as: 5)
        #expect(form.text.contains("enctype=\"multipart/form-data\"") && form.text.contains("type=\"file\""))
        let made = try await sent(site, [Self.photo, Self.pdf])
        let hidden = FormTests.hidden(made.text)
        #expect(!hidden.contains { $0.0.hasPrefix("content.file") } && hidden.contains { $0.0 == "content.reason" })
        let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
        let waiting = "/files/held/\(Digest.of(Array(line.utf8)).hex)/file-1"
        #expect(made.text.contains("<img src=\"\(waiting)\""))
        #expect(made.text.contains("--file file-1.jpg --file file-2.pdf"))
        #expect(try await site.get(waiting, as: 5).bytes == Self.cleaned)
        for other in [nil, 1] { #expect(try await site.get(waiting, as: other).status == 404) }

        let (page, hash) = try await entered(site, [Self.photo, Self.pdf])
        let path = "/files/\(hash.hex)/file-1"
        #expect(page.text.contains("<img src=\"\(path)\"") && page.text.contains("JPEG, \(Self.cleaned.count) bytes"))
        #expect(page.text.contains("<a href=\"/files/\(hash.hex)/file-2\" download>"))
        let place = site.store.published.state.log.size - 1
        let image = try await site.get(path)
        #expect(image.status == 200 && image.bytes == Self.cleaned && image["content-type"] == "image/jpeg")
        #expect(image["content-disposition"] == "inline; filename=\"A-\(place)-file-1.jpg\"")
        #expect(image["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        #expect(image["x-content-type-options"] == "nosniff" && image["cache-control"] == "private, max-age=600")
        let document = try await site.get("/files/\(hash.hex)/file-2")
        #expect(document["content-type"] == "application/pdf" && document.bytes == Self.pdf)
        #expect(document["content-disposition"]?.hasPrefix("attachment;") == true)
        for none in ["file-3", "file-9", "reason", "file-1/"] {
            #expect(try await site.get("/files/\(hash.hex)/\(none)").status == 404, "\(none)")
        }
        // What waited is forgotten.
        #expect(try await site.get("/files/held/\(hash.hex)/file-1", as: 5).status == 404)
    }

    @Test("K-22: only people who have signed in send files; a form without files is read from everybody")
    func strangers() async throws {
        let site = try await TestSite(try TestCA.busy())
        #expect(try await sent(site, [Self.photo], as: nil).status == 401)
        #expect(try await sent(site, [], as: nil).status == 200)
        let form = try await site.get("/propose/register/store.enter")
        #expect(!form.text.contains("type=\"file\"") && form.text.contains("href=\"/sign-in\">sign in</a> first"))
    }

    @Test("D11: a file that is none, or too many of them, is told beside its field, and nothing waits")
    func bad() async throws {
        let site = try await TestSite(try TestCA.busy())
        let page = Array("<!doctype html><script>alert(1)</script>".utf8)
        for (files, says) in [
            ([Self.photo, page], "File 2 was not accepted: it is not a JPEG, PNG or PDF"),
            ([Array(Self.photo.dropLast(9))], "This file was not accepted: this JPEG is cut off"),
        ] {
            let reply = try await sent(site, files)
            #expect(reply.status == 422 && reply.text.contains(says), "\(says)")
        }
        #expect(try await sent(site, Array(repeating: Self.photo, count: 9)).status == 413)
        // A picture of exactly 8 MiB goes through the door; of two more there is no room beside a reason.
        let large = FileVectors.png(of: Attachment.bytesMax)
        #expect(try await sent(site, [large]).status == 200)
        #expect(try await sent(site, [large + [0]]).status == 413)
        #expect(try await sent(site, [large, large, large]).text.contains("K-22"))
        #expect(
            try await site.post("/propose/record/question", fields: [], files: [("files", Self.photo)], as: 5).status
                == 404)
    }

    @Test("P-6: a restricted file is for its readers; each reading is one line of the journal")
    func restricted() async throws {
        let site = try await TestSite(try TestCA.busy())
        let (page, hash) = try await entered(site, [Self.photo], [("files-readers", "RP-1.4-personal")])
        let path = "/files/\(hash.hex)/file-1"
        #expect(!page.text.contains("<img src=\"/files/") && page.text.contains("File 1, restricted"))
        // p7 has no key here: that ends the session, which is a line too, and no reading.
        for stranger in [7, nil] { #expect(try await site.get(path, as: stranger).status == 403) }
        let lines = site.store.journal.lineCount
        #expect(try await site.get(path, as: nil).status == 403)
        #expect(site.store.journal.lineCount == lines)
        let read = try await site.get(path, as: 1)
        #expect(read.status == 200 && read.bytes == Self.cleaned && read["cache-control"] == "no-store")
        #expect(site.store.journal.lineCount == lines + 1)
        // A page that only names it is no reading.
        let place = site.store.published.state.log.size - 1
        #expect(try await site.get("/acts/A-\(place)", as: 1).text.contains("each opening is logged"))
        #expect(site.store.journal.lineCount == lines + 1)
        #expect(try await site.get("/log/public/\(hash.hex)/file-1").status == 404)
    }

    @Test("a note takes a photo with words or without, for everyone or for some; what a form forgets it says")
    func notes() async throws {
        let site = try await TestSite(try TestCA.busy())
        func note(_ words: String, under exception: String = "") async throws -> Reply {
            try await site.post(
                "/registers/media/M-1/note",
                fields: [("c.text", words), ("exception", exception), ("signer", "p5")], files: [("files", Self.photo)],
                as: 5)
        }
        func written(_ made: Reply) async throws -> String {
            let hidden = FormTests.hidden(made.text)
            let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
            let armour = String(site.signed(line, by: 5).dropFirst(line.count))
            #expect(try await site.post("/submit", form: hidden + [("armour", armour)], as: 5).status == 303)
            return "/files/\(Digest.of(Array(line.utf8)).hex)/file-1"
        }
        let alone = try await written(try await note(" "))
        #expect(try await site.get(alone).bytes == Self.cleaned)
        #expect(try await site.get("/registers/media/M-1").text.contains("<img src=\"\(alone)\""))
        // One choice is for words and file together: nobody restricts the words and publishes the photo by mistake.
        let restricted = try await written(try await note("The seal", under: "RP-1.4-personal"))
        #expect(try await site.get(restricted).status == 403)
        #expect(try await site.get("/log/public" + restricted.dropFirst("/files".count)).status == 404)
        let wrong = try await note("x", under: "none")
        #expect(wrong.status == 422 && wrong.text.contains("Choose the files again"))
        let looked = try await site.post(
            "/propose/register/store.enter", fields: [("look", "f.custodians")], files: [("files", Self.photo)], as: 5)
        #expect(looked.status == 200 && looked.text.contains("Choose the files again"))
    }

    @Test("what waits is gone after an hour, and the page says to begin again")
    func late() async throws {
        let site = try await TestSite(try TestCA.busy())
        let hidden = FormTests.hidden(try await sent(site, [Self.photo]).text)
        let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
        let armour = String(site.signed(line, by: 5).dropFirst(line.count))
        // Another session's person has not these files.
        let other = try await site.post("/submit", form: hidden + [("armour", armour)], as: 1)
        #expect(other.status == 410 && other.text.contains("no longer has the files"))
        site.wait(3601)
        let late = try await site.post("/submit", form: hidden + [("armour", armour)], as: 5)
        #expect(late.status == 410)
    }

    @Test("K-22: a program sends large contents in parts, with a session; the door checks them all the same")
    func programs() async throws {
        let site = try await TestSite(try TestCA.busy())
        let large = FileVectors.png(of: 7 << 20)
        let hidden = FormTests.hidden(try await sent(site, [large]).text)
        let line = try #require(hidden.first { $0.0 == "line" }?.1) + "\n"
        let statement = try Statement(line: Array(line.utf8)[...])
        // Contents are bound by keys of their own: this statement is made anew with keys that the test knows.
        let made = try site.bound(statement, ["file-1": large])
        let fields = [("submission", made.submission), ("key.file-1", made.key)]
        func send(_ content: [UInt8], as person: Int?) async throws -> Reply {
            try await site.post("/api/submit", fields: fields, files: [("content.file-1", content)], as: person)
        }
        #expect(try await send(large, as: nil).status == 401)
        #expect(try await send(Self.photo, as: 5).status == 400)
        let taken = try await send(large, as: 5)
        #expect(taken.status == 200, "\(taken.text.prefix(300))")
        let dirty = try site.bound(statement, ["file-1": Self.photo])
        let refused = try await site.post(
            "/api/submit", fields: [("submission", dirty.submission), ("key.file-1", dirty.key)],
            files: [("content.file-1", Self.photo)], as: 5)
        #expect(refused.status == 400 && refused.text.contains("metadata was removed"))
    }
}
