import Ledger
import Rules
import Store

/// Where the ledger stood when a person was last here: kept with their preferences, and good for nothing but a heading.
enum LastVisit {
    static let name = "last-visit"

    /// The size of the ledger at the end of the visit before this one; notes how far this one has come.
    static func since(_ session: Session, _ context: ViewContext, _ visitors: VisitorStore) -> Int? {
        let size = context.log.size
        let kept = (try? visitors.preference(name, of: session.person)).flatMap(read)
        guard let kept else {
            note(session, from: size, to: size, visitors)
            return nil
        }
        guard kept.session == session.number else {
            note(session, from: kept.to, to: size, visitors)
            return min(kept.to, size)
        }
        // A write at each look would cost a sync of the disk.
        if kept.to != size { note(session, from: kept.from, to: size, visitors) }
        return min(kept.from, size)
    }

    private static func note(_ session: Session, from: Int, to: Int, _ visitors: VisitorStore) {
        try? visitors.prefer(name, "\(session.number) \(from) \(to)", of: session.person)
    }

    private static func read(_ text: String?) -> (session: Int, from: Int, to: Int)? {
        let numbers = (text ?? "").split(separator: " ").compactMap { Int($0) }
        return numbers.count == 3 ? (numbers[0], numbers[1], numbers[2]) : nil
    }
}
