import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: a server with a wrong clock puts its time under nobody's name, and people are told whose clock is off, by how much.
@Suite struct DeviceClockTests {
    private func draft(_ site: TestSite, device: Time?) async throws -> Reply {
        var form = [("f.label", "vault-77"), ("signer", "p5"), ("slot", "keeper")]
        if let device { form.append(("device-clock", device.text)) }
        return try await site.post("/propose/register/store.enter", form: form)
    }

    @Test("P-10: what is drafted carries the time of the device; without a script the server's")
    func device() async throws {
        let site = try await TestSite(try TestCA.busy())
        let now = site.ca.now
        for (device, shown) in [(now.adding(-300), now.adding(-300)), (nil, now)] as [(Time?, Time)] {
            let reply = try await draft(site, device: device)
            #expect(
                reply.text.contains("&quot;claimed&quot;:&quot;\(shown.text)&quot;"),
                "\(reply.status) \(reply.text.prefix(3000))")
        }
    }

    @Test("P-10: with clocks days apart nothing is drafted, and the words say whose is ahead by how much")
    func apart() async throws {
        let site = try await TestSite(try TestCA.busy())
        let device = site.ca.now.adding(-3 * 86_400 - 7200)
        let reply = try await draft(site, device: device)
        #expect(reply.status == 422)
        #expect(
            reply.text.contains("The clock of your device (\(device.text)) is 3 days and 2 hours behind the server’s"),
            "\(reply.text.prefix(3000))")
        #expect(!reply.text.contains("claimed"))
    }

    @Test(
        "P-10: times apart are told in their two largest units",
        arguments: [
            (0, "0 seconds"), (1, "1 second"), (601, "10 minutes and 1 second"), (-7200, "2 hours"),
            (3 * 86_400 + 3661, "3 days and 1 hour"),
        ])
    func words(_ seconds: Int, _ words: String) {
        let time = TestCA.start
        #expect(time.adding(seconds).apart(from: time) == words)
        #expect((ClocksApart.alarm(log: time.adding(seconds), own: time) != nil) == (seconds > 600))
    }
}
