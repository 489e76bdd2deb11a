import Foundation
import Ledger
import Rules

/// The fields of a body as somebody types them, `field=value`.
package struct FieldInput: Sendable {
    /// The canonical body; the strict reader of its kind has read it.
    package let body: JSON
    /// Files that fields named with `@`, to be enclosed (P-7).
    package let enclosed: [[UInt8]]
    /// What stands beside the line, by the names that the kind has for it, such as `name` and `contact`.
    package let texts: [(note: DetachedNote, text: String)]

    /// Reads the fields of a kind. `happened=now` is the time given; `@FILE` stands for a public key, its
    /// fingerprint, or the file's own bytes as an enclosure, as the field asks.
    package init(_ words: [String], for kind: Kind, now: Time) throws(Failure) {
        var members: [JSON.Member] = []
        var enclosed: [[UInt8]] = []
        var texts: [(note: DetachedNote, text: String)] = []
        for word in words {
            let (name, value) = try Self.split(word)
            if let note = kind.detached.first(where: { $0.name == name }),
                !kind.notes.contains(where: { $0.name == name })
            {
                guard !texts.contains(where: { $0.note.name == name }) else {
                    throw .usage("the part \(name) stands twice")
                }
                texts.append((note, value))
                continue
            }
            guard let note = kind.notes.first(where: { $0.name == name }) else {
                let names = kind.notes.map { "\($0.name)=\($0.shape.word)" }.joined(separator: " ")
                throw .usage("\(kind.name) has no field \(Visible.text(name)); it takes: \(names)")
            }
            guard !members.contains(where: { $0.key == name }) else {
                throw .usage("the field \(name) stands twice")
            }
            members.append(
                JSON.Member(
                    name, try Self.value(value, note: note, kind: kind, now: now, enclosed: &enclosed)))
        }
        let missing = kind.notes.filter { note in !members.contains { $0.key == note.name } }
        guard missing.isEmpty else {
            throw .usage(
                "\(kind.name) lacks "
                    + missing.map { "\($0.name)=\($0.shape.word) (\($0.label))" }.joined(separator: ", "))
        }
        do throws(Refusal) {
            body = try kind.rewrite(
                .object(members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }))
        } catch { throw .usage(Visible.text(error.what)) }
        self.enclosed = enclosed
        self.texts = texts
    }

    /// The two sides of the first `=`.
    package static func split(_ word: String) throws(Failure) -> (name: String, value: String) {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
            throw .usage("\(Visible.text(word)) is not field=value")
        }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private static func value(
        _ text: String, note: FieldNote, kind: Kind, now: Time, enclosed: inout [[UInt8]]
    ) throws(Failure) -> JSON {
        switch note.shape {
        case .number:
            guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(text) else {
                throw .usage("\(note.name) is a whole number, not \(Visible.text(text))")
            }
            return .integer(number)
        case .time where text == "now": return .string(now.text)
        case .publicKey where text.hasPrefix("@"): return .string(try key(text).openSSH)
        case .publicKey:
            guard let key = try? PublicKey(openSSH: text) else {
                throw .usage("\(note.name) is an OpenSSH public key, or @FILE.pub")
            }
            return .string(key.openSSH)
        case .digest where text.hasPrefix("@") && kind.encloses.contains(note.name):
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: String(text.dropFirst()))) else {
                throw .usage("there is no file \(Visible.text(text.dropFirst()))")
            }
            enclosed.append(Array(bytes))
            return .string(Digest.of(Array(bytes)).hex)
        case .origins, .digests: return .texts(text.split(separator: ",").map { String($0) })
        case .digest where text.hasPrefix("@"), .stopTarget where text.hasPrefix("@"):
            return .string(try key(text).fingerprint.hex)
        default: return .string(text)
        }
    }

    private static func key(_ text: String) throws(Failure) -> PublicKey {
        try KeyFile.read(String(text.dropFirst()))
    }
}
