import Ledger
import Rules
import Synchronization

/// Tables that people sent and nobody has signed for yet: in memory, shown to their sender alone, until their statement would
/// be over. They reach no disk before somebody signed for them.
final class HeldTables: Sendable {
    /// Of everybody together. A table of the largest size takes some ten megabytes as it is read.
    static let most = 12
    static let ownMost = 2
    static let seconds = 2 * 3600

    private struct Held {
        let name: Digest
        let person: Int
        let table: ImportTable
        /// Of its enclosure. Made once: whoever posts a statement has it looked for, and a table has up to 4 MiB.
        let enclosed: Digest?
        let until: Time
    }
    /// In the order in which they came.
    private let held = Mutex<[Held]>([])

    /// Keeps one, by the name of its bytes. What the same person sent first gives way; so does, where others hold too much,
    /// what is oldest: whoever sent it sends it again.
    func hold(_ table: ImportTable, of csv: [UInt8], by person: Int, at now: Time) -> Digest {
        let name = Digest.of(Array("\(table.register.name)\n".utf8) + csv)
        let enclosed = table.enclosure.map { Digest.of($0) }
        held.withLock { held in
            held.removeAll { $0.until < now || ($0.name == name && $0.person == person) }
            while held.count(where: { $0.person == person }) >= HeldTables.ownMost,
                let oldest = held.firstIndex(where: { $0.person == person })
            {
                held.remove(at: oldest)
            }
            if held.count >= HeldTables.most { held.removeFirst() }
            held.append(
                Held(
                    name: name, person: person, table: table, enclosed: enclosed,
                    until: now.adding(HeldTables.seconds)))
        }
        return name
    }

    var count: Int { held.withLock { $0.count } }

    func table(_ name: Digest, of person: Int, at now: Time) -> ImportTable? {
        held.withLock { held in
            held.first { $0.name == name && $0.person == person && now <= $0.until }?.table
        }
    }

    /// The bytes of an enclosure that a statement names: whoever has a statement of theirs signed may send them with it, also
    /// after the session ended in which they were read.
    func enclosure(_ digest: Digest) -> [UInt8]? {
        held.withLock { held in
            held.first { $0.enclosed == digest }?.table.enclosure
        }
    }

    /// The page on which a person sees what a statement of theirs encloses.
    func name(of enclosure: Digest, by person: Int) -> (register: Register, name: Digest)? {
        held.withLock { held in
            held.first { $0.person == person && $0.enclosed == enclosure }
                .map { ($0.table.register, $0.name) }
        }
    }
}
