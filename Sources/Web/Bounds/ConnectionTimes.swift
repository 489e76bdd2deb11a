import NIOCore

/// How long a connection may stay in each of its states: total times, because whoever sends a byte now and then is never
/// idle.
struct ConnectionTimes: Sendable {
    /// Until the first request's head is complete, with the handshake before it.
    var head = TimeAmount.seconds(30)
    /// From an answer until the next request's head is complete.
    var between = TimeAmount.seconds(60)
    /// For a body of which nothing is known, or that is small, and for any other.
    var body = TimeAmount.seconds(60), largeBody = TimeAmount.seconds(400)
    /// From the end of the request until the client has all of the answer.
    var answer = TimeAmount.seconds(300)
    /// For a stream of news: browsers open another one by themselves.
    var stream = TimeAmount.seconds(3600)
    /// After an answer that did not wait for the rest of the request: until it has arrived.
    var linger = TimeAmount.seconds(1)

    /// For what is under way when the server ends.
    var ending = TimeAmount.seconds(10)

    /// From this length on a body is large, and until here it is passed over after such an answer.
    static let smallBodyMax = 1 << 20

    func body(length: Int?) -> TimeAmount { (length ?? 0) <= ConnectionTimes.smallBodyMax ? body : largeBody }
}
