import Logging
import Synchronization

/// Says once that visitors come by a proxy which the operator has not named: to the bounds they are all one client.
final class ProxyNotice: Sendable {
    private let isGiven = Mutex(false)

    func give(_ logger: Logger) {
        let isFirst = isGiven.withLock { isGiven in
            defer { isGiven = true }
            return !isGiven
        }
        guard isFirst else { return }
        logger.warning(
            "requests come by a proxy on this machine, and all who use it are one client; name it with --trusted-proxy")
    }
}
