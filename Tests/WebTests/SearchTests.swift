import Hummingbird
import HummingbirdTesting
import Ledger
import Rules
import Store
import Synchronization
import TestWorld
import Testing

@testable import Web

/// Goal: a search of somebody who may read names opens all of them in one reading, and never one by one. Method: an archive
/// that counts, before the store of a CA with many named people.
@Suite struct SearchTests {
    private static let named = Array(1...12)

    private func site() async throws -> (TestSite, Counting, Site) {
        var ca = try TestCA.peopled()
        var contents: [Int: [OpenedPart]] = [:]
        for person in Self.named {
            let name = "Quux-\(person) Zebulon"
            contents[try ca.describe(person, name: name)] = [
                OpenedPart(name: "name", key: TestWords.key, content: Array(name.utf8))
            ]
        }
        let under = try await TestSite(ca, contents: contents)
        let counting = Counting(StoreArchive(under.store))
        let now = ca.now
        let site = Site(
            counting, visitors: under.visitors, journal: under.store.journal, clock: { now },
            randomBytes: { Array(repeating: 1, count: $0) })
        return (under, counting, site)
    }

    private func search(_ words: String, _ site: Site, _ under: TestSite, as person: Int?) async throws -> String {
        var headers = HTTPFields()
        if let person {
            var ca = under.ca
            let token = [UInt8](repeating: UInt8(person), count: Token.byteCount)
            try under.visitors.endAll(of: person)
            _ = try under.visitors.begin(
                token: token, person: person, key: ca.key(person).publicKey.fingerprint, method: .key, device: "test",
                place: ca.entries.count, at: ca.now)
            headers[.authorization] = "Bearer " + Token.text(token)
        }
        let fields = headers
        return try await site.application().test(.router) { client in
            try await client.execute(uri: "/search?q=\(words)", method: .get, headers: fields) { Reply($0) }
        }.text
    }

    @Test("one search of one reader: one opening of all names, one line; who signed in without office opens his own")
    func openings() async throws {
        let (under, counting, site) = try await site()
        let lines = under.store.journal.openCount
        #expect(try await search("zebulon", site, under, as: nil).contains("Nothing has these words"))
        #expect(counting.count == Counting.Count(), "nobody opens nothing")
        let page = try await search("zebulon", site, under, as: 14)
        #expect(page.contains("12 things found") || page.contains("Twelve things found"))
        #expect(counting.count == Counting.Count(single: 0, together: 1))
        #expect(!page.contains("data-live"), "it does not ask again by itself")
        #expect(under.store.journal.openCount == lines + 1)
        #expect(try await search("quux-7", site, under, as: 14).contains("href=\"/people/p7\""))
        #expect(under.store.journal.openCount == lines + 1, "within ten minutes")
        #expect(try await !search("zebulon", site, under, as: 20).contains("Quux"), "who left his team")
        #expect(under.store.journal.openCount == lines + 1)
        // A hash or an id is nobody's name.
        _ = try await search(String(repeating: "a", count: 64), site, under, as: 14)
        let newest = try under.store.readings(about: 7).first?.line
        #expect(newest?.person == 14 && newest?.facts["about"]?.text == JournalLine.everybody)
    }

    /// An archive that counts what is opened.
    private final class Counting: Archive {
        struct Count: Equatable {
            var single = 0, together = 0
        }
        private let under: any Archive
        private let counted = Mutex(Count())
        var count: Count { counted.withLock { $0 } }
        init(_ under: any Archive) { self.under = under }

        func open(_ parts: [PartReference], for reader: Int, because authority: String) -> [Opening?] {
            counted.withLock { $0.single += parts.count }
            return under.open(parts, for: reader, because: authority)
        }
        func names(for reader: Int) -> [Int: String] {
            counted.withLock { $0.together += 1 }
            return under.names(for: reader)
        }
        func published() -> Snapshot { under.published() }
        func entry(at place: Int) -> [UInt8]? { under.entry(at: place) }
        func file(_ path: ExportPath) -> [UInt8]? { under.file(path) }
        func readings(about person: Int, before: Int?) throws -> [StoredLine] {
            try under.readings(about: person, before: before)
        }
        func stored(about person: Int) -> [StoredPart] { under.stored(about: person) }
        func lines(_ query: JournalQuery, for reader: Int) -> ReadLines? { under.lines(query, for: reader) }
        func line(_ number: Int, for reader: Int) -> ProvenLine? { under.line(number, for: reader) }
        func proof(of place: Int, size: Int) -> [Digest]? { under.proof(of: place, size: size) }
        func consistency(from old: Int, to size: Int) -> [Digest]? { under.consistency(from: old, to: size) }
        var stopped: String? { under.stopped }
        var journal: Journal.Published? { under.journal }
        func enter(_ offer: Offer) async -> Verdict { await under.enter(offer) }
    }
}
