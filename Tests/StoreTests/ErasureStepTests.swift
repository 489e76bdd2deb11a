import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Store

/// An erasure seals what stays step by step: in bounded memory, and from where a crash cut it off.
@Suite struct ErasureStepTests {
    private let subject = ContentSubject.person(2)

    private func folder() throws -> (FolderLayout, Vault) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("vault-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path + "/keys", withIntermediateDirectories: true)
        let layout = FolderLayout(path)
        try VaultFile.create(at: layout.vault)
        try Vault.createKeys(layout)
        return (layout, try Vault(layout))
    }

    private func part(_ number: Int, bytes: Int = 100) -> ArrivingPart {
        let opened = OpenedPart(
            name: "file-1", key: Digest.of([UInt8(number)]).bytes,
            content: Array(repeating: UInt8(number), count: bytes))
        return ArrivingPart(
            statement: Digest.of(Array("statement \(number)".utf8)), opened: opened,
            stands: DetachedPart(
                audience: "members", commitment: Digest.of([]), exception: "RP-1.4-personal", name: "file-1"),
            subject: subject)
    }

    @Test("P-6: more than one step: what stays opens under one fresh key, and the old key is gone")
    func steps() throws {
        let (_, vault) = try folder()
        defer { vault.close() }
        let parts = (1...(2 * Vault.stepParts + 5)).map { part($0) } + [part(200, bytes: Vault.stepBytes), part(201)]
        try vault.put(parts)
        let old = try #require(try vault.keys.all().first?.holder.id)
        try vault.erase([parts[0].reference, parts[70].reference])
        #expect(try vault.keys.all().count == 1 && vault.keys.key(old) == nil)
        for (number, part) in parts.enumerated() {
            let opened = try vault.opened(part.reference)
            #expect(opened == ([0, 70].contains(number) ? nil : part.opened), "part \(number)")
        }
    }

    @Test("P-6: an erasure that was cut off between two steps goes on under the key that it made")
    func cutOff() throws {
        let (layout, vault) = try folder()
        let parts = (1...9).map { part($0) }
        try vault.put(parts)
        let old = try #require(try vault.keys.all().first?.holder.id)
        // As after a crash: the fresh key is there, and some of the parts lie under it.
        try vault.reseal(under: old, but: Set(parts.dropFirst(3).map(\.reference)), ending: [old])
        vault.close()
        let again = try Vault(layout)
        defer { again.close() }
        #expect(try again.keys.all().count == 2 && again.file.references(under: old).count == 6)
        #expect(try parts.allSatisfy { try again.opened($0.reference) == $0.opened })
        try again.erase([parts[8].reference])
        #expect(try again.keys.all().count == 1 && again.keys.key(old) == nil)
        #expect(try again.file.references(under: old).isEmpty && again.opened(parts[8].reference) == nil)
        #expect(try parts.dropLast().allSatisfy { try again.opened($0.reference) == $0.opened })
    }
}
