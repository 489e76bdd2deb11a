import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// SP-4.1.1b: private keys stay with their owners. ssh-keygen signs; a statement and a signature are all that is sent.
@Suite struct KeySignerTests {
    @Test("SP-4.1.1b: what is sent holds no line of the private key")
    func privateStays() throws {
        let scratch = try Scratch()
        let file = scratch.path + "/k"
        let key = try KeyFile.make(file, plain: true, comment: "k", withoutPassphrase: true)
        var ca = try TestCA.small()
        let said = ca.statement(.of(ca.kind("authority/policy.change"), .line([:])), by: 1)
        let sent = String(decoding: try KeySigner(file: file).sign(said).bytes, as: UTF8.self)
        let secret = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").filter {
            !$0.hasPrefix("-")
        }
        #expect(secret.count > 3 && !secret.contains { sent.contains($0.prefix(40)) })
        #expect(sent.contains("SSH SIGNATURE") && key.openSSH.hasPrefix("ssh-ed25519 "))
    }

    @Test("SP-4.1.1b: the public key is read from the file beside the private one, and from that one never")
    func besideIt() throws {
        let scratch = try Scratch()
        let file = scratch.path + "/k"
        let key = try KeyFile.make(file, plain: true, comment: "k", withoutPassphrase: true)
        #expect(KeyFile.publicKey(file) == key)
        try FileManager.default.removeItem(atPath: file + ".pub")
        #expect(KeyFile.publicKey(file) == nil)
    }
}
