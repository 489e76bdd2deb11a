import Attachments
import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: what a photo says besides what it shows never leaves the person's machine, and a file that is fetched is the one that
/// was signed for.
@Suite struct AttachingTests {
    private struct Vectors: Decodable {
        struct One: Decodable { let name: String, given: Data, cleaned: Data }
        let good: [One]
    }

    private func vector(_ name: String) throws -> Vectors.One {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("docs/formats/vectors/attachments.json")
        let all = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file)).good
        return try #require(all.first { $0.name == name })
    }

    private func proposed(_ play: Play, _ paths: [String], console: Notepad = Notepad()) async throws
        -> SubmissionRequest
    {
        var workspace = try await play.workspace(1, console: console)
        _ = try await workspace.say { (workspace) throws(Failure) in
            try workspace.proposal("register/store.enter", ["label=safe-9"]).attaching(paths).because("Full")
        }
        return try #require(play.log.submitted.last)
    }

    @Test("a note takes files; its one exception is for words and files together")
    func notes() async throws {
        let (play, photo) = (try Play.small(), try vector("jpeg-gps-orientation-6-MM"))
        let path = play.scratch.path + "/IMG_1.jpg"
        try photo.given.write(to: URL(fileURLWithPath: path))
        let act = try play.log.with { inside in
            "A-\(try inside.ca.propose("register/store.enter", .line(["label": .string("safe")]), by: 1, slot: "keeper"))"
        }
        play.wait()
        var workspace = try await play.workspace(1)
        _ = try await workspace.say { (s) throws(Failure) in try s.noting(act, nil, files: [path]) }
        let alone = try #require(play.log.submitted.last)
        #expect(alone.contents.map(\.name) == ["file-1"] && alone.contents.first?.content == Array(photo.cleaned))
        let exception = try #require(workspace.authority.policy?.exceptionsForPeople.first?.id)
        _ = try await workspace.say { (s) throws(Failure) in
            try s.noting(act, "Between us", files: [path]).restricted(under: try s.exception(named: exception))
        }
        let statement = try #require(play.log.submitted.last).submission.statement
        #expect(statement.detached.count == 2 && statement.detached.allSatisfy { $0.exception == exception })
        #expect(await failure { _ = try workspace.noting(act, nil) }?.text.contains("needs words or --file") == true)
    }

    @Test("D11: a photo is cleaned before it is shown, signed and sent; its signer sees what it is")
    func cleaned() async throws {
        let (play, photo) = (try Play.small(), try vector("jpeg-gps-orientation-6-MM"))
        let path = play.scratch.path + "/IMG_1.jpg"
        try photo.given.write(to: URL(fileURLWithPath: path))
        let console = Notepad()
        let request = try await proposed(play, [path], console: console)
        #expect(request.contents.map(\.name) == ["file-1", "reason"])
        #expect(request.contents.first?.content == Array(photo.cleaned))
        #expect(
            console.text.contains(
                "JPEG, \(photo.cleaned.count) bytes, place, time and camera are removed"))
        #expect(console.text.contains(Digest.of(Array(photo.cleaned)).hex) && !console.text.contains("IMG_1"))
        // Its page names the file and fetches none; the file itself is held against its commitment.
        let place = play.log.ca.entries.count - 1
        var workspace = try await play.workspace(2)
        let page = try await workspace.page("A-\(place)").lines.joined(separator: "\n")
        #expect(page.contains("a file; foureyes file A-\(place) 1"), "\(page)")
        let kept = play.scratch.path + "/kept.jpg"
        #expect(try await workspace.file(1, of: "A-\(place)", to: kept).lines[0].hasSuffix("matches its commitment"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == photo.cleaned)
        #expect(
            await failure { _ = try await workspace.file(1, of: "A-\(place)", to: kept) }?.text.contains(
                "already exists") == true)
        #expect(
            await failure { _ = try await workspace.file(2, of: "A-\(place)", to: nil) }?.text.contains("has no file 2")
                == true)
        let path1 = ExportPath.detached(statement: request.submission.hash, name: "file-1")
        play.log.with { $0.lies[path1] = .some([UInt8](repeating: 1, count: 32) + Array(photo.cleaned)) }
        let other = play.scratch.path + "/other.jpg"
        #expect(await failure { _ = try await workspace.file(1, of: "A-\(place)", to: other) }?.alarm == .content)
        #expect(!FileManager.default.fileExists(atPath: other))
    }

    @Test("D11: what is no such file, too long, or too many is said before anybody signs")
    func refused() async throws {
        let play = try Play.small()
        let path = play.scratch.path + "/page.jpg"
        try Data("<html>".utf8).write(to: URL(fileURLWithPath: path))
        for (paths, says) in [
            ([path], "it is not a JPEG, PNG or PDF"), ([path + "?"], "there is no file"),
            (Array(repeating: path, count: 9), "at most 8 files"),
        ] {
            let told = await failure { _ = try await proposed(play, paths) }?.text ?? ""
            #expect(told.contains(says), "\(told)")
        }
        #expect(play.log.submitted.isEmpty)
        let workspace = try await play.workspace(1)
        #expect(throws: Failure.self) { try Intent(Draft("register/act.decline", under: ["P-34"])).attaching([path]) }
        #expect(throws: Failure.self) { try workspace.proposal("register/store.enter", ["label=a", "file-1=x"]) }
    }

    @Test("K-22: more than the door takes of strangers is not signed without a session; with one it goes in parts")
    func large() async throws {
        let (play, document) = (try Play.small(), try vector("pdf-plain"))
        let path = play.scratch.path + "/long.pdf"
        // Filling between the objects: a PDF of 5 MiB.
        let long = document.given.prefix(9) + Data(repeating: 0x20, count: 5 << 20) + document.given.dropFirst(9)
        try long.write(to: URL(fileURLWithPath: path))
        let told = await failure { _ = try await proposed(play, [path]) }?.text ?? ""
        #expect(told.contains("foureyes sign-in") && play.log.submitted.isEmpty, "\(told)")
        let submission = try play.log.ca.submission("register/store.enter", ["file-1": Array(long)])
        let body = MultipartBody(submission)
        #expect(body.bytes.firstRange(of: Array(long)) != nil && body.bytes.count < long.count + 3000)
        #expect(body.bytes.starts(with: Array("--\(body.boundary)\r\n".utf8)))
        #expect(body.bytes.suffix(body.boundary.utf8.count + 6).elementsEqual(Array("--\(body.boundary)--\r\n".utf8)))
    }
}

extension TestCA {
    /// A request with contents, signed by p1; it is sent to nobody.
    fileprivate func submission(_ kind: String, _ contents: [String: [UInt8]]) throws -> SubmissionRequest {
        var ca = self
        let statement = ca.statement(.of(ca.kind(kind), .line(["label": .string("x")])), by: 1)
        return SubmissionRequest(
            try ca.key(1).submission(statement),
            contents: contents.map {
                DetachedContent(name: $0.key, content: $0.value, key: [UInt8](repeating: 3, count: 32))
            })
    }
}
