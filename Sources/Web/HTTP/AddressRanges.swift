import Ledger
import NIOCore

/// Some addresses of the network, as an operator names them: `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
package struct AddressRanges: Equatable, Sendable {
    private struct Range: Equatable, Sendable {
        let bytes: [UInt8]
        let prefix: Int
    }

    /// Why a text names none.
    package struct Refused: Error, Equatable, Sendable { package let message: String }

    private let ranges: [Range]

    package static let none = AddressRanges()
    /// This machine's own.
    static let loopback = AddressRanges(ranges: [
        Range(bytes: [127, 0, 0, 0], prefix: 8), Range(bytes: Array(repeating: 0, count: 15) + [1], prefix: 128),
    ])

    private init(ranges: [Range] = []) { self.ranges = ranges }

    package init(_ texts: [String]) throws(Refused) {
        ranges = try texts.map { (text) throws(Refused) in
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let address = NetworkAddress(String(parts[0])), parts.count <= 2 else {
                throw Refused(message: "`\(text)` is not an address like 127.0.0.1, 10.0.0.0/8 or fd00::/8.")
            }
            let all = address.bytes.count * 8
            guard parts.count == 2 else { return Range(bytes: address.bytes, prefix: all) }
            guard (1...3).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
                let prefix = Int(parts[1]), (1...all).contains(prefix)
            else { throw Refused(message: "`\(text)` must end with a prefix from 1 to \(all).") }
            return Range(bytes: address.bytes, prefix: prefix)
        }
    }

    func contains(_ address: NetworkAddress) -> Bool {
        ranges.contains { range in
            guard range.bytes.count == address.bytes.count else { return false }
            let (whole, rest) = (range.prefix / 8, range.prefix % 8)
            guard range.bytes.prefix(whole).elementsEqual(address.bytes.prefix(whole)) else { return false }
            return rest == 0 || (range.bytes[whole] ^ address.bytes[whole]) >> UInt8(8 - rest) == 0
        }
    }
}

/// The bytes of one address; those of IPv4 that are written as IPv6 are what they are.
struct NetworkAddress: Hashable, Sendable {
    let bytes: [UInt8]

    /// nil for anything but an address: no name is looked up.
    init?(_ text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }

    init?(_ address: SocketAddress?) {
        switch address {
        case .v4(let four)?: bytes = withUnsafeBytes(of: four.address.sin_addr) { Array($0.prefix(4)) }
        case .v6(let six)?:
            let all = withUnsafeBytes(of: six.address.sin6_addr) { Array($0.prefix(16)) }
            let isMapped = all.prefix(10).allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
            bytes = isMapped ? Array(all.suffix(4)) : all
        default: return nil
        }
    }

    /// What bounds are counted by: whoever has one address of IPv6 has a whole /64 of them.
    var counted: String {
        bytes.count == 4 ? bytes.map { String($0) }.joined(separator: ".") : Hex.text(Array(bytes.prefix(8)))
    }
}
