import Ledger

/// A chapter of the policy: what it keeps, what can be done in it, what is found and due.
///
/// Each chapter declares itself once, in the file that bears its name; nothing central lists its parts.
/// `World.chapters` names the chapters.
package protocol Chapter {
    /// Its name in the policy: `physical.yaml` has what the policy says of `Physical`.
    static var name: Clause.Chapter { get }
    /// Its heading in the navigation.
    static var title: String { get }
    /// The registers that it keeps.
    static var registers: [Register] { get }
    /// Its own kinds of acts and records, in the order in which people meet them; those of its registers come by
    /// themselves.
    static var kinds: [Kind] { get }
    /// The values of the Manual that its rules read. A policy that has the chapter gives each of them.
    static var manual: [ManualValue] { get }
    /// Tables of the chapter that are no register, by name: what the state hash is over beside the registers (P-62).
    static var tables: [(name: String, hash: @Sendable (World) -> Digest?)] { get }
    /// What is found in it, what somebody can do in it, and what is due: rules that are beside their clause.
    static var findings: [FindingRule] { get }
    static var tasks: [TaskRule] { get }
    static var duties: [DutyRule] { get }
}

extension Chapter {
    package static var registers: [Register] { [] }
    package static var manual: [ManualValue] { [] }
    package static var tables: [(name: String, hash: @Sendable (World) -> Digest?)] { [] }
    package static var findings: [FindingRule] { [] }
    package static var tasks: [TaskRule] { [] }
    package static var duties: [DutyRule] { [] }
}

extension Kind {
    /// Every kind of this edition, authority first, then by chapter.
    package static let all: [Kind] =
        Authority.kinds + World.chapters.flatMap { chapter in chapter.registers.flatMap(\.kinds) + chapter.kinds }

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    package static func named(_ name: String) -> Kind? { byName[name] }

    /// What the policy loader must know of every kind.
    package static let allFacts: [KindFacts] = all.map { kind in
        var facts = kind.facts
        facts.chapter = kind.chapter
        return facts
    }

    /// The chapter of the policy that it belongs to.
    package var chapter: Clause.Chapter? { part == .authority ? .authority : Self.chapters[name] }

    private static let chapters: [String: Clause.Chapter] = Dictionary(
        World.chapters.flatMap { chapter in
            (chapter.registers.flatMap(\.kinds) + chapter.kinds).map { ($0.name, chapter.name) }
        }
    ) { first, _ in first }
}
