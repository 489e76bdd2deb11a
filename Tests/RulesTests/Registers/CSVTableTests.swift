import Rules
import Testing

/// A table out of a spreadsheet: what is read, and where it says that something is wrong.
struct CSVTableTests {
    private func read(_ text: String, _ bytes: [UInt8] = []) throws -> [[String]] {
        let table = try CSVTable(Array(text.utf8) + bytes, rowsMost: 10)
        return [table.head.cells] + table.rows.map(\.cells)
    }

    @Test(
        "RFC 4180, and what spreadsheets make of it: commas, semicolons, tabs; CR LF, LF, CR; a byte order mark; blanks",
        arguments: [
            "a,b\r\n1,2\r\n", "a,b\n1,2", "a;b\r1;2\r", "a\tb\n1\t2\n", "\u{FEFF}a,b\r\n1,2\r\n", "a,b\n\n,\n1,2\n\n",
            " a , b\t\r\n1,\u{A0}2\r\n", "\"a\",\"b\"\r\n\"1\",\"2\"", "\"a\";b\n1;\"2\"\n",
        ])
    func forms(text: String) throws { #expect(try read(text) == [["a", "b"], ["1", "2"]]) }

    @Test("Quotes hold separators, line ends and quotes; the line of a row is where it begins")
    func quotes() throws {
        #expect(try read("a,b\n\"1,\n1\",\"say \"\"yes\"\"\"\n") == [["a", "b"], ["1,\n1", "say \"yes\""]])
        let table = try CSVTable(Array("a\r\n\"x\r\ny\"\r\n\r\nz\r\n".utf8), rowsMost: 10)
        #expect(table.rows.map(\.line) == [2, 5])
        // A comma at the end of the file has an empty cell behind it; a semicolon in quotes parts nothing.
        #expect(try read("a,\"x;y;z\",c\n1,2,") == [["a", "x;y;z", "c"], ["1", "2", ""]])
    }

    @Test(
        "What is no table says where and what to do",
        arguments: [
            ("", 1, nil, "empty"), ("\r\n\r\n", 1, nil, "empty"), ("\u{FEFF}", 1, nil, "empty"),
            ("a,b\n1,2\n3,x\"y\n", 3, "b", "There is a quote inside"),
            ("a,b\n\"1\"x,2\n", 2, "a", "after the closing quote"),
            ("a,b\n1,\"2\n3,4\n", 2, "b", "never closed"), ("a\n1\n\"\n\n\n", 3, "a", "never closed"),
            ("a\n" + String(repeating: "1\n", count: 11), 12, nil, "more than 10 rows"),
            (String(repeating: ",", count: 100) + "\n", 1, nil, "more than 100 cells"),
        ] as [(String, Int, String?, String)])
    func flaws(text: String, line: Int, column: String?, says: String) throws {
        let flaw = #expect(throws: CSVTable.Flaw.self) { _ = try read(text) }
        #expect(flaw?.line == line && flaw?.heading == column, "\(flaw.map { "\($0)" } ?? "")")
        #expect(flaw?.what.contains(says) == true, "\(flaw?.what ?? "")")
    }

    @Test("A row of 1 MiB, in one cell or as a quote that swallows the file, is refused where it begins")
    func long() throws {
        let megabyte = String(repeating: "x", count: 1 << 20)
        for text in ["a,b\n1,2\n3,\(megabyte)\n", "a,b\n1,2\n3,\"\(megabyte)\"\n"] {
            let flaw = #expect(throws: CSVTable.Flaw.self) { _ = try read(text) }
            #expect(flaw?.line == 3 && flaw?.heading == "b" && flaw?.what.contains("16384 bytes") == true)
        }
    }

    @Test("Another encoding is named: UTF-16 as a whole, a code page at its cell")
    func encodings() throws {
        for bytes in [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0x61, 0, 0x0A, 0]] as [[UInt8]] {
            let flaw = #expect(throws: CSVTable.Flaw.self) { _ = try read("", bytes) }
            #expect(flaw?.what.contains("UTF-16") == true)
        }
        let flaw = #expect(throws: CSVTable.Flaw.self) { _ = try read("a,b\n1,Zw", [0xF6, 0x6C, 0x66]) }
        #expect(flaw?.line == 2 && flaw?.heading == "b" && flaw?.what.contains("UTF-8") == true)
    }
}
