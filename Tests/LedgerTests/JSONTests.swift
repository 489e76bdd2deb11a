import Ledger
import Testing

/// Goal: the reader takes exactly what the writer writes.
@Suite struct JSONTests {
    private func statement(_ text: String) throws -> JSON { try JSON(statement: Array(text.utf8)[...]) }

    @Test(
        "P-1: canonical JSON is read, and written as it was",
        arguments: [
            "{}", #"{"a":"","b":[],"c":{},"d":0,"e":9007199254740991,"f":true,"g":false}"#,
            #"{"0":1,"A":1,"a-b":1,"a.b":1,"a/b":1,"aB":1,"a_b":1}"#, #"{"a":"\"\\/ ~"}"#,
            #"{"a":"é \#u{a0}\#u{d7ff}\#u{e000}\#u{ffff}\#u{10000}\#u{10ffff}\#u{feff}"}"#,
            #"{"a":[[[[[[{}]]]]]]}"#, #"{"a":[1,[2,"x"],{"b":true}]}"#,
        ])
    func reads(text: String) throws {
        #expect(try statement(text).written() == Array(text.utf8))
    }

    @Test(
        "P-1: what the writer would not write is refused",
        arguments: [
            "", " ", "{", "}", "[]", "1", "\"a\"", "null", "{}{}", "{} ", " {}", "{}\n", "{,}", "[1]",
            #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1"b":2}"#, #"{"a":1 }"#, #"{"a": 1}"#, #"{a:1}"#,
            #"{"a":null}"#, #"{"a":tru}"#, #"{"a":True}"#, #"{"a":01}"#, #"{"a":00}"#, #"{"a":-1}"#,
            #"{"a":-0}"#, #"{"a":+1}"#, #"{"a":1.0}"#, #"{"a":1e3}"#, #"{"a":9007199254740992}"#,
            #"{"a":18446744073709551616}"#, #"{"a":99999999999999999999999999999}"#, #"{"a":１}"#,
            #"{"a":1,"a":1}"#, #"{"b":1,"a":1}"#, #"{"a":1,"B":1}"#, #"{"":1}"#, #"{".a":1}"#, #"{"-a":1}"#,
            #"{"a b":1}"#, #"{"é":1}"#, #"{"a\"b":1}"#, #"{"a":"x}"#, #"{"a":"\n"}"#, #"{"a":"\/"}"#,
            #"{"a":"\u0041"}"#, #"{"a":"\ud800"}"#, #"{"a":"\"#, #"{"a":"\x"}"#, #"{"a":'x'}"#,
            #"{"a":[1,]}"#,
            #"{"a":[,1]}"#, #"{"a":[1}"#, #"{"a":[[[[[[[1]]]]]]],"b":[[[[[[[[1]]]]]]]]}"#,
            #"{"a":[[[[[[[{}]]]]]]]}"#,
        ])
    func refuses(text: String) {
        #expect(throws: Malformed.self) { try statement(text) }
    }

    @Test(
        "P-1: bytes that are no UTF-8, or control characters, are refused",
        arguments: [
            [0x00], [0x1f], [0x7f], [0x80], [0xbf], [0xc0, 0xaf], [0xc1, 0xbf], [0xc2], [0xc2, 0x80],
            [0xc2, 0x9f], [0xc3, 0x28], [0xe0, 0x80, 0xaf], [0xe0, 0x9f, 0xbf], [0xe2, 0x82],
            [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xef, 0xbf], [0xf0, 0x80, 0x80, 0xaf],
            [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x9f, 0x92], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80],
            [0xfe], [0xff], [0xf8, 0x88, 0x80, 0x80, 0x80], [0x0a], [0x0d], [0x09],
        ] as [[UInt8]])
    func refusesBytes(bytes: [UInt8]) {
        let before = Array(#"{"a":"x"#.utf8)
        #expect(throws: Malformed.self) { try JSON(statement: (before + bytes + Array("\"}".utf8))[...]) }
        #expect(throws: Malformed.self) { try JSON(statement: (before + bytes)[...]) }
        #expect(throws: Malformed.self) { try JSON(enclosed: before + bytes + Array("\"}".utf8)) }
    }

    @Test("P-1: keys have 1 to 64 letters")
    func keyLength() throws {
        let longest = String(repeating: "k", count: 64)
        #expect(try statement("{\"\(longest)\":1}")[longest]?.number == 1)
        #expect(throws: Malformed.self) { try statement("{\"\(longest)k\":1}") }
    }

    @Test("P-1: enclosed JSON may be 16 deep and have line ends in texts")
    func enclosed() throws {
        func nested(_ depth: Int) -> [UInt8] {
            let lists = depth - 1
            let text =
                "{\"a\":" + String(repeating: "[", count: lists) + "\"x\\ny\""
                + String(repeating: "]", count: lists)
            return Array((text + "}").utf8)
        }
        #expect(try JSON(enclosed: nested(16)).written() == nested(16))
        #expect(throws: Malformed.self) { try JSON(enclosed: nested(17)) }
        #expect(try JSON(enclosed: nested(1))["a"]?.text == "x\ny")
        #expect(throws: Malformed.self) { try JSON(statement: nested(1)[...]) }
        #expect(throws: Malformed.self) { try JSON(enclosed: Array("{\"a\":\"x\ny\"}".utf8)) }
        #expect(throws: Malformed.self) { try JSON(enclosed: Array(#"{"a":"x\ty"}"#.utf8)) }
    }

    @Test("P-1: texts are compared as bytes")
    func comparesBytes() {
        #expect(JSON.string("e\u{301}") != JSON.string("\u{e9}"))
        #expect(JSON.string("\u{e9}") == JSON.string("\u{e9}"))
        #expect(
            JSON.object(of: ["b": .integer(1), "a": .integer(2)]).written() == Array(#"{"a":2,"b":1}"#.utf8))
    }

    @Test("P-1: an offset is counted from the start of the object, also in a slice")
    func offset() {
        let bytes = Array(#"xx{"a":-1}"#.utf8)
        #expect(throws: Malformed("P-1", "a value is missing here", at: 5)) {
            try JSON(statement: bytes.dropFirst(2))
        }
    }
}
