import Client
import Foundation
import Ledger
import Store

/// The demonstration's local signer: it signs for its 19 people what the pages of one demonstration ask for, so that a
/// newcomer plays all sides with one click each. A person of a real CA has nothing like it.
///
/// It is in a process of its own: the server holds no key of a person in a demonstration either, and asks as a
/// browser asks an authenticator. What it signs is bound to one ledger, whose name begins `demonstration/`.
package struct KeyService: Sendable {
    let origin: String
    let keys: DemoKeys

    /// Throws `NotOurs` for a folder that holds no demonstration. It takes no lock: a server has that.
    package init(data: String) throws {
        guard let founding = FoundingOnDisk.statement(in: data) else {
            throw Demonstration.NotOurs(
                description: "\(data) has no founded ledger. Make a demonstration with foureyes-demo --data \(data).")
        }
        // P-54 ties the name to the sort for ever; the body is asked too, because these keys widen everything they can.
        guard founding.origin.utf8.starts(with: "demonstration/".utf8),
            founding.body["sort"]?.text == "demonstration"
        else {
            throw Demonstration.NotOurs(
                description: "\(data) has the production ledger \(founding.origin). This program never signs for one.")
        }
        origin = founding.origin
        keys = DemoKeys(folder: URL(fileURLWithPath: data).appendingPathComponent("keys"))
    }

    /// Why it does not sign.
    struct Refused: Error {
        let why: String
    }

    /// The longest line: a whole statement line in base64 and the words before it.
    static let lineBytesMax = 4 * (65_536 / 3 + 1) + 128

    /// The answer to one line without its LF: base64 of an armour, or `no WHY`.
    package func answer(to line: [UInt8]) -> String {
        do {
            return String(decoding: Base64.encoded(try armour(for: line)), as: UTF8.self)
        } catch let refused as Refused {
            return "no \(refused.why)"
        } catch let failure as Failure {
            return "no \(failure.lines.first ?? "it cannot be signed")"
        } catch { return "no \(error)" }
    }

    private func armour(for line: [UInt8]) throws -> [UInt8] {
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 4, words[0] == "sign" else { throw Refused(why: "it is sign PERSON NAMESPACE BASE64") }
        guard let signer = Signer(words[1]), signer.sort == .person, signer.number > 0,
            case let file = keys.file(of: signer.text), FileManager.default.fileExists(atPath: file)
        else { throw Refused(why: "there is no key of this person") }
        guard let bytes = Base64.decoded(words[3].utf8), !bytes.isEmpty else {
            throw Refused(why: "this is not base64")
        }
        switch words[2] {
        case "statement@foureyes": try requireOurs(bytes, signer)
        case "sign-in@foureyes": break
        default: throw Refused(why: "it signs only in the namespaces statement@foureyes and sign-in@foureyes")
        }
        return try KeySigner(file: file).armour(over: bytes, namespace: words[2])
    }

    /// A statement of this demonstration, in this person's name: a key that signed for another ledger, or as somebody
    /// else, would make a finding nobody meant.
    private func requireOurs(_ bytes: [UInt8], _ signer: Signer) throws {
        guard let statement = try? Statement(line: bytes[...]) else {
            throw Refused(why: "these bytes are not a statement line")
        }
        guard statement.origin == origin else {
            throw Refused(why: "the statement is not for the ledger \(origin)")
        }
        guard statement.signer == signer else { throw Refused(why: "the statement is by a different person") }
    }
}
