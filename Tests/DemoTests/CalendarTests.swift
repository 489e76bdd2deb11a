import Demo
import Foundation
import Testing

/// An episode that nobody lists would never be played, and nobody would miss it.
@Suite struct CalendarTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Demo")

    @Test("Each chapter of the policy has a part in the demonstration")
    func chapters() {
        #expect(DemoCalendar.missing == [])
    }

    @Test("Each file with an episode is played once")
    func episodes() throws {
        let files =
            FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)?.allObjects as? [URL]
        let written = try (files ?? []).filter { $0.pathExtension == "swift" }.filter {
            try String(contentsOf: $0, encoding: .utf8).contains(": Episode {")
        }.map { $0.deletingPathExtension().lastPathComponent }
        #expect(written.count > 10)
        #expect(DemoCalendar.names.sorted() == written.sorted())
    }
}
