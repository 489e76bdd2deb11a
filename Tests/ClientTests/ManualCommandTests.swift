import Client
import Ledger
import Rules
import TestWorld
import Testing

@Suite("The values of the Manual, as their owner changes them at a command line (P-37, K-24)")
struct ManualCommandTests {
    @Test(
        "P-37: the command knows whose a value is and whether the change loosens; a day later the leader puts it into force"
    )
    func manual() async throws {
        let play = try Play.small()
        var one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in try s.manualChange(["store.count.interval=100 days"]) }
        #expect(one.manualChanges().json.list?.first?["condition"]?.text == "in-force")
        play.wait()
        one = try await play.workspace(1)
        let said = try await one.say { (s) throws(Failure) in try s.manualChange(["store.count.interval=400 days"]) }
        let id = "A-\(said.place)"
        play.wait()
        var five = try await play.workspace(5)
        _ = try await five.say { (s) throws(Failure) in try s.signature(on: [id], slot: "second") }
        play.wait(24 * 3600)
        one = try await play.workspace(1)
        _ = try await one.say { (s) throws(Failure) in try s.manualClosing(id) }
        #expect(one.authority.manualValues?.value("store.count.interval") == .span(400 * 86_400))
        let wrong = await failure { _ = try await one.say { (s) throws(Failure) in try s.manualChange(["x=1"]) } }
        #expect(wrong?.exitCode == 2)
    }
}
