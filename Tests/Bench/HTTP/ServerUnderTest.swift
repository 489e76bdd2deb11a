import Foundation
import Ledger
import TestWorld

/// The release build of the server, as a process, on a demonstration of its own; both go with this value.
final class ServerUnderTest: Sendable {
    let data: String
    let port: UInt16
    private let server: Child

    init(in folder: URL) async throws {
        data = folder.appendingPathComponent("demonstration").path
        port = UInt16.random(in: 20_000...60_000)
        let start = ContinuousClock.now
        let demo = try await Child("foureyes-demo", ["--data", data, "--web-origin", "http://localhost:\(port)"]).end()
        guard demo.status == 0 else {
            throw Wire.Broken(description: "no demonstration was founded (make bench builds it): \(demo.errors)")
        }
        Bench.line("found a demonstration", String(format: "%.1f s", (ContinuousClock.now - start).seconds))
        server = try Child("foureyes-server", ["serve", "--data", data, "--listen", "localhost:\(port)"])
        for _ in 0..<200 {
            if (try? Wire(port: port)) != nil { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Wire.Broken(description: "the server does not answer")
    }

    /// Resident memory and the part of it that no file backs, in MB.
    var memory: (resident: Double, anonymous: Double) {
        let text = (try? String(contentsOfFile: "/proc/\(server.id)/status", encoding: .utf8)) ?? ""
        func field(_ name: String) -> Double {
            text.split(separator: "\n").first { $0.hasPrefix(name) }
                .flatMap { Double($0.filter { $0.isASCII && $0.isNumber }) }.map { $0 / 1024 } ?? 0
        }
        return (field("VmRSS:"), field("RssAnon:"))
    }

    /// The key of a demonstration's person, in this process.
    func signer(_ person: Int) throws -> BenchSigner {
        let text = try String(contentsOfFile: data + "/keys/p\(person)", encoding: .utf8)
        let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let line =
            try String(contentsOfFile: data + "/keys/p\(person).pub", encoding: .utf8)
            .split(separator: "\n").first.map(String.init) ?? ""
        guard let signer = BenchSigner(file: Base64.decoded(Array(base64.utf8)) ?? [], of: try PublicKey(openSSH: line))
        else { throw Wire.Broken(description: "the key of p\(person) cannot be read") }
        return signer
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
