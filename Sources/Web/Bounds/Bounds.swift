import Ledger

/// How much of the server one client may have: everything that comes from others is bounded before it costs something.
package struct Bounds: Sendable {
    /// Connections of all together. The rest of the process's file descriptors belongs to the store.
    package var connections = 800
    /// Proxies whose X-Forwarded-For counts (`--trusted-proxy`).
    package var proxies = AddressRanges.none
    /// Who may read details of the server's health and its figures, beside this machine (`--monitor`).
    package var monitors = AddressRanges.none
    /// Requests of one client that read, and those that send something.
    var reads = Rate.reads, posts = Rate.posts
    var times = ConnectionTimes()

    package init() {}

    /// So many more may be open for a moment, until they are closed again.
    static let connectionsAbove = 16

    /// Connections of one address; a proxy of ours has all.
    var ownConnections: Int { max(8, min(200, connections / 4)) }

    /// As many connections as leave descriptors for everything else: seven databases with a writer and four readers each
    /// have up to eighty, beside event loops, enclosures and what is open for a moment.
    package static func connections(descriptors: Int) -> Int {
        max(16, min(10_000, descriptors - max(128, min(512, descriptors / 4))))
    }
}

extension Rate {
    /// A browser asks for a page with what stands beside it; a program fetches a whole ledger. What one request may cost is
    /// bounded apart from this (`ViewTurns`).
    static let reads = Rate(burst: 2000, perMinute: 1200)
    /// Of the ledger's files, that a copy fetches by the thousand; each is small, and made without looking at the state.
    static let log = Rate(burst: 20_000, perMinute: 6000)
    /// As many as all buckets behind it together let through.
    static let posts = Rate(burst: 1600, perMinute: 1600)
}
