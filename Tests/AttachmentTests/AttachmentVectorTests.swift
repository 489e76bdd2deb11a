import Foundation
import Testing

@testable import Attachments

/// Goal: what the picture says besides what it shows is gone before anybody commits to it, and no file, however made, does
/// anything else than be cleaned or be refused. The vectors are made and cleaned by a script that shares no code with us.
@Suite struct AttachmentVectorTests {
    struct Vectors: Decodable {
        struct Good: Decodable, Sendable, CustomTestStringConvertible {
            let name: String, sort: String, given: Data, cleaned: Data
            var testDescription: String { name }
        }
        struct Bad: Decodable, Sendable, CustomTestStringConvertible {
            let name: String, given: Data
            var testDescription: String { name }
        }
        let good: [Good], bad: [Bad]
    }

    static let vectors: Vectors = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("docs/formats/vectors/attachments.json")
        do { return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file)) } catch {
            Issue.record("\(file.path): \(error)")
            return Vectors(good: [], bad: [])
        }
    }()

    @Test("D11: each file is cleaned as the script cleans it, and a clean one stays as it is", arguments: vectors.good)
    func good(_ vector: Vectors.Good) throws {
        let attachment = try Attachment(cleaning: Array(vector.given))
        #expect(attachment.sort.rawValue == vector.sort)
        #expect(attachment.bytes == Array(vector.cleaned))
        #expect(Attachment(clean: attachment.bytes) == attachment)
        #expect((Attachment(clean: Array(vector.given)) == nil) == (vector.given != vector.cleaned))
        for word in ["Eve", "GPS", "Vienna", "hidden", "PK\u{3}"] where vector.sort != "pdf" {
            #expect(attachment.bytes.firstRange(of: Array(word.utf8)) == nil, "\(word)")
        }
    }

    @Test("D11: a file that is none of the three, cut off or at odds with itself is refused", arguments: vectors.bad)
    func bad(_ vector: Vectors.Bad) {
        #expect(throws: AttachmentFault.self) { try Attachment(cleaning: Array(vector.given)) }
    }

    @Test("D11: every beginning of a file, and every file with one byte changed, is refused or cleaned for good")
    func mutated() throws {
        var (cleaned, refused) = (0, 0)
        for vector in Self.vectors.good {
            let whole = Array(vector.given)
            var tried = (0..<whole.count).map { Array(whole.prefix($0)) }
            for place in whole.indices {
                for change: UInt8 in [0x01, 0x80, 0xFF] {
                    var changed = whole
                    changed[place] ^= change
                    tried.append(changed)
                }
            }
            for bytes in tried {
                guard let attachment = try? Attachment(cleaning: bytes) else {
                    refused += 1
                    continue
                }
                cleaned += 1
                #expect(Attachment(clean: attachment.bytes) == attachment, "\(vector.name)")
            }
        }
        #expect(cleaned > 1000 && refused > 10_000)
    }

    @Test("K-22: a file of 8 MiB is taken, one byte more is not; what is behind its end counts too")
    func longest() throws {
        let plain = try #require(Self.vectors.good.first { $0.name == "jpeg-plain" })
        let filling = [UInt8](repeating: 0x55, count: Attachment.bytesMax - plain.given.count)
        #expect(try Attachment(cleaning: Array(plain.given) + filling).bytes == Array(plain.cleaned))
        #expect(throws: AttachmentFault.self) { try Attachment(cleaning: Array(plain.given) + filling + [0x55]) }
        let png = try #require(Self.vectors.good.first { $0.name == "png-plain" })
        let data = PNGForm.chunk("IDAT", [UInt8](repeating: 7, count: Attachment.bytesMax - png.cleaned.count - 12))
        let large = Array(png.cleaned.dropLast(12)) + data + Array(png.cleaned.suffix(12))
        #expect(try Attachment(cleaning: large).bytes == large && large.count == Attachment.bytesMax)
    }

    @Test("D11: the type comes from the first bytes alone, and each has its own Content-Type")
    func sorts() {
        #expect(Attachment.Sort([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg && Attachment.Sort([0xFF, 0xD8]) == nil)
        #expect(Attachment.Sort(PNGForm.signature) == .png && Attachment.Sort("%PDF-".utf8) == .pdf)
        #expect(Attachment.Sort.allCases.map(\.mediaType) == ["image/jpeg", "image/png", "application/pdf"])
        #expect(Attachment.names == ["file-1", "file-2", "file-3", "file-4", "file-5", "file-6", "file-7", "file-8"])
    }
}
