import Ledger
import Rules
import TestWorld
import Testing

/// SP-9.1.2c: one individual per team is leader, by motion of the Board.
struct AppointLeaderTests {
    @Test("SP-9.1.2c: a leader comes from the team, one a team")
    func leader() throws {
        var ca = try small()
        ca.wait(31 * 86_400)
        refused("SP-9.1.2c", ca) { try $0.propose("authority/team.lead", member(10, "keepers"), by: 1) }
        try ca.carry(ca.propose("authority/team.lead", member(6, "keepers"), by: 1))
        #expect(ca.authority.led(by: 6, at: ca.now) == ["keepers"] && ca.authority.led(by: 5, at: ca.now) == [])
    }

    @Test("SP-9.1.2c: nobody becomes leader without the Board's motion")
    func motion() throws {
        var ca = try cacert()
        let act = try ca.propose("authority/team.lead", member(9, "systems-administration"), by: 8)
        #expect(!ca.inEffect(act) && ca.authority.led(by: 9, at: ca.now) == [])
        let motion = try ca.open(act)
        for person in 1...5 { try ca.vote(motion, .no, by: person) }
        for person in [1, 2] { try ca.close(motion, by: person) }
        #expect(ca.word(act) == "defeated" && ca.authority.led(by: 9, at: ca.now) == [])
    }
}
