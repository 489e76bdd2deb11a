import Ledger
import Store

/// `/metrics`: the text form of Prometheus, version 0.0.4. Names and labels are ours, so nothing in them needs escaping
/// but what a rule is called.
enum MetricsText {
    static func answer(_ request: SiteRequest) throws -> SiteResponse {
        guard request.isFromMonitor else {
            throw Problem(
                status: 403, what: "The figures of this server are not for this address.",
                remedy: "The operator names monitors with <code>--monitor ADDRESS</code>.")
        }
        let site = request.site
        return SiteResponse(
            type: "text/plain; version=0.0.4; charset=utf-8",
            bytes: Array(
                text(
                    site.figures.now, health: request.context.ledger.health,
                    connections: site.connections.count, streams: site.live.count, views: site.turns.count
                ).utf8),
            caching: .never)
    }

    static func text(
        _ figures: Figures.Contents, health: StoreHealth, connections: Int, streams: Int, views: Int
    ) -> String {
        var lines: [String] = []
        func metric(_ name: String, _ type: String, _ help: String, _ values: [(labels: String, value: String)]) {
            lines.append("# HELP foureyes_\(name) \(help)")
            lines.append("# TYPE foureyes_\(name) \(type)")
            lines += values.map { "foureyes_\(name)\($0.labels) \($0.value)" }
        }
        func gauge(_ name: String, _ help: String, _ value: Int) { metric(name, "gauge", help, [("", "\(value)")]) }
        func counter(_ name: String, _ help: String, _ value: Int) { metric(name, "counter", help, [("", "\(value)")]) }

        gauge("entries", "Entries in the ledger.", health.entries)
        gauge("queue_length", "Submissions that wait for the writer.", health.waiting)
        gauge("writing", "1 while statements are taken.", Health.problem(of: health) == nil ? 1 : 0)
        if let free = health.diskFree { gauge("disk_free_bytes", "Free bytes on the disk of the data folder.", free) }
        gauge("vault_bytes", "Bytes of the file with detached contents.", health.vaultBytes)
        if let last = health.lastEntry {
            gauge("last_entry_age_seconds", "Seconds since the newest entry.", max(0, health.now.since(last)))
        }
        gauge("connections", "Open connections.", connections)
        gauge("streams", "Open streams of news.", streams)
        gauge("views", "Pages that are being made or wait for their turn.", views)
        metric(
            "refusals_total", "counter", "Statements refused, by rule.",
            figures.refusals.sorted { $0.key < $1.key }.map { ("{rule=\"\(escaped($0.key))\"}", "\($0.value)") })
        counter("writes_undone_total", "Statements that were not written, for want of room.", figures.undone)
        counter("writes_unknown_total", "Statements of which nobody knows whether they were written.", figures.unknown)
        metric(
            "requests_total", "counter", "Requests answered, by status.",
            figures.requests.sorted { $0.key < $1.key }.map { ("{status=\"\($0.key)\"}", "\($0.value)") })
        let buckets = zip(Figures.seconds, figures.durations).map { ("_bucket{le=\"\($0)\"}", "\($1)") }
        metric(
            "request_seconds", "histogram", "Seconds until an answer was made.",
            buckets + [
                ("_bucket{le=\"+Inf\"}", "\(figures.durationCount)"), ("_sum", "\(figures.durationSum)"),
                ("_count", "\(figures.durationCount)"),
            ])
        return lines.joined(separator: "\n") + "\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
