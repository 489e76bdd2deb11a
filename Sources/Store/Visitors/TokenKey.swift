import Foundation
import Ledger

import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey

/// The key of the pages' file, `keys/visitors.key`: what is in the file is bound to it (docs/decisions/0044).
///
/// Who can write the databases and reads no key can neither make a session, invitation or feed, nor turn their own into
/// somebody else's. Lost, it is made again: everybody is signed out, links are made again.
struct TokenKey: Sendable {
    private let key: SymmetricKey

    init(_ path: String) throws(StoreError) {
        if DurableFile.length(path) == nil {
            try DurableFile.makeFolder(DurableFile.parts(path).folder)
            try FolderKeys.createSecret(at: path)
        }
        guard let secret = try FolderKeys.secret(path, "pages' key") else {
            throw StoreError(.folder, "The key \(path) for sessions is missing.", remedy: "Start the server again.")
        }
        key = SymmetricKey(data: secret)
    }

    /// What is kept of a token; of another sort for each table, so that none serves in another.
    func hash(_ token: [UInt8], _ sort: String) -> Data { seal(sort, [.bytes(token)]) }

    /// One thing that a seal binds.
    enum Bound {
        case bytes([UInt8])
        case number(Int)
        case text(String)
    }

    /// What binds the columns of a row to each other.
    func seal(_ sort: String, _ columns: [Bound]) -> Data {
        var writer = SSHWriter()
        writer.string("foureyes visitors 1 " + sort)
        for column in columns {
            switch column {
            case .bytes(let bytes): writer.string(bytes)
            case .number(let number): writer.string(String(number))
            case .text(let text): writer.string(text)
            }
        }
        return Data(HMAC<SHA256>.authenticationCode(for: writer.bytes, using: key))
    }
}
