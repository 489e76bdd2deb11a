import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal (Architecture 7): a restricted word gives the unauthorised no hit, no count, and no other page. Method: p15 has
/// a name that stands nowhere else; every route is asked by who may not read it, and a search for it is held against a
/// search for a word that stands nowhere at all.
@Suite struct RestrictedWordTests {
    static let name = "Zebulon Quuxwitz"
    static let outsiders: [Role] = [.nobody, .terminated, .keyRevoked]

    /// The site, and the part that holds the name.
    private func described() async throws -> (Visitors, TestCA, part: String) {
        var ca = try TestCA.peopled()
        let place = try ca.describe(15, name: Self.name)
        let site = try await TestSite(
            ca, contents: [place: [OpenedPart(name: "name", key: TestWords.key, content: Array(Self.name.utf8))]])
        let hash = try #require(ca.state.log.rows[place].hash)
        return (try Visitors(site), ca, "\(hash.hex).name")
    }

    private func shows(_ reply: Reply) -> Bool {
        let encoded = String(decoding: Base64.encoded(Array(Self.name.utf8)), as: UTF8.self)
        return ["Zebulon", "Quuxwitz", encoded].contains { reply.text.contains($0) }
    }

    @Test("who may not read it finds it on no page, in no list, in no error")
    func nowhere() async throws {
        let (visitors, ca, part) = try await described()
        let addresses = RoleAddresses(ca)
        var paths = try Site.routes.filter { $0.method == .get && $0.pattern != "/live" }.map {
            try addresses.path($0.pattern)
        }
        paths += [
            "/people/p15", "/api/people/p15", "/api/openings?of=\(part)", "/nowhere", "/people?q=Ze", "/search?q=p15",
        ]
        paths += (0..<ca.entries.count).suffix(3).flatMap {
            ["/ledger/\($0)", "/ledger/\($0)/raw", "/api/entries/\($0)"]
        }
        for role in Self.outsiders {
            for path in paths {
                let reply = try await visitors.get(path, as: role)
                #expect(!shows(reply), "\(role.rawValue) reads it at \(path)")
            }
        }
    }

    @Test("who may read it does, each with a line in the journal: the test can fail")
    func readers() async throws {
        let (visitors, _, part) = try await described()
        for role in [Role.administrator, .board, .auditor] {
            #expect(shows(try await visitors.get("/api/openings?of=\(part)", as: role)), "\(role.rawValue)")
        }
    }

    @Test("a search for it is the search for a word that is nowhere, byte for byte", arguments: outsiders)
    func search(role: Role) async throws {
        let (visitors, _, _) = try await described()
        let searches = Site.routes.map(\.pattern).filter { $0.hasSuffix("/search") }
        #expect(searches.contains("/search"))
        for path in searches {
            for (word, nowhere) in [("Zebulon", "Xebulon"), ("quuxwitz", "xuuxwitz"), ("Zeb", "Xeb")] {
                let asked = try await visitors.get("\(path)?q=\(word)", as: role)
                let control = try await visitors.get("\(path)?q=\(nowhere)", as: role)
                #expect(asked.status == control.status)
                #expect(asked.text.replacing(word, with: "…") == control.text.replacing(nowhere, with: "…"), "\(path)")
                #expect(asked.headers.map(\.1) == control.headers.map(\.1))
            }
        }
    }
}

extension TestCA {
    /// A person says his name, restricted by the policy's personal exception; the place of it.
    mutating func describe(_ person: Int, name: String) throws -> Int {
        wait(60)
        let personal = authority.policy?.personal
        var draft = Draft.of(kind(DescribePerson.kind), .line(["person": .person(person)]), slot: "self")
        let request = request()
        draft.detached = [
            DetachedPart(
                audience: personal?.audience ?? "",
                commitment: commitment(
                    key: TestWords.key, origin: origin, signer: .person(person), request: request, kind: draft.kind,
                    name: "name", content: Array(name.utf8)), exception: personal?.id, name: "name")
        ]
        let signer = key(person)
        return try enter(signer.signed(statement(draft, by: person, request: request)))
    }
}
