import Foundation
import Hummingbird
import Ledger
import TestWorld
import Testing

@testable import Web

/// Goal: over a network only with a certificate, and a renewed one is taken without a restart. Method: `openssl` makes the
/// files, `curl` asks.
@Suite(.serialized) struct CertificateTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "foureyes-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// A certificate for localhost, named so that one can be told from the next.
    private func make(_ name: String, into stem: String = "server") throws {
        let (certificate, key) = ("\(folder)/\(stem).pem", "\(folder)/\(stem).key")
        let made = try run(
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost", "-keyout", key + ".new", "-out",
            certificate + ".new")
        #expect(made.status == 0)
        for path in [certificate, key] {
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: path + ".new", toPath: path)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    }

    private func run(_ arguments: String...) throws -> (status: Int32, output: String) {
        let outcome = try Child("/usr/bin/env", arguments).wait()
        return (outcome.status, outcome.output)
    }

    private func pair() throws -> ServerCertificate {
        try ServerCertificate(certificate: folder + "/server.pem", key: folder + "/server.key")
    }

    @Test("a pair that does not fit, a key that everybody reads, no file: refused, with the file's name")
    func refused() throws {
        #expect(throws: ServerCertificate.Unusable.self) { try pair() }
        try make("one")
        _ = try pair()
        try make("two", into: "other")
        #expect(throws: ServerCertificate.Unusable.self) {
            try ServerCertificate(certificate: folder + "/server.pem", key: folder + "/other.key")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/server.key")
        #expect { try pair() } throws: { ($0 as? ServerCertificate.Unusable)?.message.contains("chmod o-r") == true }
    }

    @Test("a renewed pair is in use for the next connection; a bad one leaves the old, and is said once")
    func renewed() async throws {
        try make("first")
        let certificate = try pair()
        let site = try await TestSite(try TestCA.small())
        let port = Int.random(in: 20_000...40_000)
        let (running, told) = AsyncStream.makeStream(of: Void.self)
        let application = try site.site.application(port: port, certificate: certificate) { told.finish() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            for await _ in running {}
            let url = "https://localhost:\(port)/sign-in"
            func name() throws -> String {
                try run("curl", "-skv", "--stderr", "-", "--tlsv1.2", "-o", "/dev/null", "-D", "-", url).output
            }
            let first = try name()
            #expect(first.contains("CN=first") && first.lowercased().contains("strict-transport-security: max-age="))
            #expect(try run("curl", "-sk", "--tls-max", "1.1", url).status != 0, "no old TLS")
            #expect(certificate.renew() == nil, "nothing changed")
            try make("second")
            #expect((try? certificate.renew()?.get()) != nil)
            #expect(try name().contains("CN=second"))
            try Data("no certificate".utf8).write(to: URL(fileURLWithPath: folder + "/server.pem"))
            guard case .failure(let unusable)? = certificate.renew() else {
                Issue.record("a bad pair was taken")
                group.cancelAll()
                return
            }
            #expect(unusable.message.contains("server.pem"))
            #expect(certificate.renew() == nil, "said once")
            #expect(try name().contains("CN=second"))
            group.cancelAll()
        }
    }

    @Test(
        "an address that is not this machine's is served with a certificate only",
        arguments: [
            ("0.0.0.0:443", true), ("[::]:443", true), ("ca.example:8443", true), ("localhost:8080", true),
            ("ca example:1", false),
            ("[x]:1", false), (":1", false), ("0.0.0.0:0", false), ("0.0.0.0", false),
        ])
    func addresses(text: String, good: Bool) {
        #expect(((try? ListenAddress(text, isSecure: true)) != nil) == good)
        #expect(((try? ListenAddress(text)) != nil) == (text == "localhost:8080"))
    }
}
