import Ledger
import Rules

/// Restricted parts for programs, opened for whoever is signed in (P-6). A part that he may not read, or that is not
/// there, is simply not in the answer: how many there are tells the unauthorised nothing.
enum OpeningsAPI {
    /// Parts that one request may ask for.
    static let most = 32

    static func json(_ ask: Ask) throws -> JSON {
        guard ask.visitor.person != nil else {
            throw Problem(
                status: 401, what: "What is not public is opened for somebody who is signed in.", remedy: .none)
        }
        let names = ask.query["of"].split(separator: ",")
        guard (1...most).contains(names.count) else {
            throw Problem.bad("“of” names 1 to \(most) parts, each STATEMENT.NAME.", .none)
        }
        return .array(try names.compactMap { try opened(String($0), ask.reading) })
    }

    private static func opened(_ name: String, _ reading: Reading) throws -> JSON? {
        let halves = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2, let hash = Digest(hex: String(halves[0])), Grammar.isName(String(halves[1])) else {
            throw Problem.bad("“of” names parts as STATEMENT.NAME, the statement by its 64 hex digits.", .none)
        }
        guard let place = reading.log.place(of: hash), let statement = reading.entry(at: place)?.statement,
            let part = statement.detached.first(where: { $0.name.utf8.elementsEqual(halves[1].utf8) }),
            let opening = reading.opening(of: part, beside: statement, hash: hash)
        else { return nil }
        return .line([
            "content": .string(base64(opening.content)), "key": .string(base64(opening.key)),
            "part": .string(part.name), "statement": .string(hash.hex),
        ])
    }

    private static func base64(_ bytes: [UInt8]) -> String { String(decoding: Base64.encoded(bytes), as: UTF8.self) }
}
