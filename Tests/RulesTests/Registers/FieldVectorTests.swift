import Foundation
import Ledger
import TestWorld
import Testing

@testable import Rules

/// Goal: values of fields, rows of imports and lines of the state are what docs/formats/fields.md and import.md say, by the
/// vectors of an independent script (docs/formats/vectors/fields.py).
struct FieldVectorTests {
    private struct Vectors: Sendable {
        let json: JSON
        init() throws {
            let path = TidyTests.root.appendingPathComponent("docs/formats/vectors/fields.json").path
            // The file is laid out for people; the strict reader takes one line.
            let any = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path)))
            json = Vectors.json(any)
        }
        /// Every value of the file is of the restricted sort but for odd letters inside of strings.
        private static func json(_ any: Any) -> JSON {
            switch any {
            case let text as String: .string(text)
            case let list as [Any]: .array(list.map(json))
            case let members as [String: Any]: .sorted(members.map { JSON.Member($0.key, json($0.value)) })
            case let number as NSNumber:
                CFBooleanCheck.isBoolean(number) ? .bool(number.boolValue) : .integer(number.intValue)
            default: .string("unreadable")
            }
        }
    }
    private enum CFBooleanCheck {
        static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
    }

    private static let types: [String: @Sendable (JSON) -> JSON?] = [
        "address": reader(IPAddress.self), "choice": reader(YesNo.self), "code": reader(Code.self),
        "day": reader(CalendarDay.self), "digest": reader(Digest.self), "host": reader(HostName.self),
        "id": { json in json.text.flatMap { ItemID($0) }.map { .string($0.text) } },
        "id-of-several": reader(AnyID<SecureStore, Computer>.self), "licence": reader(Licence.self),
        "list": reader(Ascending<Code>.self), "name": reader(Name.self), "number": reader(Int.self),
        "number-with-unit": reader(Quantity<Megabytes>.self), "parties": reader(Parties.self),
        "time": reader(Time.self), "version": reader(Version.self),
    ]
    private static func reader<Value: FieldValue>(_ type: Value.Type) -> @Sendable (JSON) -> JSON? {
        { json in (try? Value(json))?.json }
    }

    @Test("P-4, K-1, K-2: each value of the vectors is taken or refused as they say, and what is taken writes itself")
    func values() throws {
        let values = try #require(try Vectors().json["values"]?.list)
        #expect(values.count > 1000)
        #expect(Set(values.compactMap { $0["type"]?.text }) == Set(Self.types.keys))
        for vector in values {
            let type = try #require(vector["type"]?.text), value = try #require(vector["value"])
            let reader = try #require(Self.types[type])
            let read = reader(value)
            #expect((read != nil) == (vector["good"]?.flag == true), "\(type): \(FieldType.text(value))")
            #expect(read == nil || read?.written() == value.written(), "\(type): \(FieldType.text(value))")
        }
    }

    @Test("D8: names are folded as the vectors say")
    func folded() throws {
        for vector in try #require(try Vectors().json["folded"]?.list) {
            let folded = Name.folded(try #require(vector["name"]?.text))
            #expect(folded.utf8.elementsEqual((vector["folded"]?.text ?? "").utf8), "\(folded)")
        }
    }

    @Test("P-7: rows of imports are taken or refused as the vectors say")
    func imports() throws {
        let imports = try #require(try Vectors().json["imports"])
        for vector in try #require(imports["good"]?.list) {
            let bytes = Array(try #require(vector["bytes"]?.text).utf8)
            #expect(Digest.of(bytes).hex == vector["sha256"]?.text)
            #expect(try ImportRows<SecureStore>(bytes).list.count == vector["rows"]?.number)
        }
        let bad = try #require(imports["bad"]?.list)
        #expect(bad.count > 10)
        for vector in bad {
            let bytes = Array(try #require(vector["bytes"]?.text).utf8)
            #expect(throws: Refusal.self, "\(vector["name"]?.text ?? "")") { try ImportRows<SecureStore>(bytes) }
        }
        let rows = (0...ImportLimit.rows).map { JSON.line(["label": .string("safe \($0)")]) }
        func written(_ rows: [JSON]) -> [UInt8] {
            JSON.line(["kind": .string(Enter<SecureStore>.kind), "rows": .array(rows)]).written()
        }
        #expect(throws: Refusal.self) { try ImportRows<SecureStore>(written(rows)) }
        #expect(try ImportRows<SecureStore>(written(Array(rows.dropLast()))).list.count == rows.count - 1)
    }

    @Test("P-62: lines of the state and a register's hash are those of the vectors")
    func state() throws {
        let state = try #require(try Vectors().json["state"])
        func texts(_ name: String) throws -> [JSON] {
            try #require(state[name]?["lines"]?.list).map { try JSON(enclosed: Array(($0.text ?? "").utf8)) }
        }
        func moment(_ place: Int) -> Moment {
            Moment(
                place: place, recorded: TestCA.start, clock: TestCA.start, seen: place, signer: 5, key: nil,
                isPage: false, enclosed: { _ in nil })
        }
        var world = World()
        let stores = try texts("stores")
        for line in stores {
            let facts = JSON.sorted((line.members ?? []).filter { $0.key != "born" })
            let given = try SecureStore.Given.fields.read(facts)
            world.physical.stores.append(given, at: moment(try #require(line["born"]?.number)))
        }
        let register = try #require(Register.named("stores"))
        #expect((1...stores.count).map { register.line(world, $0)?.written() } == stores.map { $0.written() })
        #expect(register.hash(world)?.hex == state["stores"]?["hash"]?.text)

        let notes = try texts("notes").map { line in
            Annotation(
                place: line["place"]?.number ?? 0, hash: try #require(Digest(hex: line["hash"]?.text ?? "")),
                about: try line["about"]?.number.map { .entry($0) }
                    ?? .item(try #require(ItemID(line["item"]?.text ?? ""))),
                person: line["person"]?.number ?? 0,
                recorded: try #require(Time(line["recorded"]?.text ?? "")),
                parts: (line["parts"]?.list ?? []).compactMap(\.text))
        }
        #expect(notes.map { $0.line.written() } == (try texts("notes")).map { $0.written() })
        let table = notes.reduce(into: Table<Annotation>()) { $0.append($1) }
        #expect(StateHash.of(table) { $0.line }?.hex == state["notes"]?["hash"]?.text)

        for line in try texts("presences") {
            var presence = Presence(
                person: try #require(ItemID(line["person"]?.text ?? "")).number, role: line["role"]?.text ?? "",
                joined: line["joined"]?.number ?? 0, from: try #require(Time(line["from"]?.text ?? "")),
                left: line["left"]?.number, until: line["until"]?.text.flatMap { Time($0) },
                late: line["late"]?.flag == true)
            presence.breaches = (line["breaches"]?.list ?? []).map {
                Breach($0["clause"]?.text ?? "", $0["what"]?.text ?? "")
            }
            #expect(presence.json.written() == line.written())
        }
    }
}
