import Foundation
import HummingbirdTLS
import NIOCore
import NIOSSL
import Synchronization

/// The certificate and key of the server, as PEM files that somebody else renews: read again when they change.
///
/// A pair that does not fit, or cannot be read, changes nothing: connections go on with the one before, and it is said.
package final class ServerCertificate: Sendable {
    /// Why a pair is not taken, with what to do.
    package struct Unusable: Error, Equatable, Sendable { package let message: String }

    private struct Pair {
        let chain: [NIOSSLCertificate]
        let key: NIOSSLPrivateKey
    }
    /// By what a file is known to be another: renewal replaces it, so its number on the disk changes too.
    private struct Stamp: Equatable {
        let files: [[Int]]
    }
    private let paths: (certificate: String, key: String)
    private let current: Mutex<Pair>
    private let stamp: Mutex<Stamp>

    /// How often somebody should ask `renew`.
    package static let lookSeconds = 10

    package init(certificate: String, key: String) throws(Unusable) {
        paths = (certificate, key)
        stamp = Mutex(ServerCertificate.stamp(of: [certificate, key]))
        current = Mutex(try ServerCertificate.read(certificate: certificate, key: key))
    }

    /// Looks whether the files changed: nil if not, else what came of it. A bad pair is told once, until it changes again.
    package func renew() -> Result<Void, Unusable>? {
        let now = ServerCertificate.stamp(of: [paths.certificate, paths.key])
        let isSame = stamp.withLock { stamp in
            defer { stamp = now }
            return stamp == now
        }
        if isSame { return nil }
        do throws(Unusable) {
            let pair = try ServerCertificate.read(certificate: paths.certificate, key: paths.key)
            current.withLock { $0 = pair }
            return .success(())
        } catch { return .failure(error) }
    }

    /// TLS 1.2 and 1.3, with forward secrecy and authenticated encryption alone; each handshake takes the newest pair.
    var configuration: TLSConfiguration {
        let pair = current.withLock { $0 }
        var configuration = ServerCertificate.configuration(pair)
        configuration.sslContextCallback = { [weak self] _, promise in
            var override = NIOSSLContextConfigurationOverride()
            if let pair = self?.current.withLock({ $0 }) {
                override.certificateChain = pair.chain.map { .certificate($0) }
                override.privateKey = .privateKey(pair.key)
            }
            promise.succeed(override)
        }
        return configuration
    }

    private static func configuration(_ pair: Pair) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: pair.chain.map { .certificate($0) }, privateKey: .privateKey(pair.key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = [
            .TLS_AES_128_GCM_SHA256, .TLS_AES_256_GCM_SHA384, .TLS_CHACHA20_POLY1305_SHA256,
            .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ]
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    private static func read(certificate: String, key: String) throws(Unusable) -> Pair {
        var status = stat()
        guard stat(key, &status) == 0 else {
            throw Unusable(message: "\(key): this file does not exist or cannot be read")
        }
        guard status.st_mode & 0o004 == 0 else {
            throw Unusable(message: "\(key): everybody on this machine can read this key. Run chmod o-r on it.")
        }
        let pair: Pair
        do {
            // Read as what they are: by a file's ending the library would guess its form.
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            guard !chain.isEmpty else { throw Unusable(message: "\(certificate): this file contains no certificate") }
            pair = Pair(chain: chain, key: try NIOSSLPrivateKey(file: key, format: .pem))
            // The library compares certificate and key only when it makes a context of them.
            _ = try NIOSSLContext(configuration: configuration(pair))
        } catch let unusable as Unusable {
            throw unusable
        } catch {
            throw Unusable(message: "\(certificate) and \(key) are not a certificate and its key in PEM: \(error)")
        }
        return pair
    }

    private static func stamp(of paths: [String]) -> Stamp {
        Stamp(
            files: paths.map { path in
                var status = stat()
                guard stat(path, &status) == 0 else { return [] }
                return [
                    Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                ]
            })
    }
}
