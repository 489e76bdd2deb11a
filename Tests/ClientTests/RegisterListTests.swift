import Client
import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// Goal: a register is read as people expect: filtered, searched, sorted, by page, and in a spreadsheet that computes nothing.
@Suite("foureyes list: what stands in a register")
struct RegisterListTests {
    private func stores(_ labels: [String]) async throws -> (play: Play, workspace: Workspace) {
        let play = try Play.small()
        for label in labels { _ = try play.store(label) }
        return (play, try await play.workspace(1))
    }

    private func ids(_ list: RegisterList) -> [String] { list.output.json.list?.compactMap { $0["id"]?.text } ?? [] }

    private func ask(_ change: (inout RegisterWords) -> Void) -> RegisterWords {
        var words = RegisterWords()
        change(&words)
        return words
    }

    @Test("By a column's value, by words, in the order of a column, from either end")
    func query() async throws {
        let (_, workspace) = try await stores(["vault-b", "vault-c", "safe-a"])
        #expect(try ids(workspace.list("stores")) == ["S-1", "S-2", "S-3"])
        #expect(try ids(workspace.list("stores", ask { $0.sort = "label" })) == ["S-3", "S-1", "S-2"])
        let backwards = ask { ($0.sort, $0.descending) = ("label", true) }
        #expect(try ids(workspace.list("stores", backwards)) == ["S-2", "S-1", "S-3"])
        #expect(try ids(workspace.list("stores", ask { $0.search = "VAULT" })) == ["S-1", "S-2"])
        #expect(try ids(workspace.list("stores", ask { $0.filters = ["label=vault-c"] })) == ["S-2"])
        #expect(try ids(workspace.list("stores", ask { $0.filters = ["label=nothing"] })) == [])
    }

    @Test("By page; the table says how many there are, and pages together are the whole")
    func pages() async throws {
        let (_, workspace) = try await stores(["vault-b", "vault-c", "safe-a"])
        let pages = try [1, 2, 3].map { page in try workspace.list("stores", ask { ($0.page, $0.pageSize) = (page, 2) })
        }
        #expect(pages.map(ids) == [["S-1", "S-2"], ["S-3"], []])
        #expect(pages[0].output.lines.last?.contains("page 1 of 2, 3 in all") == true, "\(pages[0].output.lines)")
        for page in [0, -1, .max] {
            #expect(await failure { _ = try workspace.list("stores", ask { $0.page = page }) }?.exitCode == 2)
        }
    }

    @Test("What a register does not have is said with what it has")
    func unknown() async throws {
        let (_, workspace) = try await stores(["vault-b"])
        for words in [
            ask { $0.filters = ["colour=red"] }, ask { $0.sort = "colour" }, ask { $0.columns = ["label", "colour"] },
        ] {
            let found = await failure { _ = try workspace.list("stores", words) }
            #expect(found?.exitCode == 2, "\(words)")
            #expect(
                found?.text.contains("no column colour") == true && found?.text.contains("label") == true,
                "\(found?.text ?? "")")
        }
        let media = await failure { _ = try workspace.list("media", ask { $0.filters = ["sort=parchment"] }) }
        #expect(
            media?.text.contains("sort is one of: disk, ssd, flash, tape, optical, token, paper") == true,
            "\(media?.text ?? "")")
        for filters in [["label"], ["label=a", "label=b"]] {
            #expect(await failure { _ = try workspace.list("stores", ask { $0.filters = filters }) }?.exitCode == 2)
        }
        #expect(await failure { _ = try workspace.list("shelves") }?.exitCode == 4)
    }

    @Test("CSV has the columns asked for and all that matches")
    func csv() async throws {
        let (play, workspace) = try await stores(["vault-b", "safe-a"])
        let columns = ask { ($0.columns, $0.sort) = (["label", "state"], "label") }
        let wanted = "id,label,state\r\nS-2,safe-a,open for use\r\nS-1,vault-b,open for use\r\n"
        #expect(try workspace.list("stores", columns).csv == wanted)
        let folder = play.scratch.path + "/export"
        try ExportMaking(play.log.ca).write(to: URL(fileURLWithPath: folder))
        let ran = try await ProgramTests.run(
            ["list", "stores", "--from", folder, "--columns", "label, state", "--sort", "label", "--csv"],
            environment: ["HOME": play.scratch.path])
        #expect(ran.code == 0 && ran.output == wanted, "\(ran.output) \(ran.errors)")
        let both = try await ProgramTests.run(
            ["list", "stores", "--from", folder, "--csv", "--json"], environment: ["HOME": play.scratch.path])
        #expect(both.code == 2)
    }

    @Test(
        "RFC 4180: quotes, commas and line ends are quoted; what a spreadsheet would compute begins with an apostrophe")
    func cells() {
        for (text, written) in [
            ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""), ("two\nlines", "\"two\nlines\""), (" blank", " blank"),
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""), ("\r\n=1", "\"'\r\n=1\""), ("=\"a\",1", "\"'=\"\"a\"\",1\""), ("＝1", "'＝1"),
            ("a=1", "a=1"), ("12", "12"),
            ("a\"\u{301},b", "\"a\"\"\u{301},b\""),
        ] {
            #expect(RegisterCSV.cell(text) == written, "\(text.debugDescription)")
        }
    }
}
