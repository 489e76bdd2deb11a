import Foundation
import Testing

@testable import Web

/// Goal: an area says beside its routes who may ask for what, and says it of every route. Method: the table in each area's
/// comment is held against the routes that the area serves, both ways.
@Suite struct AreaTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/Web")

    /// The lines `/// | `GET POST /path` | who | what |` of the file that declares an area.
    private static func told(_ area: String) throws -> Set<String> {
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects ?? []
        let file = try #require(files.compactMap { $0 as? URL }.first { $0.lastPathComponent == "\(area).swift" })
        var told: Set<String> = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            guard let match = line.firstMatch(of: #/^\/\/\/ \| `([A-Z ]+) (\/[^`]*)` \| [^|]+ \| [^|]+ \|$/#) else {
                continue
            }
            for method in match.1.split(separator: " ") { told.insert("\(method) \(match.2)") }
        }
        return told
    }

    @Test("the table of each area has its routes and no other", arguments: Site.areas.map { "\($0)" })
    func table(area: String) throws {
        let routes = try #require(Site.areas.first { "\($0)" == area }).routes
        let served = routes.map {
            "\($0.method.rawValue) \($0.pattern.replacing(#/[0-9a-f]{16}/#, with: "{hash}"))"
        }
        #expect(Set(served).count == served.count, "a route twice")
        #expect(try Self.told(area) == Set(served))
    }

    @Test("no two areas serve one route, and every link of the menu leads to a page")
    func together() throws {
        let served = Site.routes.map { "\($0.method.rawValue) \($0.pattern)" }
        #expect(Set(served).count == served.count)
        let links = Menu.groups.flatMap(\.links)
        #expect(Set(links.map(\.path)).count == links.count && Set(Menu.groups.map(\.group)).count == Menu.groups.count)
        for link in links {
            let parts = Route.parts(of: link.path)
            #expect(Site.routes.contains { $0.method == .get && $0.match(parts) != nil }, "\(link.path)")
        }
    }
}
