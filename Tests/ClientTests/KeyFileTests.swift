import Client
import Foundation
import Ledger
import TestWorld
import Testing

@Suite("Public keys are read from files as ssh-keygen reads them")
struct KeyFileTests {
    private let line = SoftwareKey(.ed25519, seed: "p5").publicKey.openSSH

    private func read(_ bytes: [UInt8]) throws(Failure) -> PublicKey {
        guard let scratch = try? Scratch(), let file = try? scratch.file("k.pub", bytes) else {
            throw .usage("no file for the test")
        }
        return try KeyFile.read(file)
    }

    @Test("Whatever ends the lines, with a mark of UTF-8, blanks, comments and empty lines before it")
    func forms() throws {
        let key = try PublicKey(openSSH: line)
        for text in [
            "\(line)\n", line, "\(line)\r\n", "\(line) ann@desk\r\n", "\(line)\r", "\u{feff}\(line)\r\n",
            "# the key on my ring\r\n\r\n  \(line) ann\r\n", "\(line)\r\nmore lines\r\n",
        ] {
            #expect(try read(Array(text.utf8)) == key, "\(text.debugDescription)")
        }
    }

    @Test("What is none is told in words that help")
    func none() async throws {
        let wide: [UInt8] = [0xff, 0xfe] + line.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        for (bytes, word) in [
            (wide, "save it as UTF-8"), ([], "is empty"), (Array("\r\n# nothing\r\n".utf8), "is empty"),
            (Array("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n".utf8), "holds a private key"),
            (Array("ssh-rsa AAAA\r\n".utf8), "does not contain a public key that can be used here"),
        ] {
            let found = await failure { _ = try read(bytes) }
            #expect(found?.exitCode == 2 && found?.text.contains(word) == true, "\(found?.text ?? "read")")
        }
        #expect(await failure { _ = try KeyFile.read("/nowhere/k.pub") }?.text.contains("there is no file") == true)
    }
}
