import Hummingbird
import Ledger
import NIOCore

/// What is known of a connection before anything was read from it.
struct Connection: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end, without its port: what rate limits count by.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = Connection.counted(source.channel.remoteAddress)
    }

    /// Whoever has one address of IPv6 has a whole /64 of them.
    private static func counted(_ address: SocketAddress?) -> String {
        guard case .v6(let six)? = address else { return address?.ipAddress ?? "none" }
        return withUnsafeBytes(of: six.address.sin6_addr) { Hex.text(Array($0.prefix(8))) }
    }
}
