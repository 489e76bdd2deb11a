import Ledger

/// What a field of a body looks like: forms, command line and schema are made from it.
package enum Shape: Equatable, Sendable {
    /// Letters, digits and `._:/-`, at most 64: a serial number, a seal, a label. Never free text (P-6).
    case code
    /// A time in UTC, to the second.
    case time
    /// A whole number from 0.
    case number
    /// 64 lower-case hex digits.
    case digest
    /// An OpenSSH public key line without comment.
    case publicKey
    /// One of these words.
    case choice([String])
    /// The id of an item of the register with this letter.
    case item(String)
    /// The code of a group of the policy, of this sort if one is named.
    case group(Group.Sort?)
    /// A person's id or `none`.
    case observer
    /// A store's or a computer's id.
    case whereabouts
    /// A person's id, an act's id, or a key's fingerprint.
    case stopTarget
    /// A list of 1 to 8 web origins.
    case origins
    /// A host's name.
    case host
    /// An ascending list of hashes.
    case digests
}

/// A value that may stand in a body. It is read strictly and written in one way only.
package protocol FieldValue: Sendable, Hashable {
    static var shape: Shape { get }
    /// Throws a sentence that says what was expected.
    init(_ json: JSON) throws(Misfit)
    var json: JSON { get }
    /// The items it names: each must exist at the statement's head (P-35).
    var items: [ItemID] { get }
}

extension FieldValue {
    package var items: [ItemID] { [] }
}

/// Why a value does not fit its field.
package struct Misfit: Error {
    package let expected: String

    package init(expected: String) { self.expected = expected }
}

/// A short code of a fixed alphabet.
package struct Code: FieldValue {
    package let text: String
    package static let shape = Shape.code
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let code = Code(text) else {
            throw Misfit(expected: "1 to 64 letters, digits or . _ : / -")
        }
        self = code
    }
    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: [UInt8(ascii: "."), UInt8(ascii: "_"), 0x3A, 0x2F, UInt8(ascii: "-")].contains(byte)
            }
        }
        guard allowed, (1...64).contains(text.utf8.count) else { return nil }
        self.text = text
    }
    package var json: JSON { .string(text) }
}

extension Time: FieldValue {
    package static let shape = Shape.time
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let time = Time(text) else {
            throw Misfit(expected: "a time like 2026-11-22T09:40:00Z")
        }
        self = time
    }
    package var json: JSON { .string(text) }
}

extension Int: FieldValue {
    package static let shape = Shape.number
    package init(_ json: JSON) throws(Misfit) {
        guard let number = json.number else { throw Misfit(expected: "a whole number") }
        self = number
    }
    package var json: JSON { .integer(self) }
}

extension Digest: FieldValue {
    package static let shape = Shape.digest
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let digest = Digest(hex: text) else {
            throw Misfit(expected: "64 lower-case hex digits")
        }
        self = digest
    }
    package var json: JSON { .string(hex) }
}

extension PublicKey: FieldValue {
    package static let shape = Shape.publicKey
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let key = try? PublicKey(openSSH: text), key.openSSH == text else {
            throw Misfit(expected: "an OpenSSH public key line without comment, of a kind that P-2 admits")
        }
        self = key
    }
    package var json: JSON { .string(openSSH) }
}

/// An enumeration whose raw values stand in bodies.
package protocol Choice: FieldValue, RawRepresentable, CaseIterable where RawValue == String {}

extension Choice {
    package static var shape: Shape { .choice(allCases.map(\.rawValue)) }
    package init(_ json: JSON) throws(Misfit) {
        guard let text = json.text, let value = Self(rawValue: text), value.rawValue.utf8.elementsEqual(text.utf8)
        else { throw Misfit(expected: "one of " + Self.allCases.map(\.rawValue).joined(separator: ", ")) }
        self = value
    }
    package var json: JSON { .string(rawValue) }
}
