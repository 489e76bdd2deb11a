import Ledger

/// All that one half of the rules can see: authority alone, or the whole world.
///
/// Signer and hosts fold authority only, so an authority act is given nothing else: the compiler keeps it
/// from reading a register (P-35).
package protocol Scope: Sendable {
    var authority: Authority { get }
    var acts: Acts<Self> { get set }
    /// The place at which an item was born, nil if there is none: an id from outside is asked for here first.
    func born(_ id: ItemID) -> Int?
    static var part: Part { get }
}

/// What an effect may change: one chapter's registers, and nothing beside.
package protocol Registers: Sendable {
    associatedtype Whole: Scope
    static var inside: any WritableKeyPath<Whole, Self> & Sendable { get }
}

/// A permission: what it carries, what must hold, what it changes. Who must sign is the policy's (P-30).
package protocol Act<Sees>: Sendable {
    associatedtype Sees: Scope
    associatedtype Changes: Registers where Changes.Whole == Sees

    static var kind: String { get }
    static var title: String { get }
    static var clauses: [String] { get }
    static var fields: Fields<Self> { get }
    /// Content that is beside the line (P-6).
    static var detached: [DetachedNote] { get }
    /// Whether files may stand beside it: where a reason may, unless the kind says otherwise (D11).
    static var takesFiles: Bool { get }
    /// Takes power away only: exempt from the floor of P-23.
    static var narrows: Bool { get }
    /// Of authority's: gives nobody anything and takes nothing from another, so that one signature made on a person's own
    /// machine is enough (K-31). A test shows that none of these kinds changes any right.
    static var isNeutral: Bool { get }
    /// Changes the rules themselves: three local signatures (P-23).
    static var changesRules: Bool { get }
    /// Belongs to cases and rulings: where no body arbitrates, no policy speaks of it (P-30).
    static var needsArbitrator: Bool { get }
    /// Takes only signatures made on people's own machines (P-42, P-55).
    static var isLocal: Bool { get }
    /// Enrols a person's key, whose holder signs with it too (P-21).
    static var hasHolder: Bool { get }
    /// Fields that are hashes of enclosures, which the proposal must list (P-7).
    static var encloses: [String] { get }
    /// The longest enclosure (K-22).
    static var enclosureBytesMax: Int { get }

    /// A kind whose requirement stands for this one's where a policy says nothing of it; kinds that every register has.
    static var like: String? { get }
    /// The policy may not ask anything else of it.
    static var mustBeLike: Bool { get }

    /// What must hold at the proposal and again at the effect (P-32).
    func check(_ sees: Sees, at moment: Moment) throws(Refusal)
    /// Cannot fail: whatever could was asked by `check` on the same state.
    func effect(on changes: inout Changes, at moment: Moment)

    /// The people whom it names: they fill no slot but one that is theirs (P-30).
    func named(in authority: Authority) -> [Int]
    /// What a stop names or ends, for the pools of section G.
    func stopSubject(in authority: Authority) -> StopSubject?
    /// The groups in which it ends or suspends somebody's seat: some of these change every later majority (K-4).
    func seatsEnded(in authority: Authority) -> [String]
    /// What it would give again, where it needs all that this needs (P-56); nil: it needs what the policy says of its kind.
    func restored(in authority: Authority) -> [Restored]?
    /// The key that it enrols or gives back; its holder signs with it (P-21).
    func holderKey(in authority: Authority) -> PublicKey?
    /// The key that it ends: with a stopped key one ends that key and nothing else (P-56).
    var endsKey: Digest? { get }
    /// What the body of a signature in this slot must say.
    func asks(slot: String) -> JSON
    /// Why this person may not fill this slot though the policy's pool admits them.
    func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal?
    /// What is still missing among signatures that count, beyond their number.
    func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal?
}

extension Act {
    package static var detached: [DetachedNote] { [.reason] }
    package static var takesFiles: Bool { detached.contains { $0.name == DetachedNote.reason.name } }
    package static var narrows: Bool { false }
    package static var isNeutral: Bool { false }
    package static var changesRules: Bool { false }
    package static var needsArbitrator: Bool { false }
    package static var isLocal: Bool { false }
    package static var hasHolder: Bool { fields.notes.contains { $0.type.control == .publicKey } }
    package static var encloses: [String] { [] }
    package static var enclosureBytesMax: Int { 2 << 20 }
    package static var like: String? { nil }
    package static var mustBeLike: Bool { false }
    package func stopSubject(in authority: Authority) -> StopSubject? { nil }
    package func check(_ sees: Sees, at moment: Moment) throws(Refusal) {}
    package func named(in authority: Authority) -> [Int] { Self.fields.people(self) }
    package func seatsEnded(in authority: Authority) -> [String] { [] }
    package func restored(in authority: Authority) -> [Restored]? { nil }
    package func holderKey(in authority: Authority) -> PublicKey? { nil }
    package var endsKey: Digest? { nil }
    package func asks(slot: String) -> JSON { .object([]) }
    package func bars(_ person: Int, from slot: Slot, in authority: Authority) -> Refusal? { nil }
    package func lacks(_ counted: [Signed], in authority: Authority, at now: Time) -> Refusal? { nil }

    /// Carries out the effect where it belongs.
    package func apply(to whole: inout Sees, at moment: Moment) {
        effect(on: &whole[keyPath: Changes.inside], at: moment)
    }
}

/// An act that signer and hosts fold too.
package protocol AuthorityAct: Act where Sees == Authority, Changes == Authority {}
