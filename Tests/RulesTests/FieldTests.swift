import Ledger
import Rules
import Testing

/// Values of fields: read strictly, written in one way (docs/formats/fields.md).
struct FieldTests {
    private func reads<Value: FieldValue>(_ type: Value.Type, _ text: String) -> Bool {
        guard let value = try? Value(.string(text)) else { return false }
        return value.json == .string(text)
    }

    @Test(
        "K-1: ids have one to four capital letters",
        arguments: [
            ("M-1", true), ("FAC-12", true), ("ABCD-1", true), ("ABCDE-1", false), ("m-1", false), ("M1", false),
            ("p1", true), ("m1", true), ("P-1", true), ("M-01", false), ("M-0", false), ("A-0", true), ("-1", false),
            ("M-", false), ("M-1 ", false), ("M--1", false), ("p0", false), ("pp1", false), ("É-1", false), ("", false),
        ])
    func ids(text: String, isGood: Bool) { #expect((ItemID(text)?.text == text) == isGood) }

    @Test(
        "K-2: names are one line of a fixed set, blanks only singly and inside",
        arguments: [
            ("PowerEdge R740", true), ("Zürich, Hönggerberg", true), ("a", true), ("", false), (" a", false),
            ("a ", false), ("a  b", false), ("a\tb", false), ("a×b", false), ("a÷b", false), ("a\u{301}", false),
            ("a\u{202E}b", false), ("“a”", false), ("a<b", false), ("Łódź (2)", true), ("a\u{A0}b", false),
            (String(repeating: "é", count: 80), true), (String(repeating: "é", count: 81), false), ("ſ", true),
            ("\u{180}", false),
        ])
    func names(text: String, isGood: Bool) { #expect(reads(Name.self, text) == isGood) }

    @Test("D8: names are folded by the table of the format, over the whole set")
    func folded() {
        #expect(Name.folded("CA-105 ÀÖØÞ ĀĮĲĶĹŇŊŶŸŹŽ") == "ca-105 àöøþ āįĳķĺňŋŷÿźž")
        #expect(Name.folded("ßàÿāıĸŉſ×÷") == "ßàÿāıĸŉſ×÷")
        for value in UInt32(0xC0)...0x17F {
            guard let scalar = UnicodeScalar(value) else { continue }
            let once = Name.folded(String(scalar))
            #expect(Name.folded(once) == once && once.unicodeScalars.count == 1, "\(value)")
            #expect(Name(once) != nil || value == 0xD7 || value == 0xF7, "\(value)")
            // Where lower-casing gives one letter of the set, the table gives the same, but for the dotted capital I.
            let lower = scalar.properties.lowercaseMapping
            if lower.unicodeScalars.count == 1 { #expect(once == lower, "\(value)") }
        }
        #expect(Name.folded("\u{130}") == "i")
    }

    @Test(
        "IP addresses have one spelling",
        arguments: [
            ("192.0.2.7", true), ("0.0.0.0", true), ("255.255.255.255", true), ("256.0.0.1", false), ("1.2.3", false),
            ("1.2.3.4.5", false), ("01.2.3.4", false), ("1.2.3.4 ", false), ("::", true), ("::1", true),
            ("2001:db8::7", true), ("2001:DB8::7", false), ("2001:0db8::7", false), ("2001:db8:0:0:1::1", false),
            ("2001:db8::1:0:0:1", true), ("2001:db8:0:0:1:0:0:1", false), ("1:2:3:4:5:6:7:8", true),
            ("1:2:3:4:5:6:7::", false), ("1:2:3:4:5:6:7:0", true), ("1::2::3", false), (":::", false), ("1:2", false),
            ("::ffff:1.2.3.4", false), ("fe80::1%eth0", false), ("1:2:3:4:5:6:7:8:9", false), ("", false),
            ("0:0:1::", true), ("::1:0:0:0:0:0", false), ("0:0:1:0:0:0:0:0", false),
        ])
    func addresses(text: String, isGood: Bool) { #expect(reads(IPAddress.self, text) == isGood) }

    @Test(
        "Days exist",
        arguments: [("2027-11-30", true), ("2027-02-29", false), ("2028-02-29", true), ("2027-1-1", false)])
    func days(text: String, isGood: Bool) { #expect(reads(CalendarDay.self, text) == isGood) }

    @Test("Versions and licences", arguments: [("12.11", true), ("p20140731", true), ("-1", false), ("1 2", false)])
    func versions(text: String, isGood: Bool) { #expect(reads(Version.self, text) == isGood) }

    @Test("Lists ascend by their written bytes, without repeats, and are left out when empty")
    func lists() throws {
        #expect((try? Ascending<Code>(.texts(["a", "b"]))) != nil)
        for bad in [JSON.texts([]), .texts(["b", "a"]), .texts(["a", "a"]), .string("a"), .texts(["a", "b c"])] {
            #expect((try? Ascending<Code>(bad)) == nil)
        }
        #expect(Ascending<Code>().isAbsent)
        // What people type is put in order for them.
        #expect(Ascending<Code>.type.read("b, a") == .texts(["a", "b"]))
        #expect(Ascending<Code>.type.read("a a") == nil)
    }

    @Test("D3: parties ascend by person, with one role each")
    func parties() {
        let good = JSON.parties([4: "observer", 12: "witness"])
        #expect((try? Parties(good))?.json == good)
        #expect(Parties.type.read("p12:witness, p4") == good)
        for bad in [
            "[]", #"[{"person":"p4"}]"#, #"[{"person":"p4","role":"a"},{"person":"p4","role":"b"}]"#,
            #"[{"person":"p9","role":"a"},{"person":"p4","role":"b"}]"#, #"[{"person":"M-4","role":"a"}]"#,
            #"[{"person":"p4","role":"A"}]"#, #"[{"extra":1,"person":"p4","role":"a"}]"#,
        ] {
            let json = (try? JSON(enclosed: Array("{\"a\":\(bad)}".utf8)))?["a"]
            #expect(json != nil && (try? Parties(json!)) == nil, "\(bad)")
        }
    }
}
