import ArgumentParser
import Foundation
import Ledger
import PolicyFiles
import Rules
import Store
import Web

/// `init`: makes a data folder and the founding's papers; with `--signature`, enters what p1 signed as entry 0.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Found a ledger (docs/founding.md).",
        discussion: """
            First run it with --policy, --origin and --founders. It makes the folder, the log keys and DIR/founding/statement, which p1 signs. \
            Then run it with --signature to enter entry 0. The statement is valid for an hour; with --data alone it is written again.
            """)

    @Option(help: "The data folder. It must be new or empty the first time.") var data: String
    @Option(help: "The folder of the policy, like policy/cacert.") var policy: String?
    @Option(help: "The name of the ledger. It can never change: 1 to 255 of a-z 0-9 . / -") var origin: String?
    @Option(help: "A YAML or JSON file with the founders’ public keys and seats.") var founders: String?
    @Flag(
        help:
            "Found a production ledger. Without it: a demonstration, with a name that begins with demonstration/ and a random end."
    ) var production = false
    @Option(help: "A web origin of the site, like https://ca.example.org. Can be given more than once.")
    var webOrigin: [String] = []
    @Option(help: "The RP id of passkeys, like ca.example.org.") var rp: String?
    @Option(help: "The signature file that p1’s ssh-keygen wrote: DIR/founding/statement.sig.") var signature: String?

    func run() async throws {
        if let signature {
            guard policy == nil, origin == nil, founders == nil else {
                throw Stop(.usage, "--signature can be combined with --data only.")
            }
            try await Papers(data: data).enter(signature: signature)
        } else if let policy, let origin, let founders {
            let papers = try Papers(data: data)
            try papers.make(
                policy: policy, origin: try name(origin), founders: founders,
                sort: production ? .production : .demonstration,
                rp: try relyingParty,
                origins: webOrigin.isEmpty && !production ? ["http://localhost:8080"] : webOrigin)
        } else if policy == nil, origin == nil, founders == nil {
            try Papers(data: data).renew()
        } else {
            throw Stop(.usage, "a new ledger needs --policy, --origin and --founders.")
        }
    }

    private var relyingParty: String {
        get throws {
            if let rp { return rp }
            guard !production else {
                throw Stop(
                    .usage, "a production ledger needs --rp and --web-origin, because the founding fixes them."
                )
            }
            return "localhost"
        }
    }

    private func name(_ origin: String) throws -> String {
        guard Grammar.isOrigin(origin) else {
            throw Stop(.usage, "`\(origin)` is not a valid origin: use 1 to 255 of a-z 0-9 . / -")
        }
        let isDemonstration = origin.hasPrefix("demonstration/")
        if production {
            guard !isDemonstration else {
                throw Stop(.usage, "the origin of a production ledger must not begin with demonstration/.")
            }
            guard !webOrigin.isEmpty else {
                throw Stop(.usage, "a production ledger needs --web-origin, because the founding fixes it.")
            }
            return origin
        }
        // P-71: a random end, so that no two demonstrations are ever taken for one.
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)
        let end = String(
            decoding: Randomness.bytes(6).map { letters[Int($0) % letters.count] }, as: UTF8.self)
        return (isDemonstration ? origin : "demonstration/" + origin) + "/" + end
    }
}
