import Ledger
import Rules
import TestWorld

/// The CAcert CA with those who decide cases: Arbitrators p14, p15, p17 and p18, Case Managers p16 and p19; the opening is over. The
/// Board is p1 to p5, p8 leads the Systems Administrators p9, p12, p13, p6 the Access Engineers, p20 the Support Engineers;
/// p11 is without office.
func arbitrated() throws -> TestCA { try ArbitratedWorld.made.get() }

private enum ArbitratedWorld {
    static let made = Result {
        var ca = try cacert()
        for body in ["arbitrators", "arbitrators", "case-managers", "arbitrators", "arbitrators", "case-managers"] {
            let person = try ca.enrol(witnesses: [1, 2])
            try ca.carry(ca.propose("authority/body.seat", bodied(person, body), by: 1))
        }
        let leader = try ca.enrol(witnesses: [1, 2])
        try ca.carry(ca.propose("authority/team.lead", member(leader, "support"), by: 1))
        ca.now = ca.authority.founding?.openingEnd.map { $0.adding(60) } ?? ca.now
        return ca
    }
}

func ended(_ person: Int, _ group: String) -> JSON {
    .line(["group": .string(group), "person": .person(person)])
}
