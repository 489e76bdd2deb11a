import Hummingbird
import NIOCore

/// What is known of a connection before anything was read from it.
struct Connection: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end.
    let peer: NetworkAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = NetworkAddress(source.channel.remoteAddress)
    }
}
