import Client
import Foundation
import Ledger
import TestWorld
import Testing

/// Goal: a session's token and people's names never reach a proxy on their way to this very machine. Method: a proxy that
/// only counts who comes.
@Suite("Proxies that the environment names")
struct ProxyTests {
    /// A socket that listens and answers nothing.
    private final class Ear: Sendable {
        let descriptor: Int32, port: UInt16

        init() throws {
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let descriptor = descriptor
            let isBound = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
                        && listen(descriptor, 8) == 0
                }
            }
            try #require(isBound)
            port = UInt16(bigEndian: address.sin_port)
        }
        deinit { close(descriptor) }

        /// Whether somebody came.
        var heard: Bool {
            let found = accept(descriptor, nil, nil)
            if found >= 0 { close(found) }
            return found >= 0
        }
    }

    @Test(
        "This very machine is asked directly, by each of its names",
        arguments: ["localhost", "127.0.0.1", "127.0.0.2", "[::1]", "LOCALHOST"])
    func loopback(host: String) async throws {
        let (ear, scratch) = (try Ear(), try Scratch())
        let proxy = "http://127.0.0.1:\(ear.port)"
        // Nothing listens on port 9.
        let ended = try await Child(
            "foureyes", ["status", "--url", "http://\(host):9"],
            environment: ["http_proxy": proxy, "all_proxy": proxy, "no_proxy": "example.org", "HOME": scratch.path]
        ).end()
        #expect(!ear.heard, "\(ended.errors)")
        #expect(ended.status == 7 && ended.errors.contains("does not answer"), "\(ended.status) \(ended.errors)")
        #expect(!ended.errors.contains("  proxy"))
    }

    @Test("Elsewhere the proxy is asked, and named when it does not answer, without its password")
    func elsewhere() async throws {
        let scratch = try Scratch()
        let ended = try await Child(
            "foureyes", ["status", "--url", "http://ledger.invalid"],
            environment: ["http_proxy": "http://ann:secret@127.0.0.1:9", "HOME": scratch.path]
        ).end()
        #expect(ended.status == 7)
        #expect(ended.errors.contains("127.0.0.1:9 was used, because http_proxy names it"), "\(ended.errors)")
        #expect(!ended.errors.contains("secret"))
    }
}
