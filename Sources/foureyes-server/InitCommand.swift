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
            First with --policy, --origin and --founders: it makes the folder, the log keys and DIR/founding/statement, which p1 signs. \
            Then with --signature: it enters entry 0. With --data alone it writes the statement anew, because one is good for an hour.
            """)

    @Option(help: "The data folder; new or empty the first time.") var data: String
    @Option(help: "The policy's folder, as policy/cacert.") var policy: String?
    @Option(help: "The ledger's name, for ever: 1 to 255 of a-z 0-9 . / -") var origin: String?
    @Option(help: "The file that lists the founders' public keys and seats, YAML or JSON.") var founders: String?
    @Flag(
        help:
            "A production ledger; without it, a demonstration, whose name begins demonstration/ and has a random end."
    ) var production = false
    @Option(help: "A web origin of the site, as https://ca.example.org; may be given more than once.")
    var webOrigin: [String] = []
    @Option(help: "The RP id of passkeys, as ca.example.org.") var rp: String?
    @Option(help: "What p1's ssh-keygen wrote: DIR/founding/statement.sig.") var signature: String?

    func run() async throws {
        if let signature {
            guard policy == nil, origin == nil, founders == nil else {
                throw Stop(.usage, "--signature goes with --data alone.")
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
            throw Stop(.usage, "a new ledger needs --policy, --origin and --founders, all three.")
        }
    }

    private var relyingParty: String {
        get throws {
            if let rp { return rp }
            guard !production else {
                throw Stop(
                    .usage, "a production ledger needs --rp and --web-origin: they are fixed at the founding."
                )
            }
            return "localhost"
        }
    }

    private func name(_ origin: String) throws -> String {
        guard Grammar.isOrigin(origin) else {
            throw Stop(.usage, "`\(origin)` is no origin: 1 to 255 of a-z 0-9 . / -")
        }
        let isDemonstration = origin.hasPrefix("demonstration/")
        if production {
            guard !isDemonstration else {
                throw Stop(.usage, "a production ledger's origin does not begin demonstration/.")
            }
            guard !webOrigin.isEmpty else {
                throw Stop(.usage, "a production ledger needs --web-origin: it is fixed at the founding.")
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
