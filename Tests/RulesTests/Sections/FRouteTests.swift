import Ledger
import Rules
import TestWorld
import Testing

/// Section F of the protocol, K-16: votes keep their route.
struct FRouteTests {
    /// A motion that widens, and p2's key in a browser.
    private func opened(_ kind: String = "authority/team.appoint") throws -> (TestCA, Int, Int, SoftwareKey) {
        var ca = try small()
        let passkey = try ca.furtherKey(2, form: .webauthn)
        let act = try ca.propose(kind, member(10, "keepers"), by: 1)
        ca.wait(60)
        let motion = try ca.open(act)
        return (ca, act, motion, passkey)
    }

    @Test(
        "K-16: while a local vote counts, no page vote takes its place, whatever it says",
        arguments: Vote.Choice.allCases)
    func page(choice: Vote.Choice) throws {
        var (ca, _, motion, passkey) = try opened()
        try ca.vote(motion, .no, by: 2)
        let refusal = refused("K-16", ca, "before the first closing") {
            try $0.vote(motion, choice, by: 2, with: passkey)
        }
        #expect(refusal?.who == "p2, with a key on their own machine")
        for person in [1, 3, 4] { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        refused("K-16", ca, "between the closings") { try $0.vote(motion, choice, by: 2, with: passkey) }
        try ca.vote(motion, .abstain, by: 2)
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now) == Tally(yes: 3, abstain: 1))
    }

    @Test("K-16: the floor of local votes is not lost between the two closings")
    func floor() throws {
        var (ca, act, motion, passkey) = try opened()
        let third = try ca.furtherKey(3, form: .webauthn, witnesses: [1, 4])
        ca.wait(60)
        for person in [1, 2] { try ca.vote(motion, .yes, by: person) }
        try ca.vote(motion, .yes, by: 3, with: third)
        try ca.vote(motion, .abstain, by: 4)
        try ca.close(motion, by: 1)
        refused("K-16", ca) { try $0.vote(motion, .yes, by: 2, with: passkey) }
        try ca.close(motion, by: 4)
        #expect(ca.inEffect(act))
    }

    @Test("K-16: a local vote takes the place of a page vote with the same choice too, a page vote only with another")
    func upwards() throws {
        var (ca, _, motion, passkey) = try opened()
        try ca.vote(motion, .yes, by: 2, with: passkey)
        refused("K-16", ca, "the same by page") { try $0.vote(motion, .yes, by: 2, with: passkey) }
        try ca.vote(motion, .no, by: 2, with: passkey)
        try ca.vote(motion, .no, by: 2)
        #expect(ca.authority.motion(at: motion)?.votes.map(\.local) == [true])
        refused("K-16", ca, "the same again") { try $0.vote(motion, .no, by: 2) }
        try ca.vote(motion, .yes, by: 2)
    }

    @Test("K-16: a vote that changes nothing is refused after the first closing too, and is nobody's last")
    func nothing() throws {
        var (ca, _, motion, _) = try opened()
        for person in 1...4 { try ca.vote(motion, .yes, by: person) }
        try ca.close(motion, by: 1)
        refused("K-16", ca) { try $0.vote(motion, .yes, by: 2) }
        try ca.vote(motion, .no, by: 2)
        refused("P-50", ca, "changed once") { try $0.vote(motion, .yes, by: 2) }
    }

    @Test("K-16: a vote that fell with a stop binds nobody: they vote anew, as they can")
    func fallen() throws {
        var (ca, _, motion, passkey) = try opened()
        try ca.vote(motion, .no, by: 2)
        try ca.stop(ca.key(2).publicKey.fingerprint.hex, by: 2, slot: "person")
        ca.wait(60)
        try ca.vote(motion, .no, by: 2, with: passkey)
        #expect(ca.authority.tally(ca.authority.motion(at: motion)!, at: ca.now).no == 1)
    }
}
