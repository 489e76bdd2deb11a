import ArgumentParser
import Hummingbird
import Ledger
import Logging
import ServiceLifecycle
import Store
import Web

/// `serve`: opens the ledger, answers over HTTP until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Start the server of a ledger.",
        discussion:
            "SIGTERM or SIGINT stops it when running requests are done. Without a certificate it listens on loopback addresses only."
    )

    @Option(help: "The data folder that `init` made.") var data: String
    @Option(help: "Address and port. Without a certificate: localhost, 127.0.0.1 or [::1].") var listen =
        "localhost:8080"
    @Option(help: "The certificate and its chain in PEM. It is read again when it changes.") var certificate: String?
    @Option(help: "The private key of the certificate, in PEM.") var key: String?
    @Option(
        help:
            "The socket of `foureyes-demo keys`, so that pages can sign for people of a demonstration. Demonstrations only."
    )
    var demonstrationKeys: String?
    @Option(
        help: ArgumentHelp(
            "A proxy whose X-Forwarded-For counts, as often as needed. Without it the header is ignored, and all who come by the proxy are one client.",
            valueName: "address[/prefix]"))
    var trustedProxy: [String] = []
    @Option(
        help: ArgumentHelp(
            "Who may read /metrics and the details of /health, beside this machine, as often as needed.",
            valueName: "address[/prefix]"))
    var monitor: [String] = []

    func run() async throws {
        let address: ListenAddress
        let bounds = try bounds()
        let tls = try pair()
        do throws(ListenAddress.Refused) { address = try ListenAddress(listen, isSecure: tls != nil) } catch {
            throw Stop(.usage, error.message)
        }
        let store: LedgerStore
        let visitors: VisitorStore
        do throws(StoreError) {
            let folder = try DataFolder(opening: data)
            store = try LedgerStore(opening: folder, progress: ServeCommand.progress)
            visitors = try VisitorStore(in: folder.path)
        } catch {
            throw Stop(error)
        }
        // Blocks until what waits is written: after the last request was answered, before the program ends.
        defer {
            store.close()
            visitors.close()
        }
        let keys = try demonstrationKeys.map { (path) throws(Stop) in try signer(path, of: store) }
        let site = Site(
            store, visitors: visitors, clock: LedgerStore.systemClock,
            randomBytes: Randomness.bytes,
            demonstrationKeys: keys, bounds: bounds, logger: ServeCommand.logger)
        let size = store.published.state.log.size
        tell(
            "\(store.origin): \(size) \(size == 1 ? "entry" : "entries")\(store.voids.isEmpty ? "" : ", \(store.voids.count) of them VOID")"
        )
        if !store.strangers.isEmpty { tell(ServeCommand.words(strangers: store.strangers.count)) }
        MachineKey.tell(store.journal.machine, in: store.published.state.authority)
        let application = try site.application(host: address.host, port: address.port, certificate: tls) {
            tell("\(tls == nil ? "http" : "https")://\(address.shown)")
        }
        let logger = ServeCommand.logger
        logger.notice(
            "start",
            metadata: [
                "connections": "\(bounds.connections)", "entries": "\(size)", "ledger": "\(store.origin)",
                "version": "\(Release.version)", "voids": "\(store.voids.count)",
            ])
        let group = ServiceGroup(
            configuration: .init(
                // They are stopped in the order from last to first: streams end before the server waits for its answers.
                services: [
                    .init(service: application), .init(service: DiskWatch(store: store, logger: logger)),
                    .init(service: AlarmWatch(store: store, logger: logger)),
                    .init(service: CertificateWatch(certificate: tls)),
                    .init(service: LiveNews(store: store, live: site.live)),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: ServeCommand.quiet(logger)))
        do { try await group.run() } catch let stop as Stop {
            throw stop
        } catch {
            throw Stop(
                .unavailable,
                "cannot listen on \(address.shown): \(error). Is another server running there? Choose another port with --listen."
            )
        }
        logger.notice("stop", metadata: ["entries": "\(store.published.state.log.size)"])
        tell("stopped")
    }

    /// The certificate with its key; both or none.
    private func pair() throws(Stop) -> ServerCertificate? {
        guard let certificate, let key else {
            guard certificate == nil, key == nil else {
                throw Stop(.usage, "--certificate FILE and --key FILE must be given together.")
            }
            return nil
        }
        do throws(ServerCertificate.Unusable) {
            return try ServerCertificate(certificate: certificate, key: key)
        } catch { throw Stop(.usage, error.message) }
    }

    /// A production ledger has no such signer: whoever could ask it would be everybody at once.
    private func signer(_ path: String, of store: LedgerStore) throws(Stop) -> DemonstrationSocket {
        guard store.published.state.authority.founding?.sort == .demonstration else {
            throw Stop(
                .usage,
                "--demonstration-keys works with demonstrations only, and \(store.origin) is not one. Remove it: people sign with their own keys."
            )
        }
        return DemonstrationSocket(path: path)
    }

    /// K-14: it is kept, and shown as soon as its entry is there.
    static func words(strangers count: Int) -> String {
        "the vault has \(count) \(count == 1 ? "part" : "parts") of statements that this ledger does not have: the ledger may be older than the vault. They are kept. If a newer export exists, recover from that"
    }

    /// A long start says how far it is: the first one on this machine checks every signature.
    private static let progress: LedgerStore.Progress = { done, all in
        if all > 20_000, done % 20_480 == 0 || done == all { tell("read and checked \(done) of \(all) entries") }
    }

    /// The server's own log, on standard error: one line for each event that an operator may have to see.
    private static var logger: Logger {
        var logger = Logger(label: "foureyes-server")
        logger.logLevel = .notice
        return logger
    }

    /// Of what libraries tell the warnings only.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = .warning
        return logger
    }

    /// What one client may have, and how many connections the descriptors allow.
    private func bounds() throws(Stop) -> Bounds {
        var bounds = Bounds()
        do throws(AddressRanges.Refused) {
            bounds.proxies = try AddressRanges(trustedProxy)
            bounds.monitors = try AddressRanges(monitor)
        } catch { throw Stop(.usage, error.message) }
        bounds.connections = Bounds.connections(descriptors: Descriptors.raise())
        return bounds
    }
}
