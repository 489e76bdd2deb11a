import Foundation
import Rules
import Testing

/// Goal: adding a register touches the places that CONTRIBUTING.md names, and nothing central.
/// Method: find what names a register in the sources: its type, its name, the kinds of its word. All of it must be in the
/// folder of its chapter, and the declaration in exactly three files there.
struct PlacesTests {
    struct Place {
        let chapter: String
        let type: String
        let name: String
        let word: String
    }

    /// The registers with their types, as the chapters store them: the property has the register's name.
    static let registers: [Place] = Mirror(reflecting: World()).children.flatMap { chapter -> [Place] in
        guard chapter.value is any Registers else { return [] }
        return Mirror(reflecting: chapter.value).children.compactMap { stored in
            let type = String(describing: Swift.type(of: stored.value))
            guard type.hasPrefix("ItemTable<"), let register = Register.named(stored.label ?? "") else { return nil }
            return Place(
                chapter: chapter.label ?? "", type: String(type.dropFirst(10).dropLast()), name: register.name,
                word: register.word)
        }
    }

    /// A line without its comment; its code without what stands between quotation marks.
    private static func parts(_ line: String) -> (all: String, code: String) {
        let all = line.components(separatedBy: "//")[0]
        let pieces = all.replacingOccurrences(of: "\\\"", with: "").components(separatedBy: "\"")
        return (all, pieces.enumerated().filter { $0.offset % 2 == 0 }.map(\.element).joined(separator: " "))
    }

    private static func has(_ text: String, word: String) -> Bool {
        text.range(of: "\\b\(word)\\b", options: .regularExpression) != nil
    }

    /// Whether a line of code names the register.
    static func names(_ line: String, _ place: Place) -> Bool {
        let (all, code) = parts(line)
        return has(code, word: place.type) || has(code, word: "\(place.chapter)\\.\(place.name)")
            || all.contains("\"\(place.name)\"") || all.contains("register/\(place.word).")
            || all.contains("record/\(place.word).")
    }

    @Test("Shape 1: no source outside the chapters names a register")
    func nothingCentral() throws {
        let sources = TidyTests.sources("Sources")
        #expect(Self.registers.count == Register.entered.count && Register.entered.count > 2)
        for place in Self.registers {
            let own = try #require(
                sources.first { $0.lines.contains { $0.contains("struct \(place.type): Entered") } }, "\(place.type)")
            #expect(own.path.contains("/Chapter"), "\(own.path)")
            // A chapter may name another's things: a computer is part of a system. What is central names none.
            for source in sources where !source.path.contains("/Chapter") {
                let found = source.lines.filter { Self.names($0, place) }
                #expect(found.isEmpty, "\(source.path) names the register \(place.name): \(found)")
            }
        }
    }

    @Test("Shape 1: a register is declared in its own file, its chapter's registers and its chapter's doorway")
    func threePlaces() {
        let sources = TidyTests.sources("Sources/Rules")
        for place in Self.registers {
            let declared = sources.filter { source in
                source.lines.contains { line in
                    line.contains("struct \(place.type): Entered")
                        || line.contains("var \(place.name) = ItemTable<\(place.type)>()")
                        || Self.parts(line).code.contains("of: \(place.type).self")
                }
            }
            let files = declared.map { String($0.path.split(separator: "/").last ?? "") }
            #expect(files.count == 3, "\(place.name): \(files)")
            #expect(files.contains("\(place.type).swift") && files.contains { $0.hasSuffix("Registers.swift") })
            // Large chapters have a folder for what belongs together: the chapter's own folder is what counts.
            #expect(
                Set(declared.map { $0.path.split(separator: "/").first { $0.hasPrefix("Chapter") } }).count == 1,
                "\(files)")
        }
    }

    @Test("Shape 1: the search finds a register that something central names")
    func finds() {
        let place = Place(chapter: "physical", type: "SecureStore", name: "stores", word: "store")
        for line in [
            "let isPlace = prefixes.contains(SecureStore.prefix)", "world.physical.stores.count", "case \"stores\":",
            "Kind.named(\"register/store.enter\")", "draft(\"record/store.correct\", body)",
        ] {
            #expect(Self.names(line, place), "\(line)")
        }
        for line in ["/// As SecureStore does.", "let stores = 3", "\"a SecureStore\"", "world.other.stores"] {
            #expect(!Self.names(line, place), "\(line)")
        }
    }
}
