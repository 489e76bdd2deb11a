/// How the server is, for programs that watch it.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /health` | anybody; details for this machine and `--monitor` | whether statements are taken: 200 or 503 |
/// | `GET /metrics` | this machine and `--monitor` | figures in the text form of Prometheus |
enum HealthArea: Area {
    static let routes: [Route] = [
        .read("/health", "Whether the server takes statements; more for this machine and monitors", "Health") {
            try Health.answer($0)
        }.quick,
        .read(
            "/metrics", "Figures in the text form of Prometheus, for this machine and monitors", "Metrics",
            type: "text/plain"
        ) {
            try MetricsText.answer($0)
        }.quick,
    ]
}

extension SiteRequest {
    /// Whether it comes from somebody who watches the server: this machine itself, or an address that its operator named.
    /// Behind a proxy on this machine everybody would be loopback, so whatever a proxy passed on is not.
    var isFromMonitor: Bool {
        caller.client.isLoopback || caller.client.address.map(site.bounds.monitors.contains) == true
    }
}
