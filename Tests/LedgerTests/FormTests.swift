import Foundation
import Testing

@testable import Ledger

/// SP-3.4.3: all schemes are documented.
struct FormTests {
    @Test("SP-3.4.3: each form of signature that a program takes is described in docs/formats/signature.md")
    func documented() throws {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let text = try String(contentsOf: root.appending(path: "docs/formats/signature.md"), encoding: .utf8)
        #expect(Form.allCases.count == 5)
        for form in Form.allCases {
            let isDescribed = text.contains("\n| \(form.rawValue) | ")
            #expect(isDescribed, "\(form.rawValue)")
        }
    }
}
