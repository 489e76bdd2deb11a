import Foundation

/// The proxy that the environment names for an address. FoundationNetworking asks the environment by itself, as curl does;
/// here it is asked once more, to say in a message who did not answer.
struct ProxySetting: Equatable {
    /// The variable, as `http_proxy`.
    let variable: String
    /// HOST and port without a password.
    let proxy: String

    init?(for base: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
        guard let parts = URLComponents(string: base),
            let host = parts.host?.lowercased().filter({ $0 != "[" && $0 != "]" }),
            let scheme = parts.scheme,
            !Self.isExempt(host, environment)
        else { return nil }
        // curl reads HTTP_PROXY in capitals never: a web server's caller could set that.
        let names = scheme == "http" ? ["http_proxy"] : ["https_proxy", "HTTPS_PROXY"]
        for name in names + ["all_proxy", "ALL_PROXY"] {
            guard let value = environment[name], !value.isEmpty else { continue }
            let url = URLComponents(string: value.contains("://") ? value : "http://" + value)
            variable = name
            proxy = (url?.host ?? "?") + (url?.port.map { ":\($0)" } ?? "")
            return
        }
        return nil
    }

    static func isExempt(_ host: String, _ environment: [String: String]) -> Bool {
        let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        return list.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }).contains { word in
            let name = word.drop { $0 == "." }
            return word == "*" || host == name || host.hasSuffix("." + name)
        }
    }

    /// What is said of it beside a failure.
    var lines: [String] {
        Layout.field(
            "proxy", "\(Visible.text(proxy)) was used, because \(variable) names it; set no_proxy=HOST to bypass it")
    }
}

extension ServerAddress {
    /// Whatever the environment says, this very machine is never asked by way of a proxy: that would hand a session's
    /// token and everybody's names in clear to whoever runs it. Before the first request, and then no more: the
    /// environment is not changed while somebody may read it.
    func goPastProxies() {
        guard isLoopback, let host = URLComponents(string: text)?.host else { return }
        let environment = ProcessInfo.processInfo.environment
        let name = host.lowercased().filter { $0 != "[" && $0 != "]" }
        guard !ProxySetting.isExempt(name, environment) else { return }
        let list = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        setenv("no_proxy", (list.isEmpty ? "" : list + ",") + "\(name),[\(name)]", 1)
    }
}
