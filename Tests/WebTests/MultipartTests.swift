import Testing

@testable import Web

/// Goal: a form with files is read as the browser meant it, by one reading only, and nobody gets more memory or time out of
/// the server than the form's own limits.
@Suite struct MultipartTests {
    private static let limits = MultipartReader.Limits(fileBytes: 100, filesBytes: 150, files: 2, textBytes: 60)
    private static let type = "multipart/form-data; boundary=b7"

    private func read(
        _ body: String, type: String = MultipartTests.type, by length: Int = 4096
    ) throws -> (form: Form, files: [UploadedFile]) {
        var reader = try #require(MultipartReader(contentType: type, limits: MultipartTests.limits))
        let bytes = Array(body.utf8)
        for start in stride(from: 0, to: bytes.count, by: length) {
            try reader.take(bytes[start..<min(start + length, bytes.count)])
        }
        return (try reader.finished(), reader.files)
    }

    private static func text(_ name: String, _ value: String) -> String {
        "--b7\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }

    private static func file(_ name: String, called: String, _ content: String) -> String {
        "--b7\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(called)\"\r\n"
            + "Content-Type: image/png\r\n\r\n\(content)\r\n"
    }

    @Test("as browsers write it, in pieces of any length", arguments: [1, 2, 3, 7, 31, 4096])
    func browsers(length: Int) throws {
        let tricky = "\r\n--b\r\n-\r\n--\r--b7\n--b7\r\r\n--b"
        let body =
            Self.text("c.reason", "Zeile 1\r\nµ") + Self.file("file", called: "IMG \"1\".png", tricky)
            + Self.file("file", called: "ü.pdf", "") + Self.file("file", called: "", "") + Self.text("signer", "p4")
            + "--b7--\r\n"
        let read = try read(body, by: length)
        #expect(read.form == Form(pairs: [("c.reason", "Zeile 1\nµ"), ("signer", "p4")]))
        #expect(
            read.files == [
                UploadedFile(field: "file", bytes: Array(tricky.utf8)), UploadedFile(field: "file", bytes: []),
            ])
    }

    @Test("a file's name cannot become a field's name")
    func names() throws {
        let hostile = "x\"; name=\"signer"
        let read = try read(Self.file("file", called: hostile, "p1") + "--b7--")
        #expect(read.files.map(\.field) == ["file"] && read.form == Form(pairs: []))
    }

    @Test(
        "what browsers do not write is refused",
        arguments: [
            "", "--b7", "--b7--\r\n\r\n", "--b7--x", "preamble\r\n--b7--", "--b8\r\n", "--b7 \r\n",
            text("a", "1") + "--b7x", text("a", "1") + "--b7-\r\n", text("a", "1") + "--b7\r\n", text("a", "1"),
            "--b7\r\n\r\nno header\r\n--b7--", "--b7\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\"; filename*=UTF-8''x\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\"\r\n\r\nnot empty\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n1\r\n--b7--",
            "--b7\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b7--",
            "--b7\r\nContent-Disposition: form-data; name=\"a\"\nX: y\r\n\r\n1\r\n--b7--",
        ])
    func refused(body: String) {
        #expect(throws: MultipartFault.self) { try read(body) }
    }

    @Test("text that is not UTF-8 is refused")
    func notText() throws {
        var reader = try #require(MultipartReader(contentType: Self.type, limits: Self.limits))
        let bytes = Array(Self.text("a", "").utf8.dropLast(2)) + [0xFF] + Array("\r\n--b7--".utf8)
        #expect(throws: MultipartFault.malformed("a field is not UTF-8")) { try reader.take(bytes) }
    }

    @Test("K-22: limits hold while it is read: of a file, all files, their number, all fields, the lines before a part")
    func limits() throws {
        func isTooLarge(_ body: String) -> Bool {
            do { _ = try read(body, by: 16) } catch MultipartFault.tooLarge { return true } catch { return false }
            return false
        }
        let a = String(repeating: "a", count: 100)
        #expect(try read(Self.file("f", called: "x", a) + "--b7--").files.first?.bytes.count == 100)
        #expect(isTooLarge(Self.file("f", called: "x", a + "a") + "--b7--"))
        #expect(isTooLarge(Self.file("f", called: "x", a) + Self.file("f", called: "x", a)))
        #expect(isTooLarge(String(repeating: Self.file("f", called: "x", "1"), count: 3)))
        #expect(isTooLarge(Self.text("t", String(a.prefix(40))) + Self.text("t", String(a.prefix(40)))))
        #expect(isTooLarge(String(repeating: Self.text("t", ""), count: Form.fieldsMax + 1)))
        #expect(isTooLarge(Self.file("f", called: String(repeating: "n", count: 5000), "1")))
        // An endless line is not read to its end.
        var reader = try #require(MultipartReader(contentType: Self.type, limits: Self.limits))
        try reader.take("--b7\r\n".utf8)
        #expect(throws: MultipartFault.self) {
            for _ in 0..<1000 { try reader.take([UInt8](repeating: 0x61, count: 100)) }
        }
    }

    @Test(
        "the boundary is one of RFC 2046, said once",
        arguments: [
            ("multipart/form-data; boundary=b", true),
            ("Multipart/Form-Data;boundary=\"----WebKit'()+_,-./:=?x\"", true),
            ("multipart/form-data", false), ("multipart/form-data; boundary=", false),
            ("multipart/form-data; boundary=\"\"", false), ("multipart/form-data; boundary=a b", false),
            ("multipart/form-data; boundary=a; boundary=b", false), ("multipart/form-data; charset=utf-8", false),
            ("multipart/mixed; boundary=b", false), ("multipart/form-data; boundary=\"b", false),
            ("multipart/form-data; boundary=ä", false),
            ("multipart/form-data; boundary=" + String(repeating: "b", count: 70), true),
            ("multipart/form-data; boundary=" + String(repeating: "b", count: 71), false),
        ])
    func boundary(type: String, isGood: Bool) {
        #expect((MultipartReader(contentType: type, limits: Self.limits) != nil) == isGood)
    }

    @Test("as many forms with files as lie in memory at once are read, few of one person")
    func turns() throws {
        let uploads = Uploads()
        let own = try (0..<Uploads.ownMax).map { _ in try uploads.turn(of: 1) }
        #expect(throws: Problem.self) { try uploads.turn(of: 1) }
        let others = try (Uploads.ownMax..<Uploads.allMax).map { try uploads.turn(of: $0 + 10) }
        #expect(throws: Problem.self) { try uploads.turn(of: 99) }
        uploads.end(own[0])
        let next = try uploads.turn(of: 99)
        try uploads.goesOn(next)
        for turn in own.dropFirst() + others + [next] { uploads.end(turn) }
        #expect(try (0..<Uploads.ownMax).map { _ in try uploads.turn(of: 5) }.count == Uploads.ownMax)
    }

    @Test("every part counts, also an empty choice that is kept nowhere")
    func emptyChoices() {
        let body = String(repeating: Self.file("file", called: "", ""), count: Form.fieldsMax + 1) + "--b7--\r\n"
        #expect(throws: MultipartFault.self) { try read(body) }
        #expect(throws: Never.self) {
            try read(String(repeating: Self.file("file", called: "", ""), count: Form.fieldsMax) + "--b7--\r\n")
        }
    }
}
