import Ledger
import Rules

/// A program of others with which one entry is checked by hand.
package enum CheckProgram: String, CaseIterable, Sendable {
    /// The signature, by stock OpenSSH.
    case sshKeygen = "ssh-keygen"
    /// The signature, and the way from the entry to the head that the log signed.
    case openssl
}

/// A shell script that a person reads and then runs: all that it needs is in it, and nothing of ours is called.
///
/// What somebody else chose goes into it as a quoted document or as base64 and never as a word of a command: a key's
/// application may hold a quotation mark (P-2), and a script is obeyed.
struct CheckScript {
    private(set) var lines: [String] = []

    init(_ title: String, run command: String) {
        lines = [
            "# \(title)", "# Read it, then run it: \(command) | sh",
            "set -e; dir=$(mktemp -d); trap 'rm -rf \"$dir\"' EXIT; cd \"$dir\"",
        ]
    }

    mutating func say(_ line: String) { lines.append(line) }

    /// Puts bytes into a file: readable where a terminal can show them, else in base64.
    mutating func file(_ name: String, _ bytes: [UInt8]) {
        guard Self.isPlain(bytes), bytes.last == 0x0a else { return encoded(name, bytes) }
        lines.append("cat > \(name) <<'END-OF-FILE'")
        lines += String(decoding: bytes.dropLast(), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        lines.append("END-OF-FILE")
    }

    /// The same in base64, whatever they are.
    mutating func encoded(_ name: String, _ bytes: [UInt8]) {
        lines.append("openssl base64 -d > \(name) <<'END-OF-FILE'")
        lines += Self.wrapped(bytes)
        lines.append("END-OF-FILE")
    }

    mutating func publicKey(_ name: String, _ info: [UInt8]) {
        lines.append("cat > \(name) <<'END-OF-FILE'")
        lines += ["-----BEGIN PUBLIC KEY-----"] + Self.wrapped(info) + ["-----END PUBLIC KEY-----", "END-OF-FILE"]
    }

    /// Whether a terminal shows them as they are: printable ASCII and line ends.
    static func isPlain(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { 0x20...0x7e ~= $0 || $0 == 0x0a } }

    private static func wrapped(_ bytes: [UInt8]) -> [String] {
        let letters = Base64.encoded(bytes)
        return stride(from: 0, to: letters.count, by: 64).map {
            String(decoding: letters[$0..<min($0 + 64, letters.count)], as: UTF8.self)
        }
    }
}

// MARK: ssh-keygen

extension CheckScript {
    /// The command of P-2, with the key that one's own copy knows.
    mutating func sshKeygen(_ entry: Entry, holder: String) {
        let signer = entry.statement.signer
        file("entry", entry.bytes)
        say("# The key: \(holder), by your copy of the ledger.")
        file("allowed_signers", Array(AllowedSigners.line(signer: signer, key: entry.claimedSignature.key).utf8))
        say("head -n1 entry > line; sed '1d;$d' entry > armour")
        say("ssh-keygen -Y verify -f allowed_signers -I \(signer.text) -n statement@foureyes -s armour < line")
        say("# The statement's hash, by which others name it:")
        say("sha256sum line")
    }
}

// MARK: openssl

extension CheckScript {
    /// The signature, and then the way of its entry to the log's signed head.
    mutating func openssl(
        _ entry: Entry, holder: String, at place: Int, path: [Digest], under signed: SignedCheckpoint, by key: NoteKey
    ) {
        file("entry", entry.bytes)
        say("head -n1 entry > line")
        signature(entry, holder)
        leaf(at: place, path: path, size: signed.checkpoint.head.size)
        head(signed, key)
        let size = signed.checkpoint.head.size
        say("echo 'entry \(place) is signed, and the head of \(size) entries that the log signed covers it'")
    }

    /// PROTOCOL.sshsig; PROTOCOL.u2f for what an authenticator signs, with the client data of a page in the place of the text.
    private mutating func signature(_ entry: Entry, _ holder: String) {
        let (key, parts) = (entry.claimedSignature.key, entry.signatureParts)
        say("# The key: \(holder), by your copy of the ledger.")
        publicKey("key.pem", key.subjectPublicKeyInfo)
        encoded("signature", parts.signature)
        say("# What SSHSIG signs over the line: namespace statement@foureyes, nothing reserved, sha512.")
        say(
            "{ printf 'SSHSIG\\0\\0\\0\\022statement@foureyes\\0\\0\\0\\0\\0\\0\\0\\006sha512\\0\\0\\0\\100';"
                + " openssl dgst -sha512 -binary line; } > message")
        if let authenticator = parts.authenticator {
            var text = "message"
            if let data = parts.clientData {
                text = "client-data"
                encoded(text, data)
                say("# The page's text must hold it as its challenge.")
                say("challenge=$(openssl base64 -A -in message | tr '+/' '-_' | tr -d '=')")
                say("grep -qF \"\\\"challenge\\\":\\\"$challenge\\\"\" client-data")
            }
            say("# What the authenticator signs: application, flags and counter, the text.")
            encoded("application", Array((key.application ?? "").utf8))
            encoded("authenticator", authenticator)
            say(
                "{ openssl dgst -sha256 -binary application; cat authenticator; openssl dgst -sha256 -binary \(text); }"
                    + " > touched; mv touched message")
        }
        say(
            key.keyType == .ed25519 || key.keyType == .skEd25519
                ? "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in message -sigfile signature"
                : "openssl dgst -sha256 -verify key.pem -signature signature message")
    }

    /// RFC 9162, 2.1.3.2: the hashes beside the way, from the leaf upwards.
    private mutating func leaf(at place: Int, path: [Digest], size: Int) {
        say("# From the leaf to the root: 0 before a leaf, 1 before two nodes (RFC 9162).")
        say("{ printf '\\0'; cat entry; } | openssl dgst -sha256 -binary > node")
        say("beside() { printf '%s\\n' \"$1\" | openssl base64 -d; }")
        say("up() { openssl dgst -sha256 -binary > next; mv next node; }")
        var (fn, sn) = (place, size - 1)
        for hash in path {
            if fn & 1 == 1 || fn == sn {
                say("{ printf '\\1'; beside \(hash.base64); cat node; } | up")
                while fn & 1 == 0, fn != 0 { (fn, sn) = (fn >> 1, sn >> 1) }
            } else {
                say("{ printf '\\1'; cat node; beside \(hash.base64); } | up")
            }
            (fn, sn) = (fn >> 1, sn >> 1)
        }
    }

    /// The head that the log signed, by the key that the founding names.
    private mutating func head(_ signed: SignedCheckpoint, _ key: NoteKey) {
        let own = signed.note.signatures.first { $0.id == key.id && $0.name.utf8.elementsEqual(key.name.utf8) }
        say("# The log's head: origin, size, root. Its key is the one that the founding names.")
        file("head", signed.note.text)
        publicKey("log.pem", PublicKey.subjectPublicKeyInfo(ed25519: key.publicKey))
        encoded("head.signature", own?.bytes ?? [])
        say("test \"$(openssl base64 -A -in node)\" = \"$(sed -n 3p head)\"")
        say("openssl pkeyutl -verify -pubin -inkey log.pem -rawin -in head -sigfile head.signature")
    }
}
