import Foundation
import Ledger
import Rules

/// The fields of a body as somebody types them, `field=value`.
package struct FieldInput: Sendable {
    /// The canonical body; the strict reader of its kind has read it.
    package let body: JSON
    /// Files that fields named with `@`, to be enclosed (P-7).
    package let enclosed: [[UInt8]]
    /// What is beside the line, by the names that the kind has for it, such as `name` and `contact`.
    package let texts: [(note: DetachedNote, text: String)]

    /// Reads the fields of a kind. `happened=now` is the time given; `@FILE` stands for a public key, its
    /// fingerprint, or the file's own bytes as an enclosure, as the field asks.
    package init(_ words: [String], for kind: Kind, now: Time) throws(Failure) {
        var members: [JSON.Member] = []
        var enclosed: [[UInt8]] = []
        var texts: [(note: DetachedNote, text: String)] = []
        for word in words {
            let (name, value) = try Self.split(word)
            if let note = kind.texts.first(where: { $0.name == name }),
                !kind.notes.contains(where: { $0.name == name })
            {
                guard !texts.contains(where: { $0.note.name == name }) else {
                    throw .usage("the part \(name) is given twice")
                }
                texts.append((note, value))
                continue
            }
            guard let note = kind.notes.first(where: { $0.name == name }) else {
                let names = kind.notes.map { "\($0.name)=\($0.type.word)" }.joined(separator: " ")
                throw .usage("\(kind.name) has no field \(Visible.text(name)); its fields are: \(names)")
            }
            guard !members.contains(where: { $0.key == name }) else {
                throw .usage("the field \(name) is given twice")
            }
            members.append(
                JSON.Member(
                    name, try Self.value(value, note: note, kind: kind, now: now, enclosed: &enclosed)))
        }
        let missing = kind.notes.filter { note in !note.type.isOptional && !members.contains { $0.key == note.name } }
        guard missing.isEmpty else {
            throw .usage(
                "\(kind.name) also needs "
                    + missing.map { "\($0.name)=\($0.type.word) (\($0.label))" }.joined(separator: ", "))
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
            throw .usage("\(Visible.text(word)) does not have the form field=value")
        }
        return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }

    private static func value(
        _ text: String, note: FieldNote, kind: Kind, now: Time, enclosed bytes: inout [[UInt8]]
    ) throws(Failure) -> JSON {
        let enclosed = kind.encloses.contains(note.name)
        if text.hasPrefix("@") {
            if enclosed { return try enclose(String(text.dropFirst()), &bytes) }
            // A key's file stands for the key, or for its fingerprint.
            if note.type.control == .publicKey { return .string(try key(text).openSSH) }
            if note.type.mentions(.string(Digest.ofNothing.hex)).isEmpty == false {
                return .string(try key(text).fingerprint.hex)
            }
        }
        if note.type.control == .time, text == "now" { return .string(now.text) }
        guard let value = note.type.read(text) else {
            throw .usage("\(note.name) takes \(note.type.takes), not \(Visible.text(text))")
        }
        return value
    }

    private static func enclose(_ path: String, _ bytes: inout [[UInt8]]) throws(Failure) -> JSON {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw .usage("there is no file \(Visible.text(path))")
        }
        bytes.append(Array(data))
        return .string(Digest.of(Array(data)).hex)
    }

    private static func key(_ text: String) throws(Failure) -> PublicKey {
        try KeyFile.read(String(text.dropFirst()))
    }
}
