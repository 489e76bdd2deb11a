import Ledger
import Store

/// `/health`: 200 while statements are taken, else 503.
enum Health {
    /// Below this the next large statement may not fit.
    static let diskLow = 64 << 20

    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        let health = request.context.ledger.health
        let why = problem(of: health)
        var members: [(String, JSON?)] = [("writing", .bool(why == nil))]
        if request.isFromMonitor {
            members += [
                ("age", health.lastEntry.map { .integer(max(0, health.now.since($0))) }),
                ("anchor", .bool(health.isAnchorInPlace)),
                ("clock", .string(health.now.text)),
                ("disk-free", health.diskFree.map { .integer($0) }),
                ("last-entry", health.lastEntry.map { .string($0.text) }),
                ("low-disk", health.diskFree.map { .bool($0 < diskLow) }),
                ("why", why.map { .string($0) }),
            ]
        }
        var answer = SiteResponse.json(
            .sorted(members.compactMap { name, value in value.map { JSON.Member(name, $0) } }),
            status: why == nil ? 200 : 503)
        answer.caching = .never
        return answer
    }

    /// Why statements are not taken; nil while they are.
    static func problem(of health: StoreHealth) -> String? {
        if let stopped = health.stopped { return stopped }
        if !health.isAnchorInPlace { return "The record of the last signed head was deleted or replaced." }
        if health.diskFree == 0 { return "The disk is full." }
        if let last = health.lastEntry, last.since(health.now) > LedgerWriter.clockLagMax {
            return "The clock is behind the newest entry, which was recorded at \(last.text)."
        }
        return nil
    }
}
