import Foundation
import Ledger
import Rules
import TestWorld
import Testing

@testable import Web

/// Goal: however long a register grows, no form sends more than a screenful of it, and everything in it can be found and
/// chosen without a script.
@Suite struct PickerTests {
    private static func options(_ text: String) -> [Int] {
        text.components(separatedBy: "<select ").dropFirst().map { select in
            (select.components(separatedBy: "</select>").first ?? "").components(separatedBy: "<option ").count - 1
        }
    }

    private static func choices(_ text: String, _ name: String) -> [String] {
        let select = text.components(separatedBy: "<select id=\"\(name)\"").dropFirst().first ?? ""
        return (select.components(separatedBy: "</select>").first ?? "").components(separatedBy: "<option value=\"")
            .dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    @Test("with 5,000 media each form that asks for an id offers 50 at most, on a page of less than 64 KiB")
    func small() async throws {
        let site = try await TestSite(try TestCA.crowd.get())
        let kinds = Kind.all.filter { kind in
            kind.notes.contains { if case .item = $0.type.control { true } else { false } }
        }
        #expect(kinds.count > 10)
        for kind in kinds {
            let reply = try await site.get(kind.path)
            #expect(reply.status == 200, "\(kind.name)")
            let most = Self.options(reply.text).max() ?? 0
            #expect(
                most <= Picker.most && reply.bytes.count < 64 << 10, "\(kind.name): \(most), \(reply.bytes.count) bytes"
            )
            if kind.notes.contains(where: { $0.type.control == .item(["M"]) }) { #expect(most == 50, "\(kind.name)") }
        }
        let open = try #require(site.ca.state.world.openActViews(at: site.ca.now).first)
        for path in ["/acts/\(open.name)/sign", "/registers/media", "/search?q=box"] {
            let reply = try await site.get(path)
            #expect(reply.status == 200 && (Self.options(reply.text).max() ?? 0) <= Picker.most, "\(path)")
        }
    }

    @Test("Find comes back with what matches, by id or by any words, and keeps what was typed in other fields")
    func find() async throws {
        let site = try await TestSite(try TestCA.crowd.get())
        let path = "/propose/register/medium.retire"
        let typed = [("f.fate", "destroyed"), ("c.reason", "two\nlines & <b>"), ("signer", "p5"), ("f.medium", "")]
        func look(_ words: String, _ more: [(String, String)] = []) async throws -> Reply {
            try await site.post(path, form: typed + [("find.f.medium", words), ("look", "f.medium")] + more)
        }
        let found = try await look("box 77")
        #expect(found.status == 200 && found.text.contains("value=\"destroyed\" checked"))
        #expect(found.text.contains("two\nlines &amp; &lt;b&gt;</textarea>") && !found.text.contains("role=\"alert\""))
        // Box 77, 770 to 779, 177 and so on: each has the words in it.
        let choices = Self.choices(found.text, "f.medium")
        #expect(choices.contains("M-78") && choices.count <= 50 && found.text.contains("match"))
        #expect(try await Self.choices(look("tape n4998").text, "f.medium") == ["", "M-4999"])
        // An id stands first, whatever else has it in its own.
        #expect(try await Self.choices(look("m-12").text, "f.medium").prefix(2) == ["", "M-12"])
        let none = try await look("nothing like it")
        #expect(Self.choices(none.text, "f.medium") == [""] && none.text.contains("0 of 5,001 match"))
        // What was chosen stays, whether it matches or not.
        let chosen = try await site.post(
            path, form: [("f.medium", "M-4321"), ("find.f.medium", "box 1"), ("look", "f.medium")])
        #expect(chosen.text.contains("<option value=\"M-4321\" selected>M-4321, Box 4320, acquired</option>"))
        #expect(Self.choices(chosen.text, "f.medium").count == 50)
        #expect(try await site.get(path + "?f.medium=M-4321").text.contains("value=\"M-4321\" selected"))
    }

    @Test("Enter among words that nobody looked for yet finds, and makes no statement of what was chosen before")
    func enter() async throws {
        let site = try await TestSite(try TestCA.crowd.get())
        let path = "/propose/register/medium.change"
        let typed = [("f.set.label", "Other"), ("signer", "p5"), ("f.medium", "M-2")]
        let looked = try await site.post(path, form: typed + [("find.f.medium", "box 9"), ("found.f.medium", "")])
        #expect(looked.status == 200 && FormTests.hidden(looked.text).allSatisfy { $0.0 != "line" })
        #expect(looked.text.contains("name=\"found.f.medium\" value=\"box 9\""))
        let made = try await site.post(path, form: typed + [("find.f.medium", "box 9"), ("found.f.medium", "box 9")])
        #expect(FormTests.hidden(made.text).contains { $0.0 == "line" && $0.1.contains("M-2") }, "\(made.status)")
    }

    @Test("Words are cut, escaped, and never markup; a field that has no list ignores them")
    func hostile() async throws {
        let site = try await TestSite(try TestCA.crowd.get())
        let words = "\"><script>x</script>" + String(repeating: "a", count: 50_000)
        let reply = try await site.post(
            "/propose/register/medium.retire",
            form: [("find.f.medium", words), ("find.f.nothing", words), ("look", "x")])
        #expect(reply.status == 200 && reply.bytes.count < 64 << 10 && !reply.text.contains("<script>x"))
    }
}
