import Foundation
import Ledger
import Rules

import struct Crypto.SymmetricKey

/// A part on its way into the vault, with what its line says of it.
struct ArrivingPart: Sendable {
    let statement: Digest
    let opened: OpenedPart
    let stands: DetachedPart
    let subject: ContentSubject

    var reference: PartReference { PartReference(statement: statement, part: stands.name) }
}

/// What is detached, public or restricted: contents in one file, keys in another, each erasable for good (P-6).
///
/// The writer's thread alone writes; anybody reads.
final class Vault: Sendable {
    let file: VaultFile
    let keys: VaultKeysFile
    private let key: VaultKey

    /// Opens a folder's vault. One that an earlier program left gets its keys' file; one whose keys are gone does not
    /// open, because what they opened would silently be lost.
    init(_ layout: FolderLayout) throws(StoreError) {
        file = try VaultFile(layout.vault)
        if DurableFile.length(layout.vaultKeys) == nil {
            guard try file.keysInUse().isEmpty else {
                throw StoreError(
                    .folder, "\(layout.vaultKeys), the file with the vault keys, is missing.",
                    remedy: Remedy.of(layout.vaultKeys))
            }
            try Vault.createKeys(layout)
        }
        (keys, key) = try Vault.openedKeys(layout)
    }

    private static func openedKeys(_ layout: FolderLayout) throws(StoreError) -> (VaultKeysFile, VaultKey) {
        let keys = try VaultKeysFile(layout.vaultKeys)
        let key = try VaultKey(layout.vaultKey)
        if let newest = try keys.all().last, key.unwrapped(newest.wrapped, for: newest.holder) == nil {
            keys.close(afterFault: true)
            throw StoreError(
                .otherKey, "\(layout.vaultKey) is not the key that belongs to \(layout.vaultKeys).",
                remedy: Remedy.of(layout.vaultKey))
        }
        return (keys, key)
    }

    /// Throws where the keys do not open.
    static func checkKeys(_ layout: FolderLayout) throws(StoreError) {
        try openedKeys(layout).0.close(afterFault: true)
    }

    /// Makes the keys' file, and the vault's key where there is none.
    static func createKeys(_ layout: FolderLayout) throws(StoreError) {
        if DurableFile.length(layout.vaultKey) == nil { try VaultKey.create(at: layout.vaultKey) }
        try VaultKeysFile.create(at: layout.vaultKeys)
    }

    /// Keeps the parts of statements that are about to be entered: restricted ones sealed, and nowhere as they are.
    func put(_ parts: [ArrivingPart]) throws(StoreError) {
        var open: [(statement: Digest, part: OpenedPart)] = []
        var sealed: [VaultFile.Sealed] = []
        for part in parts {
            guard part.stands.isRestricted else {
                open.append((part.statement, part.opened))
                continue
            }
            let holder = (part.subject.text, part.stands.audience, part.stands.exception ?? "")
            sealed.append(try seal(part.opened, part.reference, under: try current(holder)))
        }
        try file.put(open, sealed: sealed)
    }

    /// Keeps those parts of an entry that are not here yet.
    func takeIn(_ parts: [ArrivingPart]) throws(StoreError) {
        for part in parts {
            let isHere =
                part.stands.isRestricted
                ? try file.sealed(part.reference) != nil
                : try file.part(of: part.statement, name: part.opened.name) != nil
            if !isHere { try put([part]) }
        }
    }

    /// Key and content of a restricted part; nil when it is not here, its key is gone, or it was changed.
    func opened(_ reference: PartReference) throws(StoreError) -> OpenedPart? {
        guard let sealed = try file.sealed(reference), let (holder, wrapped) = try keys.key(sealed.key),
            let subjectKey = key.unwrapped(wrapped, for: holder)
        else { return nil }
        return open(sealed, holder, subjectKey)
    }

    /// The same of many in one pass over contents and keys; what cannot be opened is left out.
    func opened(_ references: [PartReference]) throws(StoreError) -> [PartReference: OpenedPart] {
        let (open, sealed) = try file.parts(references)
        var found = open
        guard !sealed.isEmpty else { return found }
        let all = Dictionary(try keys.all().map { ($0.holder.id, $0) }) { first, _ in first }
        for (reference, box) in sealed {
            guard let (holder, wrapped) = all[box.key], let subjectKey = key.unwrapped(wrapped, for: holder) else {
                continue
            }
            found[reference] = self.open(box, holder, subjectKey)
        }
        return found
    }

    private typealias Unlocked = (holder: KeyHolder, key: SymmetricKey)

    /// The key in use for a holder, made at first need; it is on disk before anything is sealed with it.
    private func current(_ holder: (subject: String, audience: String, exception: String)) throws(StoreError)
        -> Unlocked
    {
        if let (found, wrapped) = try keys.newest(
            subject: holder.subject, audience: holder.audience, exception: holder.exception)
        {
            guard let subjectKey = key.unwrapped(wrapped, for: found) else {
                throw StoreError(
                    .damaged, "A key of \(found.subject) in \(keys.path) was changed.",
                    remedy: Remedy.of(keys.path))
            }
            return (found, subjectKey)
        }
        return try make(holder)
    }

    private func make(_ holder: (subject: String, audience: String, exception: String)) throws(StoreError) -> Unlocked {
        let made = KeyHolder(
            id: Randomness.bytes(16), subject: holder.subject, audience: holder.audience, exception: holder.exception)
        let subjectKey = SymmetricKey(size: .bits256)
        try keys.put(made, try key.wrapped(subjectKey, for: made))
        return (made, subjectKey)
    }

    private func seal(_ part: OpenedPart, _ reference: PartReference, under unlocked: Unlocked) throws(StoreError)
        -> VaultFile.Sealed
    {
        VaultFile.Sealed(
            reference: reference, key: unlocked.holder.id,
            box: try Sealing.seal(
                part.key + part.content, under: unlocked.key, bound: Vault.bound(reference, unlocked.holder)))
    }

    private func open(_ sealed: VaultFile.Sealed, _ holder: KeyHolder, _ key: SymmetricKey) -> OpenedPart? {
        guard let plain = Sealing.open(sealed.box, under: key, bound: Vault.bound(sealed.reference, holder)),
            plain.count >= 32
        else { return nil }
        return OpenedPart(
            name: sealed.reference.part, key: Array(plain.prefix(32)), content: Array(plain.dropFirst(32)))
    }

    /// What a box is bound to: statement, part, subject, audience, exception.
    private static func bound(_ reference: PartReference, _ holder: KeyHolder) -> [UInt8] {
        Sealing.bound(
            "foureyes vault part 1", reference.statement.bytes, reference.part, holder.subject, holder.audience,
            holder.exception)
    }

    /// Erases parts for good. What else is under their keys is sealed again under fresh ones, and the old keys go: so
    /// that no copy of the contents, however old, is opened by any key that is left.
    func erase(_ doomed: [PartReference]) throws(StoreError) {
        guard !doomed.isEmpty else { return }
        let going = Set(doomed)
        var old: Set<[UInt8]> = []
        for reference in doomed { if let key = try file.key(of: reference) { old.insert(key) } }
        for id in old.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            try reseal(under: id, but: going, ending: old)
        }
        try file.erase(doomed, dropping: old)
        // A crash before this leaves keys that open nothing; the next start sweeps them.
        try keys.erase(old)
    }

    /// Seals what else is under a key that ends, step by step: one person may have more photos than fit into memory. A
    /// crash leaves some under the old key and some under the fresh one; the next start goes on where this ended.
    func reseal(under id: [UInt8], but going: Set<PartReference>, ending: Set<[UInt8]>) throws(StoreError) {
        let left = try file.references(under: id).filter { !going.contains($0) }
        guard !left.isEmpty, let (holder, wrapped) = try keys.key(id),
            let subjectKey = key.unwrapped(wrapped, for: holder)
        else { return }
        let fresh = try successor(of: holder, ending: ending)
        var step: [VaultFile.Sealed] = []
        var length = 0
        for reference in left {
            // What was changed by hand does not open. The erasure goes on, for the old key must go; from the next start
            // the part is a finding of another sort.
            guard let sealed = try file.sealed(reference), let part = open(sealed, holder, subjectKey) else { continue }
            step.append(try seal(part, reference, under: fresh))
            length += sealed.box.count
            if length >= Vault.stepBytes || step.count == Vault.stepParts {
                try file.reseal(step)
                (step, length) = ([], 0)
            }
        }
        try file.reseal(step)
    }

    /// So much is sealed again in one commit: a few boxes in memory, and no wait for the disk for each of a thousand names.
    static let stepBytes = 4 << 20, stepParts = 64

    /// The holder's newest key, if it does not end too; an erasure that a crash cut off made it.
    private func successor(of holder: KeyHolder, ending: Set<[UInt8]>) throws(StoreError) -> Unlocked {
        let names = (holder.subject, holder.audience, holder.exception)
        if let (found, wrapped) = try keys.newest(
            subject: holder.subject, audience: holder.audience, exception: holder.exception),
            !ending.contains(found.id), let unwrapped = key.unwrapped(wrapped, for: found)
        {
            return (found, unwrapped)
        }
        return try make(names)
    }

    /// Erases keys that an erasure has ended: what a crash left, and what an older copy of their file brought back.
    /// A key of somebody else under which nothing lies stays: the contents may yet be put back from a copy.
    func sweepKeys(of erased: Set<String>) throws(StoreError) {
        let used = try file.keysInUse()
        let dropped = try file.droppedKeys()
        try keys.erase(
            try keys.all().map(\.holder).filter {
                !used.contains($0.id) && (dropped.contains($0.id) || erased.contains($0.subject))
            }.map(\.id))
    }

    func close(afterFault: Bool = false) {
        // Every batch is in the log now; after a fault only a start can tell.
        if !afterFault { try? file.arrived() }
        file.close(afterFault: afterFault)
        keys.close(afterFault: afterFault)
    }
}
