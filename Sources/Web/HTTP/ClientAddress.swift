import HTTPTypes
import Hummingbird
import Ledger
import NIOCore

/// From where a request came: the other end of its connection, or whom a proxy of ours names.
struct ClientAddress: Sendable {
    /// nil for a connection that has none, as in tests.
    let address: NetworkAddress?
    /// Whether it came by a proxy, of ours or not: then nothing is loopback only because the proxy is.
    let isForwarded: Bool

    /// What bounds are counted by.
    var counted: String { address?.counted ?? "none" }
    /// Whether a program on this machine passed it on that is no proxy of ours.
    var isFromUnnamedProxy: Bool { isForwarded && address.map(AddressRanges.loopback.contains) == true }
    var isLoopback: Bool { !isForwarded && address.map(AddressRanges.loopback.contains) == true }

    /// Of X-Forwarded-For only what proxies of ours wrote counts: from the last entry backwards, up to the first that none
    /// of them is. Everything before that the client could write itself.
    init(peer: NetworkAddress?, headers: HTTPFields, proxies: AddressRanges) {
        let given = headers[values: ClientAddress.forwardedFor]
        isForwarded = !given.isEmpty || ClientAddress.marks.contains { headers.contains($0) }
        var client = peer
        for entry in given.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }).reversed() {
            guard let proxy = client, proxies.contains(proxy), let before = ClientAddress.read(entry) else { break }
            client = before
        }
        address = client
    }

    private static let forwardedFor = HTTPField.Name("x-forwarded-for")!
    /// What proxies add besides, and no program of ours: whoever came by one is not at this machine.
    private static let marks = ["forwarded", "via", "x-real-ip", "x-forwarded-proto", "x-forwarded-host"].map {
        HTTPField.Name($0)!
    }

    /// An entry, perhaps with a port, as some proxies write it.
    private static func read(_ entry: Substring) -> NetworkAddress? {
        let text = trimmed(String(entry))
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            return NetworkAddress(String(text[text.index(after: text.startIndex)..<end]))
        }
        if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            return NetworkAddress(String(text[..<colon]))
        }
        return NetworkAddress(text)
    }
}
