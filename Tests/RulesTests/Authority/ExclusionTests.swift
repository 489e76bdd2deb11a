import Ledger
import Rules
import TestWorld
import Testing

/// SP-3.4.2b: nobody is in two groups that the policy keeps apart.
struct ExclusionTests {
    @Test("SP-3.4.2b, SP-1.2f: nobody comes into a group that another of his excludes, whatever the order")
    func exclusive() throws {
        let ca = try small()
        refused("SP-3.4.2b", ca) { try $0.propose("authority/team.appoint", member(5, "reviewers"), by: 1) }
        refused("SP-3.4.2b", ca) { try $0.propose("authority/team.appoint", member(7, "keepers"), by: 1) }
        let board = try cacert()
        refused("SP-3.4.2b", board) { try $0.propose("authority/team.lead", member(1, "access"), by: 2) }
        refused("SP-3.4.2b", board) { try $0.propose("authority/body.seat", bodied(6, "arbitrators"), by: 1) }
    }

    @Test("SP-3.4.2b, SP-1.2f, P-30: the auditor cannot be seated on a body beside it, nor a member made auditor")
    func auditorApart() throws {
        let ca = try small()
        refused("SP-3.4.2b", ca) { try $0.propose("authority/team.appoint", member(9, "keepers"), by: 1) }
        refused("SP-3.4.2b", ca) { try $0.propose("authority/body.seat", bodied(5, "reviser"), by: 1) }
    }
}
