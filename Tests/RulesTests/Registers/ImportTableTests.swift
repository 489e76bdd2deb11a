import Ledger
import Rules
import TestWorld
import Testing

/// A CSV file as an import: each bad line and column is named, and what is good is what `decide` takes.
struct ImportTableTests {
    let kinds = DerivedKindTests()
    let now = TestCA.start.adding(86_400)

    private func media() throws -> Register { try #require(Register.named("media")) }

    private func table(_ text: String, _ ca: TestCA) throws -> ImportTable {
        ca.state.importTable(Array(text.utf8), into: try media(), at: now)
    }

    @Test("D10: what the preview finds good enters, byte for byte, whatever order and names the columns have")
    func good() throws {
        var ca = try ERecordTests().stocked()
        let text = "Type;SERIAL;store;Label on the medium\r\ndisk;WD-1;S-1;CA-1\r\ntape;;S-2;\"Band \"\"7\"\"\"\r\n"
            .withMediumFacts
        let refused = try table(text, ca)
        #expect(refused.flaws.map(\.text) == ["line 3, column “Label on the medium”: Give \(Name.type.takes)."])
        let read = try table(text.replacing("\"\"7\"\"", with: "7"), ca)
        #expect(read.flaws.isEmpty && read.rows.map(\.line) == [2, 3])
        let bytes = try #require(read.enclosure)
        let enclosure = ca.enclose(bytes)
        let act = try kinds.both(
            &ca, "register/medium.import", .line(["rows": .string(enclosure.sha256.hex)]), enclosures: [enclosure])
        #expect(ca.thingInEffect(act))
        let last = try #require(ca.state.world.physical.media.at(3))
        #expect(last.given.label.text == "Band 7" && last.given.sort == .tape && last.given.serial == nil)
        // The bytes say what they are to whoever signs them.
        let rows = try #require(EnclosedRows(bytes))
        #expect(rows.register.name == "media" && rows.rows == read.rows.map(\.body))
        #expect(try table(rows.csv, try ERecordTests().stocked()).enclosure == bytes)
    }

    @Test(
        "Wrong names of columns are told all at once, with what could be meant",
        arguments: [
            ("label,sort\nx,disk", ["line 1: The column “store” (Secure store that received it) is missing."]),
            (
                "labell,sort,store",
                [
                    "line 1, column “labell”: There is no such column; did you mean `label`? The columns are: label, sort, "
                        + "brand, model, serial, capacity, removable, purpose, system, acquired, store.",
                    "line 1: The column “label” (Label on the medium) is missing.",
                ]
            ),
            (
                "id,label,state,sort,store",
                ["id", "state"].map {
                    "line 1, column “\($0)”: The register fills this in. Remove the column."
                }
            ),
            ("label,LABEL,sort,store", ["line 1, column “LABEL”: Two columns have this name."]),
            ("label,,sort,store", ["line 1, column “2”: This column has no name."]),
            ("label,sort,store\n", ["There is no row below the names of the columns."]),
            ("", ["line 1: The file is empty."]),
        ])
    func heads(text: String, says: [String]) throws {
        let read = try table(text.withMediumFacts, try ERecordTests().stocked())
        #expect(read.flaws.map(\.text) == says && read.enclosure == nil && read.rows.isEmpty)
    }

    @Test("Each bad line and column is named, by the line of the file; the good ones are kept, and nothing is enclosed")
    func flaws() throws {
        let text = """
            label,serial,sort,store
            CA-1,WD-1,disk,S-1
            CA-2,WD 2,disc,S-1
            ca-1,WD-3,disk,S-1

            a,WD-4,disk,S-9
            A,WD-5,disk,S-1
            CA-6,,,S-1
            CA-7,WD-7,disk
            CA-8,WD-1,tape,S-2
            """
        let read = try table(text.withMediumFacts, try ERecordTests().stocked())
        let told = read.flaws.map { "\($0.line ?? 0) \($0.column ?? "-") \($0.what.prefix(22))" }
        #expect(
            told == [
                "3 serial Give 1 to 64 letters, ", "3 sort Give disk, ssd, flash,", "4 label Line 2 has the same.",
                "6 store S-9 was not in the log", "7 label M-1 already has this l", "8 sort Fill this in: disk, ss",
                "9 - This line has 8 cells,", "10 serial Line 2 has the same.",
            ])
        #expect(read.rows.map(\.line) == [2] && read.enclosure == nil && read.flawCount == 8)
    }

    @Test("P-35: a group that the policy does not have is named as an item is that no register has")
    func groups() throws {
        let ca = try ERecordTests().stocked()
        let register = try #require(Register.named("systems"))
        let text =
            "name,class,owner,used-for\nlab,hardware,keepers,tests\nyard,hardware,nobody,tests\nhall,hardware,council,x\n"
        let read = ca.state.importTable(Array(text.utf8), into: register, at: now)
        #expect(
            read.flaws.map(\.text) == [
                "line 3, column “owner”: The policy has no team “nobody”.",
                "line 4, column “owner”: The policy has no team “council”.",
            ])
    }

    @Test("A file with thousands of flaws tells the first of them and how many there are")
    func many() throws {
        let text = "label,sort,store\n" + String(repeating: "x,disc,S-9\n", count: 10_000)
        let read = try table(text.withMediumFacts, try ERecordTests().stocked())
        #expect(read.flaws.count == ImportTable.flawsMost && read.flawCount == 10_000 && read.rows.isEmpty)
        let one = try table((text + "x,disk,S-1\n").withMediumFacts, try ERecordTests().stocked())
        #expect(
            one.flaws.map(\.text) == ["line 10002: There are more than 10000 rows. Import the rest from another file."])
    }

    @Test("D10: 4 MiB at most, as a file and as it is signed")
    func bytes() throws {
        let ca = try ERecordTests().stocked()
        let long = try table(String(repeating: "x", count: ImportLimit.bytes + 1), ca)
        #expect(long.flaws.first?.text.hasPrefix("A file has at most 4194304 bytes") == true)
        let name = String(repeating: "Ä", count: 70)
        let rows = (0..<10_000).map { "\(name)\($0),\(String(repeating: "s", count: 60))\($0),disk,S-1\n" }.joined()
        let wide = try table(("label,serial,sort,store\n" + rows).withMediumFacts, ca)
        #expect(wide.rows.count == 10_000 && wide.enclosure.map { $0.count <= ImportLimit.bytes } == true)
    }

    @Test("An import of an export gives what was there, formulas too")
    func backAgain() throws {
        for value in ["+1", "'+1", "''-x", "-5", "@x", "'tis", "a", "=1"] {
            #expect(RegisterCSV.uncovered(RegisterCSV.cell(value)) == value)
            #expect(!"=+-@".contains(RegisterCSV.cell(value).first ?? "x"))
        }
        let read = try table("label,sort,store\n'-5 volts,disk,S-1\n".withMediumFacts, try ERecordTests().stocked())
        #expect(read.rows.first?.body["label"]?.text == "-5 volts")
    }
}
