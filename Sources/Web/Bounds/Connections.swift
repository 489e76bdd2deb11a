import NIOCore
import Synchronization

/// All connections that are open, counted by address. A descriptor that a stranger holds is one that the store lacks.
final class Connections: Sendable {
    private struct Open {
        let address: String
        let channel: any Channel
        /// Since when it waits for a request; nil while it has one.
        var idleSince: NIODeadline?
    }
    private struct Contents {
        var open: [ObjectIdentifier: Open] = [:]
        var counts: [String: Int] = [:]
    }

    private let most: Int, ownMax: Int
    private let proxies: AddressRanges
    private let contents = Mutex(Contents())

    init(_ bounds: Bounds) { (most, ownMax, proxies) = (bounds.connections, bounds.ownConnections, bounds.proxies) }

    /// How many are open.
    var count: Int { contents.withLock { $0.open.count } }

    /// Takes a connection in; false where its address has too many. Where all places are taken, one that waits for nothing
    /// gives way: the oldest of whoever holds the most.
    func opened(_ channel: any Channel) -> Bool {
        let peer = NetworkAddress(channel.remoteAddress)
        let isProxy = peer.map(proxies.contains) ?? false
        let address = peer?.counted ?? "none"
        let (isTaken, given): (Bool, (any Channel)?) = contents.withLock { contents in
            let own = contents.counts[address, default: 0]
            guard own < ownMax || isProxy else { return (false, nil) }
            let gives = contents.open.count < most ? nil : Connections.idlest(contents)
            guard contents.open.count < most || gives != nil else { return (false, nil) }
            let given = gives.flatMap { contents.open[$0]?.channel }
            if let gives { Connections.remove(gives, from: &contents) }
            contents.open[ObjectIdentifier(channel)] = Open(address: address, channel: channel, idleSince: .now())
            contents.counts[address, default: 0] += 1
            return (true, given)
        }
        given?.close(promise: nil)
        return isTaken
    }

    func closed(_ channel: any Channel) {
        contents.withLock { Connections.remove(ObjectIdentifier(channel), from: &$0) }
    }

    /// A request begins, or its answer is over.
    func isBusy(_ channel: any Channel, _ isBusy: Bool) {
        contents.withLock { $0.open[ObjectIdentifier(channel)]?.idleSince = isBusy ? nil : .now() }
    }

    private static func remove(_ id: ObjectIdentifier, from contents: inout Contents) {
        guard let open = contents.open.removeValue(forKey: id) else { return }
        let left = contents.counts[open.address, default: 1] - 1
        contents.counts[open.address] = left > 0 ? left : nil
    }

    private static func idlest(_ contents: Contents) -> ObjectIdentifier? {
        var found: (id: ObjectIdentifier, count: Int, since: NIODeadline)?
        for (id, open) in contents.open {
            guard let since = open.idleSince else { continue }
            let count = contents.counts[open.address, default: 0]
            if let found, count < found.count || count == found.count && since >= found.since { continue }
            found = (id, count, since)
        }
        return found?.id
    }
}
