import Dispatch
import Foundation
import Ledger
import Web

/// Asks the demonstration's local signer over its UNIX socket: one line there, one line back. The server holds no key of
/// a person; what it gets is a signature that everybody checks, as from any browser.
struct DemonstrationSocket: DemonstrationKeys {
    let path: String
    /// One at a time: a blocking socket never holds a thread of the pool, and a demonstration has one visitor.
    private let queue = DispatchQueue(label: "demonstration-keys")
    private static let answerBytesMax = 16_384
    private static let seconds = 10

    init(path: String) { self.path = path }

    /// The armour of a person's signature over these bytes; nil where nobody answers or it was not signed.
    func sign(_ bytes: [UInt8], as person: Int, namespace: String) async -> [UInt8]? {
        let line = "sign p\(person) \(namespace) \(String(decoding: Base64.encoded(bytes), as: UTF8.self))\n"
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: ask(Array(line.utf8)).flatMap { Base64.decoded($0) }) }
        }
    }

    /// The answer without its LF. `no WHY` is not base64, so it decodes to nothing.
    private func ask(_ line: [UInt8]) -> [UInt8]? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: Self.seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(descriptor), send(line, to: descriptor) else { return nil }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while answer.count <= Self.answerBytesMax {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            answer += buffer.prefix(count)
            if let end = answer.firstIndex(of: 0x0a) { return Array(answer[..<end]) }
        }
        return nil
    }

    private func connect(_ descriptor: Int32) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        guard name.count < MemoryLayout.size(ofValue: address.sun_path), !name.contains(0) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        return withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        } == 0
    }

    private func send(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            // Without MSG_NOSIGNAL a signer that ends in between would end the server.
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
