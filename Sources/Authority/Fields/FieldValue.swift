import Ledger

/// A value that may be in a body. It is read strictly and written in one way only (docs/formats/fields.md).
package protocol FieldValue: Sendable, Hashable {
    static var type: FieldType { get }
    /// Throws a sentence that says what was expected.
    init(_ json: JSON) throws(Misfit)
    var json: JSON { get }
    /// The items it names: each must exist at the statement's head (P-35).
    var items: [ItemID] { get }
    /// What stands for a field that was left out; nil: the field must be there.
    static var whenAbsent: Self? { get }
    /// Whether it is left out of the line.
    var isAbsent: Bool { get }
}

extension FieldValue {
    package var items: [ItemID] { [] }
    package static var whenAbsent: Self? { nil }
    package var isAbsent: Bool { false }
}

/// Why a value does not fit its field.
package struct Misfit: Error {
    package let expected: String

    package init(expected: String) { self.expected = expected }
}

/// A fact that may be unknown: it is left out of the line then.
extension Optional: FieldValue where Wrapped: FieldValue {
    package static var type: FieldType {
        var type = Wrapped.type
        type.isOptional = true
        return type
    }
    package init(_ json: JSON) throws(Misfit) { self = .some(try Wrapped(json)) }
    /// Only what is there is written; see `isAbsent`.
    package var json: JSON { self?.json ?? .object([]) }
    package var items: [ItemID] { self?.items ?? [] }
    package static var whenAbsent: Wrapped?? { .some(nil) }
    package var isAbsent: Bool { self == nil }
}

extension Int: FieldValue {
    package static let type = FieldType(
        Int.self, "number", takes: "a whole number", control: .number,
        schema: FieldSchema.number(0...JSON.largestInteger), read: FieldType.number)
    package init(_ json: JSON) throws(Misfit) {
        guard let number = json.number else { throw Misfit(expected: "a whole number") }
        self = number
    }
    package var json: JSON { .integer(self) }
}

extension FieldType {
    /// Digits without sign or leading zero, as an integer.
    package static let number: @Sendable (String) -> JSON? = { text in
        ItemID.number(text[...].utf8).flatMap { $0 <= JSON.largestInteger ? .integer($0) : nil }
    }
}

extension Digest: FieldValue {
    package static let type = FieldType(
        Digest.self, "digest", takes: "64 lower-case hex digits", control: .digest,
        schema: FieldSchema.pattern("^[0-9a-f]{64}$"),
        mentions: { json in json.text.flatMap { Digest(hex: $0) }.map { [.digest($0)] } ?? [] })
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let digest = Digest(hex: text) else {
            throw Misfit(expected: "64 lower-case hex digits")
        }
        self = digest
    }
    package var json: JSON { .string(hex) }
}

/// The digest of something that stands in no ledger: a program's output, a backup (K-12). It names nothing here, and
/// nobody checked it.
package struct OutsideDigest: FieldValue {
    package let digest: Digest
    package static let type = FieldType(
        OutsideDigest.self, "outside-digest", takes: "the SHA-256 of something outside, 64 lower-case hex digits",
        control: .digest, schema: Digest.type.schema, plain: { "\(FieldType.text($0)) (not checked)" })
    package init(_ json: JSON) throws(Misfit) { digest = try Digest(json) }
    package var json: JSON { digest.json }
}

extension PublicKey: FieldValue {
    package static let type = FieldType(
        PublicKey.self, "public-key", takes: "an OpenSSH public key, one line", control: .publicKey,
        read: { text in (try? PublicKey(openSSH: text)).map { .string($0.openSSH) } },
        mentions: { json in json.text.flatMap { try? PublicKey(openSSH: $0) }.map { [.publicKey($0)] } ?? [] })
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let key = try? PublicKey(openSSH: text), key.openSSH == text else {
            throw Misfit(
                expected:
                    "an OpenSSH public key without comment: ed25519, ecdsa-sha2-nistp256 or one of their FIDO (sk) forms"
            )
        }
        self = key
    }
    package var json: JSON { .string(openSSH) }
}
