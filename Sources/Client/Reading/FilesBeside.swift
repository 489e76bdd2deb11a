import Attachments
import Foundation
import Ledger
import Rules

extension Workspace {
    /// Fetches one file beside an act, a record or an entry, holds it against the commitment that was signed, and keeps it.
    /// Of one that is not for everyone the server writes down the reading first (P-6).
    package func file(_ number: Int, of id: String, to path: String?) async throws(Failure) -> Output {
        let place: Int
        switch try find(id) {
        case .act(let view): place = view.place
        case .record(let record): place = record.place
        case .entry(let entry): place = entry
        default: throw .usage("give an act, a record or an entry, like A-4, R-6 or 12")
        }
        let name = "file-\(number)"
        guard let statement = replica.statement(at: place),
            let part = statement.detached.first(where: { $0.name == name }),
            PartLimits.isFile(name, in: statement.kind)
        else { throw .notFound("\(Visible.text(id)) has no file \(number)") }
        let hash = Digest.of(statement.line())
        if let act = state.erasure(of: hash, part: name) {
            throw .notFound("file \(number) of \(id): erased by \(act)")
        }
        let content = try await content(of: part, beside: statement, hash: hash)
        guard let sort = Attachment.Sort(content) else {
            throw .notFound("file \(number) of \(id) is not a JPEG, PNG or PDF, so it was not saved")
        }
        let target = path ?? "\(id)-\(name).\(sort.ending)"
        guard !FileManager.default.fileExists(atPath: target) else {
            throw .usage("\(Visible.text(target)) already exists")
        }
        guard
            FileManager.default.createFile(
                atPath: target, contents: Data(content), attributes: [.posixPermissions: 0o600])
        else { throw .unavailable("\(Visible.text(target)) cannot be written") }
        return Output(
            ["\(Visible.text(target)): \(sort.title), \(content.count) bytes, matches its commitment"],
            .line([
                "bytes": .integer(content.count), "file": .string(target), "sha256": .string(Digest.of(content).hex),
                "type": .string(sort.mediaType),
            ]))
    }

    private func content(of part: DetachedPart, beside statement: Statement, hash: Digest) async throws(Failure)
        -> [UInt8]
    {
        guard part.isRestricted else {
            guard let bytes = try await transport.fetch(.detached(statement: hash, name: part.name)) else {
                throw .notFound("\(transport.name) does not serve this file")
            }
            guard bytes.count - 32 <= DetachedNote.fileBytesMax else {
                throw .notFound("this file is longer than a file may be, so it was not saved")
            }
            let (key, content) = (Array(bytes.prefix(32)), Array(bytes.dropFirst(32)))
            guard statement.opens(part: part.name, key: key, content: content) else {
                throw naming(
                    .alarm(
                        Alarm(
                            .content,
                            "\(transport.name) serves a part “\(part.name)” of the statement \(hash.hex) that differs from what its signer signed."
                        )))
            }
            return content
        }
        let reference = PartReference(statement: hash, part: part.name)
        guard let content = try await openings([reference])[reference] else {
            throw .notFound(
                "that you may read; this file is restricted: run foureyes sign-in as somebody who may read it")
        }
        return content
    }
}
