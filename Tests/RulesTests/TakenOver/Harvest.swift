import Ledger
import Rules
import TestWorld

/// A web server in hostile hands, with a touch of everybody's passkey for whatever bytes it likes: each sign-in, each
/// vote, each record that a person meant gave it one. What the door refuses it puts into the log all the same.
struct Harvest {
    var ca: TestCA
    /// The passkeys that touched, by person.
    let touches: [Int: SoftwareKey]
    /// Signs locally too: how the honest history is made, and the case that shows that these attempts can succeed.
    var isLocal = false
    /// Statements that counted.
    private(set) var counted = 0

    init(_ ca: TestCA) throws {
        var ca = ca
        var touches: [Int: SoftwareKey] = [:]
        let governing = ca.authority.seated(in: ca.authority.policy?.governs ?? "", at: ca.now)
        for person in 1...ca.authority.people.count {
            let witnesses = governing.filter { $0 != person }
            touches[person] = try ca.furtherKey(
                person, seed: "touch", form: .webauthn, witnesses: [witnesses[0], witnesses[1]])
        }
        (self.ca, self.touches) = (ca, touches)
    }

    var people: [Int] { touches.keys.sorted() }

    /// Everything that touches can do towards an act of this body: proposal, every slot by everybody, motion, votes,
    /// closings. `proposer` means it honestly and signs the proposal on her own machine.
    mutating func attempt(_ kind: Kind, _ body: JSON, proposer: Int? = nil) {
        let slots = slots(of: kind)
        var act: Int?
        for person in proposer.map({ [$0] }) ?? people where act == nil {
            for slot in slots + [nil] where act == nil {
                act = say(.of(kind, body, slot: slot), by: person, local: proposer != nil)
            }
        }
        guard let act else { return }
        for slot in slots { for person in people { say(signature(act, slot), by: person) } }
        deliberate(act)
        for slot in slots { for person in people { say(signature(act, slot), by: person) } }
    }

    private mutating func deliberate(_ act: Int) {
        guard let open = ca.authority.acts[place: act], let rule = ca.authority.requirement(of: open)?.motion else {
            return
        }
        var motion: Int?
        for person in people where motion == nil {
            motion = say(.motion(about: open, body: rule.body), by: person)
        }
        guard let motion, let found = ca.authority.motion(at: motion) else { return }
        for person in people { say(.vote(found, .yes), by: person) }
        ca.wait(73 * 3600)
        for person in people {
            guard let found = ca.authority.motion(at: motion) else { return }
            say(.close(found, ca.authority.tally(found, at: ca.now)), by: person)
        }
    }

    private func signature(_ act: Int, _ slot: String) -> Draft? {
        if let open = ca.authority.acts[place: act] { return .sign(open, slot: slot) }
        return ca.state.world.acts[place: act].map { .sign($0, slot: slot) }
    }

    private func slots(of kind: Kind) -> [String] {
        [false, true].flatMap { opening in
            ca.authority.requirement(of: kind.name, opening: opening)?.ways.flatMap { $0.slots.map(\.name) } ?? []
        }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Says it by a touch; what is refused is forced into the log. The place, if it counts.
    @discardableResult
    private mutating func say(_ draft: Draft?, by person: Int, local: Bool = false) -> Int? {
        guard let draft else { return nil }
        let key = local || isLocal ? ca.key(person) : touches[person]
        // A new key's own signature is the attacker's: he made the key.
        let holder = draft.slot == "holder" ? Harvest.planted : key
        do {
            let place = try ca.say(draft, by: draft.slot == "holder" ? holderName(draft) : person, with: holder)
            counted += 1
            return place
        } catch {
            _ = try? ca.force(ca.offered)
            return nil
        }
    }

    private func holderName(_ draft: Draft) -> Int {
        guard let of = draft.of, let place = ca.state.log.place(of: of) else { return 0 }
        return ca.authority.acts[place: place]?.named.first ?? 0
    }

    /// The key that the server would like enrolled as somebody's.
    static let planted = SoftwareKey(.ed25519, seed: "planted by the server")
}
