import Foundation
import Synchronization

/// The UNIX socket `DIR/keys.sock` on which the demonstration's local signer answers: one line asks, one line answers.
///
/// Only its owner may open it (0600, made so before anybody can connect), so nobody else on the machine plays.
package struct KeySocket {
    package let path: String
    private let listener: Int32

    /// Why the socket cannot be had.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
    }

    package init(data: String) throws(Unusable) {
        path = URL(fileURLWithPath: data).standardizedFileURL.path + "/keys.sock"
        guard let address = UNIXAddress(path) else {
            throw Unusable(
                description: "\(path) is too long for the name of a socket. Use a folder with a shorter path.")
        }
        if address.isAnswered {
            throw Unusable(description: "Another foureyes-demo keys is already running at \(path).")
        }
        // What a killed one left behind; nobody listens there.
        unlink(path)
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let before = umask(0o177)
        let isBound = listener >= 0 && address.with { bind(listener, $0, $1) } == 0
        umask(before)
        guard isBound, listen(listener, 64) == 0 else {
            throw Unusable(description: "\(path) cannot be opened: \(String(cString: strerror(errno))).")
        }
    }

    private static let ended = Atomic(false)

    /// Answers until SIGTERM or SIGINT; with `parent`, until that process has ended too. Removes the socket then.
    package func serve(_ service: KeyService, parent: Int32?) {
        _ = KeySocket.ended.load(ordering: .relaxed)
        for number in [SIGTERM, SIGINT] {
            signal(number) { _ in KeySocket.ended.store(true, ordering: .relaxed) }
        }
        signal(SIGPIPE, SIG_IGN)
        while !KeySocket.ended.load(ordering: .relaxed), parent == nil || getppid() == parent {
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 250) > 0 else { continue }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            Thread.detachNewThread { KeySocket.serve(connection, service) }
        }
        close(listener)
        unlink(path)
    }

    /// Lines of one connection; who says nothing for a minute is cut off.
    private static func serve(_ connection: Int32, _ service: KeyService) {
        defer { close(connection) }
        var patience = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var held: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while held.count <= KeyService.lineBytesMax {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            held += buffer.prefix(count)
            while let end = held.firstIndex(of: 0x0a) {
                let answer = Array((service.answer(to: Array(held[..<end])) + "\n").utf8)
                held.removeSubrange(...end)
                guard answer.withUnsafeBytes({ write(connection, $0.baseAddress, $0.count) }) == answer.count else {
                    return
                }
            }
        }
    }
}

/// The address of a UNIX socket.
struct UNIXAddress {
    private var address = sockaddr_un()

    /// Nil for a path that does not fit (107 bytes).
    init?(_ path: String) {
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path), !bytes.contains(0) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    }

    func with<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Whether somebody listens there; the connection is closed at once.
    var isAnswered: Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return with { connect(descriptor, $0, $1) } == 0
    }
}
