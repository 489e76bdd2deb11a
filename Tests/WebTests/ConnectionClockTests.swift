import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import NIOPosix
import TestWorld
import Testing

@testable import Web

/// Goal: nobody holds a connection longer than what they do takes, however they spread their bytes, and none holds them all.
/// Method: the handler alone, on a loop whose time the test sets.
@Suite struct ConnectionClockTests {
    private func open(_ connections: Connections, _ loop: EmbeddedEventLoop, from address: String = "192.0.2.1") throws
        -> EmbeddedChannel
    {
        let channel = EmbeddedChannel(handler: ConnectionClock(connections, ConnectionTimes()), loop: loop)
        channel.remoteAddress = try SocketAddress(ipAddress: address, port: 4711)
        channel.connect(to: try SocketAddress(ipAddress: address, port: 4711), promise: nil)
        return channel
    }

    private func connections(_ most: Int = 100) -> Connections {
        var bounds = Bounds()
        bounds.connections = most
        return Connections(bounds)
    }

    private func head(_ length: Int? = nil) -> HTTPRequestPart {
        var head = HTTPRequest(method: length == nil ? .get : .post, scheme: "http", authority: "localhost", path: "/")
        if let length { head.headerFields[.contentLength] = "\(length)" }
        return .head(head)
    }

    private func answer(_ channel: EmbeddedChannel, type: String = "text/html") throws -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentType] = type
        channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: fields)), promise: nil)
        channel.write(HTTPResponsePart.end(nil), promise: nil)
        channel.flush()
        guard case .head(let head)? = try channel.readOutbound(as: HTTPResponsePart.self) else { return HTTPFields() }
        return head.headerFields
    }

    @Test("a connection without a whole head ends after 30 seconds, and after 60 between two requests")
    func heads() throws {
        let loop = EmbeddedEventLoop(), all = connections()
        let channel = try open(all, loop)
        loop.advanceTime(by: .seconds(29))
        #expect(channel.isActive)
        try channel.writeInbound(head())
        try channel.writeInbound(HTTPRequestPart.end(nil))
        loop.advanceTime(by: .seconds(40))
        #expect(channel.isActive, "an answer is being made")
        #expect(try answer(channel)[.connection] == nil)
        loop.advanceTime(by: .seconds(59))
        #expect(channel.isActive && all.count == 1)
        loop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive && all.count == 0)
        let idle = try open(all, loop)
        loop.advanceTime(by: .seconds(31))
        #expect(!idle.isActive)
    }

    @Test(
        "a body that comes byte by byte ends by its whole time, a large one later",
        arguments: [(1000, 60), (8 << 20, 400)])
    func bodies(length: Int, seconds: Int) throws {
        let loop = EmbeddedEventLoop()
        let channel = try open(connections(), loop)
        try channel.writeInbound(head(length))
        for _ in 0..<seconds - 1 {
            loop.advanceTime(by: .seconds(1))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(2))
        #expect(!channel.isActive)
    }

    @Test("whoever does not take an answer loses it; a stream lasts an hour")
    func answers() throws {
        let loop = EmbeddedEventLoop()
        for (type, seconds) in [("text/html", 300), ("text/event-stream", 3600)] {
            let channel = try open(connections(), loop)
            try channel.writeInbound(head())
            try channel.writeInbound(HTTPRequestPart.end(nil))
            var fields = HTTPFields()
            fields[.contentType] = type
            channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok, headerFields: fields)), promise: nil)
            loop.advanceTime(by: .seconds(Int64(seconds) - 1))
            #expect(channel.isActive)
            loop.advanceTime(by: .seconds(2))
            #expect(!channel.isActive, "\(type)")
        }
    }

    @Test("a request that was answered before it was whole is passed over and closed; nothing more of it is read")
    func endless() throws {
        let loop = EmbeddedEventLoop()
        for isPatient in [true, false] {
            let channel = try open(connections(), loop)
            try channel.writeInbound(head(1 << 30))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "first")))
            #expect(try answer(channel)[.connection] == "close")
            var arrived = 0
            while try channel.readInbound(as: HTTPRequestPart.self) != nil { arrived += 1 }
            #expect(arrived == 2)
            let piece = ByteBuffer(repeating: 0, count: 64 << 10)
            for _ in 0..<(isPatient ? 3 : 17) { try channel.writeInbound(HTTPRequestPart.body(piece)) }
            #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
            #expect(channel.isActive == isPatient, "beyond a megabyte it is closed at once")
            loop.advanceTime(by: .seconds(2))
            #expect(!channel.isActive)
        }
    }

    @Test(
        "one address has a share of all connections; where all are taken, the longest idle of the greediest gives way")
    func shares() throws {
        let loop = EmbeddedEventLoop(), all = connections(32)
        let greedy = try (0..<9).map { _ in try open(all, loop) }
        #expect(greedy.filter(\.isActive).count == 8)
        // One of them is busy.
        try greedy[0].writeInbound(head())
        try greedy[0].writeInbound(HTTPRequestPart.end(nil))
        let others = try (0..<24).map { try open(all, loop, from: "198.51.100.\($0)") }
        #expect(others.allSatisfy(\.isActive) && all.count == 32)
        let late = try open(all, loop, from: "203.0.113.1")
        loop.run()
        #expect(late.isActive && all.count == 32)
        #expect(greedy[0].isActive && !greedy[1].isActive && greedy[2].isActive && others.allSatisfy(\.isActive))
    }

    @Test("a server that ends waits ten seconds for what is under way")
    func ending() throws {
        let loop = EmbeddedEventLoop()
        for isWhole in [true, false] {
            let channel = try open(connections(), loop)
            try channel.writeInbound(head(8 << 20))
            if isWhole { try channel.writeInbound(HTTPRequestPart.end(nil)) }
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            loop.advanceTime(by: .seconds(9))
            #expect(channel.isActive)
            loop.advanceTime(by: .seconds(2))
            #expect(!channel.isActive)
        }
    }

    @Test("a proxy of ours may have all connections")
    func proxy() throws {
        var bounds = Bounds()
        (bounds.connections, bounds.proxies) = (32, try AddressRanges(["192.0.2.1"]))
        let all = Connections(bounds), loop = EmbeddedEventLoop()
        #expect(try (0..<20).map { _ in try open(all, loop) }.allSatisfy(\.isActive))
    }

    @Test("over the network: a body that is too long is answered unread, and the connection is to be closed")
    func live() async throws {
        let site = try await TestSite(try TestCA.small())
        let answer = try await site.site.application(port: 0).test(.live) { client in
            let port = try #require(client.port)
            return try await Self.exchange(
                "POST /api/submit HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n{",
                port: port)
        }
        #expect(
            answer.hasPrefix("HTTP/1.1 413 ") && answer.lowercased().contains("\r\nconnection: close\r\n"), "\(answer)")
    }

    /// Sends something and reads the head of the answer.
    private static func exchange(_ text: String, port: Int) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            var answer = ""
            for try await piece in inbound {
                answer += String(buffer: piece)
                if answer.contains("\r\n\r\n") { break }
            }
            return answer
        }
    }
}
