// Goal: a folder that is incomplete, strange or hostile gets an answer with its place, quickly.
// Method: copies of `policy/small`, spoiled as a whole.

import Foundation
import PolicyFiles
import Rules
import Testing

@Suite struct PolicyFolderTests {
    @Test func missingFile() throws {
        let found = try PolicyCopy.problems { try FileManager.default.removeItem(atPath: $0.path + "/policy.yaml") }
        #expect(found == ["policy.yaml:1:1: the file does not exist or cannot be read"])
    }

    @Test func missingFolder() {
        #expect(throws: PolicyFolderError.self) { try PolicyFolder.load("/nowhere/at/all", kinds: kindTable) }
    }

    @Test(
        "A file that would be passed over in silence is told",
        arguments: [
            ("extra.yaml", ""), ("policy.yml", "did you mean `policy.yaml`?"), ("manual/media.yaml", ""),
            ("clauses.yaml", ""), ("Physical.yaml", "did you mean `physical.yaml`?"), ("physical.yml", "did you mean"),
            ("old/physical.yaml", ""),
        ])
    func stranger(_ file: String, hint: String) throws {
        let found = try PolicyCopy.problems { copy in
            if let folder = file.split(separator: "/").dropLast().first {
                try FileManager.default.createDirectory(
                    atPath: copy.path + "/" + folder, withIntermediateDirectories: true)
            }
            try copy.write("schema: 1\n", to: file)
        }
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(file + ":1:1: this file would be ignored") ?? false)
        #expect(found.first?.contains(hint) ?? false || hint.isEmpty, "\(found)")
    }

    @Test func editorsFilesAreNoPart() throws {
        #expect(try PolicyCopy.problems { try $0.write("x", to: ".policy.yaml.swp") } == [])
        #expect(try PolicyCopy.problems { try $0.write("# Small", to: "README.md") } == [])
    }

    @Test(
        "style: a hostile file costs nothing and gets its place",
        arguments: [
            ("empty", "", "the file is empty"),
            ("deep lists", String(repeating: "[", count: 400_000), ":1:"),
            ("deep blocks", String(repeating: "- ", count: 400_000), ":1:"),
            ("deep mappings", String(repeating: "{a: ", count: 200_000), ":1:"),
            ("large", "# " + String(repeating: "x", count: 1_000_001), "larger than"),
            ("bell", "a: \u{7}", ":1:4: the character U+0007"),
            ("byte order mark", "\u{feff}schema: 1", ":1:1: the character U+FEFF"),
        ])
    func hostile(name: String, text: String, says: String) throws {
        let found = try PolicyCopy.problems { try $0.write(text, to: "policy.yaml") }
        #expect(found.first?.contains(says) ?? false, "\(found.first ?? "nothing")")
    }

    @Test func aliasesThatMultiply() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1..<30 {
            let alias = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(alias)]\n"
        }
        let found = try PolicyCopy.problems { try $0.write(text, to: "policy.yaml") }
        #expect(found.count == 30)
        #expect(found.first?.hasPrefix("policy.yaml:1:5: anchors") ?? false)
    }

    @Test func notUTF8() throws {
        let found = try PolicyCopy.problems { copy in
            try Data([0x61, 0x3a, 0x20, 0xff]).write(to: URL(fileURLWithPath: copy.path + "/policy.yaml"))
        }
        #expect(found == ["policy.yaml:1:1: the file is not UTF-8"])
    }

    @Test("Problems of all files are told, in their order")
    func allFiles() throws {
        let found = try PolicyCopy.problems { copy in
            for (file, find, put) in [
                ("policy.yaml", "seats: 4", "seats: 1"), ("policy.yaml", "days: 30", "days: 0"),
                ("physical.yaml", "loosens: more", "loosens: up"),
                ("recovery.yaml", "means: [duty]", "means: [do]"),
            ] {
                let text = try copy.text(file)
                try copy.write(text.replacingOccurrences(of: find, with: put), to: file)
            }
        }
        let files = found.compactMap { $0.split(separator: ":").first.map(String.init) }
        #expect(Set(files).isSuperset(of: ["policy.yaml", "physical.yaml", "recovery.yaml"]))
        let places = files.compactMap { PolicyPlaces.files.firstIndex(of: $0) }
        #expect(places.count == files.count && places == places.sorted())
    }
}
