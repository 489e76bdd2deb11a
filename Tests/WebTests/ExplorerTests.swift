import Ledger
import Rules
import TestWorld
import Testing

@testable import Store
@testable import Web

/// Goal: proofs are drawn as they are checked; whoever sees something wrong finds what to do on one page.
@Suite struct ExplorerTests {
    @Test("the drawing ends at the root for every place and size")
    func picture() throws {
        let leaves = (0..<23).map { Digest.leaf(of: [UInt8($0)]) }
        for size in 1...23 {
            var tree = Tree()
            for leaf in leaves.prefix(size) { tree.append(leaf) }
            for place in 0..<size {
                let path = Self.path(Array(leaves.prefix(size)), place)
                let picture = ProofPicture(leaf: leaves[place], index: place, size: size, path: path)
                #expect((picture.steps.last?.made ?? leaves[place]) == tree.root, "\(place) of \(size)")
            }
        }
    }

    /// The path of RFC 9162, 2.1.3.1, as it is defined.
    private static func path(_ leaves: [Digest], _ place: Int) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        let (left, right) = (Array(leaves[..<half]), Array(leaves[half...]))
        return place < half
            ? path(left, place) + [root(right)] : path(right, place - half) + [root(left)]
    }
    private static func root(_ leaves: [Digest]) -> Digest {
        var tree = Tree()
        for leaf in leaves { tree.append(leaf) }
        return tree.root
    }

    @Test("an entry's proof is drawn, and two heads are proved to continue each other")
    func pages() async throws {
        let site = try await TestSite(try TestCA.busy())
        let entry = try await site.get("/ledger/5").text
        #expect(entry.contains("<svg class=\"proof-picture\"") && entry.contains(">root</text>"))
        let size = site.ca.entries.count
        for old in [0, 1, 7, size] {
            let text = try await site.get("/ledger/consistency?first=\(old)&second=\(size)").text
            #expect(text.contains("<span class=\"mark holds\">proved</span>"), "\(old)")
            #expect(text.contains(Words.words12(site.ca.state.log.roots[old]).prefix(4).joined(separator: " ")))
        }
        #expect(try await site.get("/ledger/consistency?first=\(size + 1)").status == 400)
        #expect(try await site.get("/ledger/consistency?first=-1").status == 400)
    }

    @Test("the journal's page shows its head and each segment with its machine, and no line")
    func journal() async throws {
        let site = try await TestSite(try TestCA.busy())
        try site.store.journal.write(
            JournalLine(.signIn, at: site.ca.now, person: 4, facts: .line(["device": .string("a secret word")])))
        try site.store.journal.seal()
        let text = try await site.get("/journal").text
        let head = site.store.journal.head
        #expect(head.size > 0 && text.contains(Words.words12(head.root).prefix(4).joined(separator: " ")))
        #expect(text.contains("no. \(head.size)</span>") && !text.contains("a secret word"))
    }

    @Test("the alarm page says for each trouble what it means and what to do, and whom to call by id")
    func alarm() async throws {
        let site = try await TestSite(try TestCA.busy())
        let text = try await site.get("/alarm").text
        for trouble in Trouble.allCases {
            #expect(text.contains(HTML(text: trouble.meaning).markup), "\(trouble.rawValue)")
            #expect(text.contains(HTML(text: trouble.remedy).markup), "\(trouble.rawValue)")
        }
        for group in site.ca.authority.whomToCall() {
            for person in group.people { #expect(text.contains(">p\(person)</a>")) }
        }
        #expect(try await site.get("/").text.contains("href=\"/alarm\">something is wrong</a>"))
    }

    @Test("P-4: while a void entry stands unacknowledged, every page says so on top")
    func banner() async throws {
        let site = try await TestSite(try TestCA.busy())
        #expect(try await !site.get("/").text.contains("class=\"alarm\""))
        #expect(TroubleBanner.html(ViewContext(site.site.ledger, now: site.ca.now)).isEmpty)
        let (good, void) = (
            site.store.published, VoidEntry(place: 3, leaf: Digest.of([3]), refusal: Refusal("P-2", "no such key"))
        )
        let state = State(log: good.state.log, whole: good.state.world, voids: [void])
        var context = ViewContext(
            site.site.ledger, Published(state: state, hashes: good.hashes, checkpoint: good.checkpoint),
            now: site.ca.now)
        context.stopped = "the disk failed"
        let banner = TroubleBanner.html(context).markup
        #expect(banner.contains("The log accepts nothing any more") && banner.contains("An entry is void"))
    }
}
