import Hummingbird
import HummingbirdCore

/// Reads a request's body no further than its route and its sender may: a form, a form with files, or a program's JSON.
struct RequestReading {
    /// The largest JSON: a statement with a policy or the rows of an import, in base64. What is larger comes in parts.
    static let jsonBytesMax = 6 << 20

    struct Body {
        var bytes: [UInt8] = []
        var form = Form.empty
        var files: [UploadedFile] = []
    }

    let route: Route
    let visitor: Visitor
    let uploads: Uploads
    let room: HeldRoom

    func read(_ request: Request) async throws -> Body {
        guard route.method == .post else { return Body() }
        let type = request.headers[.contentType] ?? ""
        let sort = trimmed(String(type.split(separator: ";").first ?? "")).lowercased()
        if sort == "multipart/form-data", let files = route.files { return try await multipart(request, type, files) }
        if route.program != nil {
            let bytes = try await collect(request, upTo: RequestReading.jsonBytesMax)
            guard sort == "application/json" else {
                throw Problem(
                    status: 415, what: "This address accepts application/json only.",
                    remedy: "Set the header content-type.")
            }
            return Body(bytes: bytes)
        }
        let bytes = try await collect(request, upTo: Form.bytesMax)
        guard sort == "application/x-www-form-urlencoded" else {
            throw Problem(
                status: 415, what: "This address accepts forms only.",
                remedy: "Programs use <code>POST /api/submit</code>.")
        }
        guard let form = Form(encoded: bytes) else { throw RequestReading.unreadable }
        return Body(bytes: bytes, form: form)
    }

    private func collect(_ request: Request, upTo longest: Int) async throws -> [UInt8] {
        let tooLong = Problem(
            status: 413, what: "A request can have at most \(longest) bytes.",
            remedy: "Send large enclosures with <code>foureyes</code>, one statement at a time.")
        // What says that it is too long is not read at all.
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > longest { throw tooLong }
        var bytes: [UInt8] = []
        do {
            for try await piece in request.body {
                guard bytes.count + piece.readableBytes <= longest else { throw tooLong }
                try room.hold(bytes.count + piece.readableBytes)
                bytes += piece.readableBytesView
            }
        } catch let problem as Problem { throw problem } catch {
            // Whoever goes away in the middle is no fault of this server's, and fills no log.
            throw Problem.bad("The request ended before it was whole.", "Send it again. Nothing was changed.")
        }
        return bytes
    }

    /// A form with files, read as it comes: what is too much, or not in its form, is not read to its end.
    private func multipart(_ request: Request, _ type: String, _ files: MultipartReader.Limits) async throws -> Body {
        // Whoever shows no key of theirs sends no large body: a form without files is read all the same.
        let limits = visitor.person == nil ? MultipartReader.Limits(textBytes: files.textBytes) : files
        guard var reader = MultipartReader(contentType: type, limits: limits) else { throw RequestReading.unreadable }
        let turn = try visitor.person.map { try uploads.turn(of: $0) }
        defer { turn.map(uploads.end) }
        do {
            for try await piece in request.body {
                try turn.map(uploads.goesOn)
                try reader.take(piece.readableBytesView)
            }
            return Body(form: try reader.finished(), files: reader.files)
        } catch MultipartFault.noFiles {
            throw Problem(
                status: 401, what: "Only people who have signed in can send files.",
                remedy: "<a href=\"/sign-in\">Sign in</a>, then fill in the form again.")
        } catch MultipartFault.tooLarge(let what) {
            throw Problem(
                status: 413, what: "This form is too large: \(what).",
                remedy: "Go back and send less. Nothing was changed.")
        } catch MultipartFault.malformed(let what) {
            throw Problem.bad("The form cannot be read: \(what).", "Go back and send it again.")
        }
    }

    private static let unreadable = Problem.bad("The form cannot be read.", "Go back and send it again; text is UTF-8.")
}
