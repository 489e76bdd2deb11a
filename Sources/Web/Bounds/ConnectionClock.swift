import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Ends a connection that takes too long, in total, with what it owes: a head, a body, the reading of its answer. And ends
/// one whose request was answered before it was whole: a body without an end would be read for ever.
final class ConnectionClock: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: Connections
    private let times: ConnectionTimes
    /// What the client owes, and what it must take.
    private var reading: Scheduled<Void>?
    private var answering: Scheduled<Void>?
    /// Whether a head came and its end did not.
    private var isInRequest = false
    /// Requests whose answer is not complete.
    private var unanswered = 0
    /// Nothing more is taken from it.
    private var isOver = false
    private var passedOver = 0

    init(_ connections: Connections, _ times: ConnectionTimes) { (self.connections, self.times) = (connections, times) }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.closed(context.channel)
        reading?.cancel()
        answering?.cancel()
        context.fireChannelInactive()
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard connections.opened(context.channel) else {
            isOver = true
            context.close(promise: nil)
            return
        }
        reading = end(context, in: times.head)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !isOver else { return passOver(part, context) }
        switch part {
        case .head(let head):
            isInRequest = true
            unanswered += 1
            connections.isBusy(context.channel, true)
            reading?.cancel()
            reading = end(context, in: times.body(length: head.headerFields[.contentLength].flatMap { Int($0) }))
        case .body: break
        case .end:
            isInRequest = false
            reading?.cancel()
            if unanswered > 0, answering == nil { answering = end(context, in: times.answer) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            if head.headerFields[.contentType]?.hasPrefix("text/event-stream") == true {
                answering?.cancel()
                answering = end(context, in: times.stream)
            }
            // It is answered before it was whole: nobody waits for the rest of it.
            if isUnfinished { head.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            unanswered -= 1
            let isCutOff = isInRequest && unanswered == 0
            if isCutOff {
                isOver = true
                context.writeAndFlush(data, promise: promise)
                reading?.cancel()
                answering?.cancel()
                // At once the client might lose the answer: what it still sends would reset the connection.
                reading = end(context, in: times.linger)
                return
            }
            if unanswered == 0 {
                answering?.cancel()
                answering = nil
                reading = end(context, in: times.between)
                connections.isBusy(context.channel, false)
            }
            context.write(data, promise: promise)
        default: context.write(data, promise: promise)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The server ends: it waits for no body that trickles in, and for no client that reads no answer.
        if event is ChannelShouldQuiesceEvent {
            if isInRequest {
                reading?.cancel()
                reading = end(context, in: times.ending)
            }
            if answering != nil {
                answering?.cancel()
                answering = end(context, in: times.ending)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    private var isUnfinished: Bool { isInRequest && unanswered == 1 }

    private func passOver(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        guard case .body(let bytes) = part else {
            context.close(promise: nil)
            return
        }
        passedOver += bytes.readableBytes
        if passedOver > ConnectionTimes.smallBodyMax { context.close(promise: nil) }
    }

    private func end(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }
}
