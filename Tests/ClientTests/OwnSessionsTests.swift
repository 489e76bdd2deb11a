import Client
import Foundation
import Ledger
import Rules
import Synchronization
import TestWorld
import Testing

@Suite("One's own sessions at the server: listed, ended, forgotten here when they are over")
struct OwnSessionsTests {
    private static let token = String(repeating: "A", count: 43)

    /// A server that lets p1 in and has two sessions of his: 7, this one, and 4, of a hostile browser.
    private func signedIn(_ play: Play, _ console: Notepad = Notepad()) async throws -> Workspace {
        let now = play.log.now.text
        play.log.with { inside in
            inside.api = { path, token, _ in
                if path == "/api/sign-in" {
                    return StandIn.answer(200, ["challenge": .string(Self.token), "token": .string(Self.token)])
                }
                guard token == Self.token else { return StandIn.answer(401, [:]) }
                switch path {
                case "/api/sessions":
                    let rows = [(7, "foureyes", true), (4, "Fire\u{202E}fox", false)].map { number, device, isThis in
                        JSON.line([
                            "begun": .string(now), "device": .string(device), "ends": .string(now),
                            "number": .integer(number), "seen": .string(now), "sort": .string("key"),
                            "this": isThis ? .bool(true) : nil,
                        ])
                    }
                    return Reply(status: 200, body: JSON.array(rows).written())
                case "/api/sessions/end": return StandIn.answer(200, ["ended": .integer(1)])
                case "/api/sign-out/everywhere": return StandIn.answer(200, ["ended": .integer(2)])
                default: return nil
                }
            }
        }
        var one = try await play.workspace(1, console: console)
        try await one.signIn()
        return one
    }

    @Test("The list marks this one and shows what a browser says of itself as hostile text")
    func lists() async throws {
        let one = try await signedIn(try Play.small())
        let list = try await one.sessions()
        #expect(list.json.list?.compactMap { $0["number"]?.number } == [7, 4])
        #expect(list.lines.contains { $0.contains("foureyes (this one)") })
        #expect(list.lines.contains { $0.contains("Fire<U+202E>fox") && !$0.contains("this one") })
    }

    @Test("Ending another keeps this one; ending this one or all forgets the token here; the body names the session")
    func ends() async throws {
        let play = try Play.small()
        let one = try await signedIn(play)
        let posted = Mutex<[String]>([])
        play.log.with { inside in
            inside.heard = { path, body in
                posted.withLock { $0.append("\(path) \(String(decoding: body ?? [], as: UTF8.self))") }
            }
        }
        _ = try await one.end(session: 4)
        #expect(posted.withLock { $0.last } == "/api/sessions/end {\"session\":4}" && one.signedIn != nil)
        #expect(try await one.end(session: 7).lines == ["session 7 has ended (this one)"])
        #expect(one.signedIn == nil)
        let other = try await signedIn(play)
        #expect(try await other.endAllSessions().json["ended"]?.number == 2)
        #expect(other.signedIn == nil)
        #expect(await failure { _ = try await other.sessions() }?.exitCode == 4)
    }

    @Test(
        "A number that is not one's own is not found; a session that is over is forgotten; a list that is none is none")
    func refused() async throws {
        let play = try Play.small()
        let console = Notepad()
        let one = try await signedIn(play, console)
        let honest = play.log.with { $0.api }
        play.log.with { inside in
            inside.api = { path, token, inside in
                path == "/api/sessions/end" ? StandIn.answer(404, [:]) : honest?(path, token, inside)
            }
        }
        #expect(await failure { _ = try await one.end(session: 5) }?.exitCode == 4)
        play.log.with { $0.api = { _, _, _ in Reply(status: 200, body: Array("[{}]".utf8)) } }
        #expect(await failure { _ = try await one.sessions() }?.exitCode == 7)
        #expect(await failure { _ = try await one.endAllSessions() }?.exitCode == 7)
        #expect(one.signedIn != nil)
        play.log.with { $0.api = { _, _, _ in StandIn.answer(401, [:]) } }
        #expect(await failure { _ = try await one.sessions() }?.exitCode == 4)
        #expect(one.signedIn == nil && console.text.contains("foureyes sign-in"))
    }

    @Test("An export holds no sessions, and says so")
    func export() async throws {
        let play = try Play.small()
        let folder = play.scratch.path + "/export"
        try ExportMaking(play.log.ca).write(to: .init(fileURLWithPath: folder))
        let log = play.log
        var workspace = try Workspace(
            transport: FolderTransport(folder: .init(fileURLWithPath: folder)), storage: MemoryStorage(),
            console: Notepad(),
            clock: { log.now }, pause: { _ in })
        workspace.person = .person(1)
        try await workspace.sync()
        #expect(await failure { _ = try await workspace.sessions() }?.exitCode == 7)
    }
}
