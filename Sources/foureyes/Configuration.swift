import Client
import Foundation

/// What the environment and the configuration file say, where no option does.
enum Configuration {
    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// `FOUREYES_CONFIG`, else `foureyes/config` in the folder for configurations.
    /// None without a home: the folder in which a service happens to run is not one's own.
    private static var file: String? {
        if let named = environment["FOUREYES_CONFIG"] { return named }
        let folder = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { $0 + "/.config" }
        return folder.map { $0 + "/foureyes/config" }
    }

    /// None where there is no file; a file that cannot be read is an error, because it may name another key.
    static func settings() throws(Failure) -> Settings {
        guard let file, FileManager.default.fileExists(atPath: file) else { return .none }
        // It names keys and whom to trust: who else may write it could name others.
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        let owner = (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value
        guard mode & 0o022 == 0, owner == getuid() || owner == 0 else {
            throw .usage("\(Visible.text(file)) can be written by others; make it yours alone: chmod 600")
        }
        guard let handle = FileHandle(forReadingAtPath: file),
            let data = try? handle.read(upToCount: Settings.bytesMax + 1), data.count <= Settings.bytesMax,
            let text = String(validating: data, as: UTF8.self)
        else { throw .usage("\(Visible.text(file)) cannot be read as text of at most \(Settings.bytesMax) bytes") }
        return try Settings(text: text, home: environment["HOME"] ?? ".")
    }

    /// The address of the server: nil where nobody names one.
    static func url(_ option: String?) throws(Failure) -> String? {
        if let said = option ?? environment["FOUREYES_URL"] { return said }
        return try settings().servers.first?.url
    }

    private static func server(_ url: String?) throws(Failure) -> Settings.Server? {
        let settings = try settings()
        return try self.url(url).flatMap { settings.server($0) }
    }

    static func person(_ option: String?, at url: String?) throws(Failure) -> String? {
        if let said = option ?? environment["FOUREYES_PERSON"] { return said }
        return try server(url)?.person
    }

    static func key(_ option: String?, at url: String?) throws(Failure) -> String? {
        if let said = option ?? environment["FOUREYES_KEY"] { return said }
        return try server(url)?.key
    }

    /// Certificates to trust besides those of the system: a server with a self-made one.
    static func trust(_ option: String?, at url: String?) throws(Failure) {
        let said = option ?? environment["FOUREYES_CA"]
        guard let file = try said == nil ? server(url)?.ca : said else { return }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw .usage("\(Visible.text(file)) cannot be read: --ca names a file of certificates in PEM")
        }
        // FoundationNetworking hands this file to libcurl as CURLOPT_CAINFO.
        setenv("URLSessionCertificateAuthorityInfoFile", file, 1)
    }
}
