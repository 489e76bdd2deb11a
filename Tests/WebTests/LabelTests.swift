import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: a label leads back to its item. The codes are held against another program's; `Tests/Browser/test_label.py` reads
/// them with a scanner.
@Suite struct LabelTests {
    /// Text, mask, version, SHA-256 of the rows: made by `Golden/qr-codes.py`.
    private static let vectors = Result {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Golden/qr-codes.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "\t").map(String.init)
        }
    }

    @Test("QR codes of every version and mask are those that another program makes")
    func vectors() throws {
        let vectors = try Self.vectors.get()
        #expect(Set(vectors.map { $0[1] }).count == 8 && Set(vectors.map { $0[2] }).count == QRVersion.last)
        for vector in vectors {
            let code = try #require(QRCode(vector[0], mask: Int(vector[1])))
            #expect((code.size - 17) / 4 == Int(vector[2]), "\(vector[0])")
            let rows = (0..<code.size).map { y in (0..<code.size).map { code[$0, y] ? "1" : "0" }.joined() }
            #expect(
                Digest.of(Array(rows.joined(separator: "\n").utf8)).hex == vector[3], "\(vector[0]) mask \(vector[1])")
        }
        #expect(QRCode(String(repeating: "x", count: 213)) != nil && QRCode(String(repeating: "x", count: 214)) == nil)
    }

    @Test("A sheet says what the register says, as of which head, and its label leads to an origin of the ledger")
    func sheet() async throws {
        let site = try await TestSite(try TestCA.busy())
        let reply = try await site.get("/registers/media/M-1/sheet")
        let origin = site.ca.authority.web?.origins.first ?? "http://localhost"
        let address = origin + "/registers/media/M-1"
        #expect(reply.status == 200 && reply.text.contains("QR code: \(address)"), "\(origin)")
        for part in [
            "D-1", "WD-1", "Erase a medium", Words.words12(site.ca.state.log.head.root).joined(separator: " "),
        ] {
            #expect(reply.text.contains(part), "\(part)")
        }
        let label = try await site.get("/registers/media/M-1/label.svg")
        #expect(label["content-type"] == "image/svg+xml" && label.text.hasPrefix("<svg xmlns"))
        #expect(label.text.contains("script") == false && reply.text.contains(label.text))
        #expect(try await site.get("/registers/media/M-1").text.contains("/registers/media/M-1/sheet"))
        for path in ["/registers/media/M-99/sheet", "/registers/media/S-1/label.svg", "/registers/boxes/M-1/sheet"] {
            #expect(try await site.get(path).status == 404, "\(path)")
        }
    }
}
