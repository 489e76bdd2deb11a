import Ledger
import TestWorld
import Testing

/// Goal: client data has one reading, whatever a browser adds or an attacker makes up (P-20).
@Suite struct ClientDataTests {
    private static let key = Samples.keys[4]
    private static let line = Samples.full.line()

    /// Signed as it is: what is refused is refused for its form and not for its signature.
    private func isGood(_ data: [UInt8]) -> Bool {
        let armour = ClientDataTests.key.armour(line: ClientDataTests.line, flags: 5, clientData: data)
        return (try? Submission(bytes: ClientDataTests.line + armour).verified()) != nil
    }

    private func isGood(more: String) -> Bool {
        isGood(ClientDataTests.key.clientData(line: ClientDataTests.line, more: more))
    }

    @Test(
        "P-20: members after the four are let through",
        arguments: [
            "", #","a":1"#, #","a b":null,"c":[]"#, #","a":[1,-2.5e+3,0,true,false,null,"x",{}]"#,
            #","a":"\u00e9\n\/é""#,
            #","a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":1}}}}}}}"#, #","":1"#,
            #","tokenBinding":{"status":"supported"}"#,
        ])
    func good(more: String) { #expect(isGood(more: more)) }

    @Test(
        "P-20: other members are refused",
        arguments: [
            ",", #","a""#, #","a":"#, #","a":1,"#, #", "a":1"#, #","a": 1"#, #","a":1 "#, #","a" :1"#,
            #","a":[1, 2]"#,
            #","a":{"b": 1}"#, #","topOrigin":"https://evil.example""#, #","topOrigin":null"#,
            #","challenge":"x""#,
            #","origin":"x""#, #","type":"x""#, #","crossOrigin":true"#, #","a":1,"a":1"#,
            #","a":{"b":1,"b":1}"#,
            #","\u0074opOrigin":1"#, #","a\\":1"#, #","é":1"#, #","a":01"#, #","a":1."#, #","a":.5"#,
            #","a":+1"#,
            #","a":-"#, #","a":1e"#, #","a":nul"#, #","a":'x'"#, #","a":"\x""#, #","a":"\u12g4""#,
            #","a":"x"#,
            #","a":[1,]"#, #","a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}"#, #","a":1}{"#, "}",
            "\n", "\0",
            #","a":NaN"#,
        ])
    func bad(more: String) { #expect(!isGood(more: more)) }

    @Test("P-20: the four members stand first, in order, in their form")
    func fixedMembers() {
        let data = String(decoding: ClientDataTests.key.clientData(line: ClientDataTests.line), as: UTF8.self)
        #expect(isGood(Array(data.utf8)))
        for (old, new) in [
            ("webauthn.get", "webauthn.create"), ("\"type\"", "\"Type\""), ("{", "{ "), ("false", "true"),
            (",\"crossOrigin\":false", ""), ("false", "\"false\""),
            ("https://ca.example", "https://evil.example"),
            ("https://ca.example", "https:\\/\\/ca.example"), ("\"origin\"", "\"topOrigin\":\"\",\"origin\""),
            ("https://ca.example", ""), ("\"challenge\":\"", "\"challenge\":\"A"), ("}", "},"), ("}", "} "),
            ("}", ""),
        ] {
            #expect(!isGood(Array(data.replacing(old, with: new).utf8)), "\(old) as \(new)")
        }
        for length in 0..<data.utf8.count { #expect(!isGood(Array(data.utf8.prefix(length)))) }
    }

    @Test("P-20: an origin with a quotation mark cannot bring members of its own")
    func originInjection() {
        let key = SoftwareKey.passkey(
            seed: "x", origin: "https://ca.example\",\"crossOrigin\":false,\"x\":\"")
        #expect(throws: Malformed.self) { try key.submission(Samples.full) }
        #expect(throws: Malformed.self) {
            try SoftwareKey.passkey(seed: "x", origin: "https://ca.example\\").submission(Samples.full)
        }
        #expect(throws: Malformed.self) {
            try SoftwareKey.passkey(seed: "x", origin: "").submission(Samples.full)
        }
    }

    @Test("P-20: client data has at most 4,096 bytes")
    func longest() {
        let empty = ClientDataTests.key.clientData(line: ClientDataTests.line, more: ",\"a\":\"\"").count
        func more(_ length: Int) -> String {
            ",\"a\":\"" + String(repeating: "x", count: length - empty) + "\""
        }
        #expect(isGood(more: more(4096)))
        #expect(!isGood(more: more(4097)))
    }

    @Test(
        "P-20: texts of client data are UTF-8",
        arguments: [[0x1f], [0x80], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xff]] as [[UInt8]])
    func badUTF8(bytes: [UInt8]) {
        let data = Array(ClientDataTests.key.clientData(line: ClientDataTests.line).dropLast())
        #expect(!isGood(data + Array(",\"a\":\"".utf8) + bytes + Array("\"}".utf8)))
        #expect(isGood(data + Array(",\"a\":\"\"}".utf8)))
    }
}
