import Foundation
import Ledger
import Rules
import Store
import TestWorld
import Testing

@testable import Web

/// Goal: docs/formats/http.md, and a description that cannot disagree with what the server does.
@Suite struct APITests {
    private func submit(_ site: TestSite, _ submission: String, contents: [JSON] = []) async throws -> Reply {
        var members = [JSON.Member("submission", .string(submission))]
        if !contents.isEmpty { members.insert(JSON.Member("contents", .array(contents)), at: 0) }
        return try await site.post("/api/submit", json: .object(members))
    }

    private func draft(_ site: TestSite, _ label: String, because: String? = nil) async throws -> JSON {
        let reply = try await site.post(
            "/api/draft",
            json: .line([
                "because": because.map { .string($0) }, "fields": .line(["label": .string(label)]),
                "kind": .string("register/store.enter"),
                "signer": .string("p5"),
            ]))
        #expect(reply.status == 200, "\(reply.text)")
        return try reply.json()
    }

    @Test(
        "P-5, P-71: what is taken comes with leaf, proof and checkpoint that fit; sent again, with the same place"
    )
    func taken() async throws {
        let site = try await TestSite(try TestCA.busy())
        let drafted = try await draft(site, "vault-7", because: "\u{202E}why")
        let submission = site.signed(try #require(drafted["statement"]?.text), by: 5)
        let contents = try #require(drafted["contents"]?.list)
        let reply = try await submit(site, submission, contents: contents)
        #expect(reply.status == 200, "\(reply.text)")
        let answer = try reply.json()
        let place = try #require(answer["place"]?.number)
        #expect(answer["state"]?.text == "open")
        let checkpoint = try SignedCheckpoint(
            verifying: Array((answer["checkpoint"]?.text ?? "").utf8), origin: site.ca.origin,
            keys: [site.ca.ledgerSigner.key])
        let leaf = try #require(Digest(hex: answer["leaf"]?.text ?? ""))
        let path = (answer["proof"]?.list ?? []).compactMap { Digest(hex: $0.text ?? "") }
        #expect(Proof.includes(leaf, at: place, in: checkpoint.checkpoint.head, path: path))
        let again = try await submit(site, submission, contents: contents)
        #expect(try again.json()["place"]?.number == place)
        // The entry read back is the submission, byte for byte, and the public words open.
        let raw = try await site.get("/ledger/\(place)/raw")
        #expect(raw.text.hasPrefix(submission) && Digest.leaf(of: raw.bytes) == leaf)
        let entry = try Entry(bytes: raw.bytes)
        let content = try await site.get("/log/public/\(entry.hash.hex)/reason")
        #expect(
            entry.statement.opens(
                part: "reason", key: Array(content.bytes.prefix(32)),
                content: Array(content.bytes.dropFirst(32))))
    }

    @Test("P-33: a refusal is a note signed by the log, with clause and status")
    func refused() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        var copy = ca
        let ended = try #require(ca.authority.acts.table.first { $0.end != nil })
        let cases: [(Draft, Int, Int, String)] = [
            (
                .of(ca.kind("register/store.enter"), .line(["label": .string("vault-1")])), 5, 422,
                "SP-2.2.3.2a"
            ),
            (Draft("authority/act.sign", of: ended.hash, slot: "witness", under: ["P-32"]), 2, 410, "P-34"),
            (Draft("register/act.sign", of: Digest.of([1]), slot: "keeper", under: ["P-32"]), 1, 404, "P-4"),
        ]
        for (draft, person, status, clause) in cases {
            let statement = copy.statement(draft, by: person)
            let reply = try await submit(
                site, site.signed(String(decoding: statement.line(), as: UTF8.self), by: person))
            #expect(reply.status == status, "\(reply.text)")
            let answer = try reply.json()
            #expect(answer["clause"]?.text == clause)
            let note = try RefusalNote(
                verifying: Array((answer["refusal"]?.text ?? "").utf8), origin: ca.origin,
                keys: [ca.ledgerSigner.key])
            #expect(note.statement == Digest.of(statement.line()) && note.rule == clause)
        }
        #expect(site.store.published.state.log.size == ca.entries.count)
    }

    @Test(
        "what is malformed is 400 with place and rule, and changes nothing",
        arguments: [
            ("", "request"), ("[]", "request"), ("{\"submission\":1}", "request"),
            ("{\"submission\":\"x\",\"x\":1}", "request"),
            ("{\"submission\": \"x\"}", "request"),
            ("{\"submission\":\"x\",\"submission\":\"y\"}", "request"),
            ("{\"submission\":\"\"}", "submission"),
            ("{\"submission\":\"{}\\n\"}", "submission"),
            ("{\"contents\":[{}],\"submission\":\"x\"}", "request"),
            ("{\"enclosures\":[\"AR==\"],\"submission\":\"x\"}", "request"),
        ])
    func malformed(body: String, place: String) async throws {
        let site = try await TestSite(try TestCA.small())
        let reply = try await site.post("/api/submit", body: Array(body.utf8), type: "application/json")
        #expect(reply.status == 400)
        let answer = try reply.json()
        #expect(
            answer["where"]?.text == place && answer["missing"]?.text != nil && answer["rule"]?.text != nil)
        #expect(site.store.published.state.log.size == site.ca.entries.count)
    }

    @Test("P-6: contents that are missing, foreign or changed are refused before decide is asked")
    func contents() async throws {
        let site = try await TestSite(try TestCA.busy())
        let drafted = try await draft(site, "vault-7", because: "why")
        let submission = site.signed(try #require(drafted["statement"]?.text), by: 5)
        let right = try #require(drafted["contents"]?.list?.first)
        let changed = JSON.line(["content": .string("eHg="), "key": right["key"], "name": .string("reason")])
        let foreign = JSON.line(["content": right["content"], "key": right["key"], "name": .string("name")])
        for contents in [[], [changed], [right, foreign]] {
            let reply = try await submit(site, submission, contents: contents)
            #expect(reply.status == 400)
            #expect(try reply.json()["where"]?.text == "contents")
        }
        #expect(try await submit(site, submission, contents: [right]).status == 200)
    }

    @Test("413 says the limit, 415 the type")
    func limits() async throws {
        let site = try await TestSite(try TestCA.small())
        let long = try await site.post(
            "/api/submit", body: [UInt8](repeating: 0x20, count: RequestReading.jsonBytesMax + 1),
            type: "application/json")
        #expect(long.status == 413)
        #expect(try long.json()["missing"]?.text?.contains("\(RequestReading.jsonBytesMax)") == true)
        #expect(try await site.post("/api/submit", body: [], type: "text/plain").status == 415)
    }

    @Test(
        "the OpenAPI document has every route for programs and no other; each answer fits its schema",
        arguments: ["small", "cacert"])
    func described(policy: String) async throws {
        let ca = policy == "small" ? try TestCA.busy() : try TestCA.cacert()
        let site = try await TestSite(ca)
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(try await site.get("/api/openapi.json").bytes))
                as? [String: Any])
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        let served = Set(
            (Site.routes.filter { $0.pattern.hasPrefix("/api/") } + HealthArea.routes).map {
                $0.method.rawValue.lowercased() + " " + $0.pattern
            })
        let described = Set(paths.flatMap { path, methods in methods.keys.map { $0 + " " + path } })
        #expect(served == described)
        let check = SchemaCheck(document)
        let ids: [(String, [String])] = [
            ("{act}", ca.state.world.actViews(at: ca.now, limit: .max).map(\.name)),
            ("{motion}", ca.authority.motions.map(\.name)),
            ("{question}", ca.state.world.remarks.questions.map(\.name)),
            ("{record}", ca.state.world.records.map(\.name)),
            ("{person}", ca.authority.people.map { "p\($0.number)" }),
            ("{group}", ca.authority.rosters.map(\.group)),
            ("{place}", ["0", "5", "\(ca.entries.count - 1)"]),
            ("{part}/{name}", Kind.all.map(\.name)), ("{register}", Register.all.map(\.name)),
        ]
        for (path, methods) in paths {
            guard let operation = methods["get"] as? [String: Any] else { continue }
            // For whoever has signed in, and this test is nobody.
            if ["/api/openings", "/api/sessions"].contains(path) || path.hasPrefix("/api/journal/lines") {
                #expect(try await site.get(path).status == 401)
                continue
            }
            // For this machine and monitors, as HealthTests has it.
            if path == "/metrics" { continue }
            var addresses = [path]
            if path.contains("{register}/{item}") {
                addresses = Register.all.flatMap { register in
                    register.items(ca.state.world).map { "/api/registers/\(register.name)/\($0.id.text)" }
                }
            }
            for (name, values) in ids where path.contains(name) && !path.contains("{item}") {
                addresses = values.map { path.replacing(name, with: $0) }
            }
            if path == "/api/notes" { addresses = ids[0].1.map { "/api/notes?about=\($0)" } }
            if path == "/api/tasks" {
                addresses = ca.authority.people.map { "/api/tasks?person=p\($0.number)" }
            }
            for address in addresses {
                let reply = try await site.get(address)
                #expect(reply.status == 200, "\(address)")
                let value = try JSONSerialization.jsonObject(
                    with: Data(reply.bytes), options: .fragmentsAllowed)
                for fault in check.faults(of: value, answering: operation) {
                    Issue.record("\(address): \(fault)")
                }
            }
        }
        #expect(try await site.get("/api/nothing").status == 404)
        #expect(try await site.get("/api/").status == 404)
    }

    @Test("P-71: /log/ serves the tree of an export: checkpoint, tiles, entries, enclosures")
    func tree() async throws {
        let ca = try TestCA.busy()
        let site = try await TestSite(ca)
        let note = try await site.get("/log/checkpoint")
        let checkpoint = try SignedCheckpoint(
            verifying: note.bytes, origin: ca.origin, keys: [ca.ledgerSigner.key])
        #expect(checkpoint.checkpoint.head == ca.state.log.head)
        let width = ca.entries.count % 256
        let path = try #require(TilePath(.entries, index: 0, width: width))
        let bundle = try await site.get("/log/" + path.text)
        #expect(try EntryBundle.decoded(bundle.bytes, as: path).map { Array($0) } == ca.entries)
        for (hash, bytes) in ca.enclosures {
            let reply = try await site.get("/log/enclosures/\(hash.hex)")
            #expect(reply.bytes == bytes && reply["cache-control"]?.contains("immutable") == true)
        }
    }

    @Test("P-6: a hostile reason is words on every page, never markup, never hidden")
    func hostile() async throws {
        let site = try await TestSite(try TestCA.busy())
        let drafted = try await draft(site, "vault-7", because: "</dd><script>alert(1)</script>\u{202E}")
        let reply = try await submit(
            site, site.signed(try #require(drafted["statement"]?.text), by: 5),
            contents: drafted["contents"]?.list ?? [])
        let place = try #require(try reply.json()["place"]?.number)
        for path in ["/acts/A-\(place)", "/ledger/\(place)", "/acts/A-\(place)/sign"] {
            let text = try await site.get(path).text
            #expect(
                text.contains("&lt;script&gt;alert(1)") && !text.contains("<script>")
                    && text.contains(">U+202E<"), "\(path)")
            PageTests.expectBalanced(text, path)
        }
    }
}

/// The part of JSON Schema that our document uses.
struct SchemaCheck {
    private let schemas: [String: Any]

    init(_ document: [String: Any]) {
        schemas = (document["components"] as? [String: Any])?["schemas"] as? [String: Any] ?? [:]
    }

    func faults(of value: Any, answering operation: [String: Any]) -> [String] {
        let responses = operation["responses"] as? [String: Any]
        let content = (responses?["200"] as? [String: Any])?["content"] as? [String: Any]
        guard let schema = (content?["application/json"] as? [String: Any])?["schema"] as? [String: Any]
        else { return ["no schema"] }
        return faults(value, schema, "")
    }

    private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            guard let found = schemas[name] as? [String: Any] else { return ["\(path): no schema \(name)"] }
            return faults(value, found, path)
        }
        let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? ""]
        guard types.contains(where: { fits(value, $0) }) else { return ["\(path): \(value) is no \(types)"] }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            return list.enumerated().flatMap { faults($1, items, "\(path)/\($0)") }
        }
        guard let members = value as? [String: Any],
            let properties = schema["properties"] as? [String: [String: Any]]
        else { return [] }
        var found = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }.map {
            "\(path): \($0) is missing"
        }
        for (name, member) in members {
            if let property = properties[name] {
                found += faults(member, property, "\(path)/\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(path): \(name) is not described")
            }
        }
        return found
    }

    private func fits(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "string": value is String
        case "integer": value is Int && !(value is Bool && CFBoolean.isBoolean(value))
        case "boolean": value is Bool
        case "array": value is [Any]
        default: value is [String: Any]
        }
    }
}

private enum CFBoolean {
    /// Foundation on Linux reads true as a number too.
    static func isBoolean(_ value: Any) -> Bool {
        String(describing: value) == "true" || String(describing: value) == "false"
    }
}
