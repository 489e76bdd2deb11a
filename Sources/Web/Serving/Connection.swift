import Hummingbird
import NIOCore

/// What is known of a connection before anything was read from it.
struct Connection: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end, without its port: what rate limits count by.
    let address: String
    let isSecure: Bool

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "none"
        isSecure = false
    }
}
