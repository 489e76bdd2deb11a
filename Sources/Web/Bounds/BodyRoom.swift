import Synchronization

/// How many bytes of bodies lie in memory while they arrive and are read. Small ones always have room: a stop is small.
final class BodyRoom: Sendable {
    /// Beyond this a body takes room.
    static let smallBytes = 64 << 10
    /// Of all clients together, and of one.
    static let allMax = 96 << 20, ownMax = 16 << 20

    private let taken = Mutex<(all: Int, own: [String: Int])>((0, [:]))

    /// Takes more room. Returns false if no room is left.
    func take(_ bytes: Int, for client: String) -> Bool {
        taken.withLock { taken in
            let own = taken.own[client, default: 0] + bytes
            guard own <= BodyRoom.ownMax, taken.all + bytes <= BodyRoom.allMax else { return false }
            taken.all += bytes
            taken.own[client] = own
            return true
        }
    }

    func giveBack(_ bytes: Int, of client: String) {
        taken.withLock { taken in
            taken.all -= bytes
            let own = taken.own[client, default: 0] - bytes
            taken.own[client] = own > 0 ? own : nil
        }
    }
}

/// The room that one request has, given back with it.
final class HeldRoom: Sendable {
    private let room: BodyRoom
    private let client: String
    private let bytes = Mutex(0)

    init(_ room: BodyRoom, client: String) { (self.room, self.client) = (room, client) }

    deinit { room.giveBack(bytes.withLock { $0 }, of: client) }

    /// What has arrived so far; throws where there is no room for it.
    func hold(_ arrived: Int) throws {
        let more = bytes.withLock { max(0, arrived - BodyRoom.smallBytes - $0) }
        guard more > 0 else { return }
        guard room.take(more, for: client) else {
            throw Problem(
                status: 503, what: "Too many large requests are being sent.",
                remedy: "Send it again in a minute. Nothing was changed.", headers: [("retry-after", "20")])
        }
        bytes.withLock { $0 += more }
    }
}
