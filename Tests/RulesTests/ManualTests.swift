import Ledger
import Rules
import TestWorld
import Testing

/// D14: tables of the Manual, read as their chapter declares them.
struct ManualTests {
    struct Step: ManualRow {
        let name: Code, to: Ascending<Code>, after: Int?
        static let fields = Fields(
            { Self(name: $0, to: $1, after: $2) }, Field("name", \Self.name, "Step"),
            Field("to", \Self.to, "Who is told"),
            Field("after", \Self.after, "After"))
    }

    private func manual(_ rows: [JSON], loosens: String = "any") throws(PolicyFaults) -> Manual {
        try Manual(
            compiled: .line([
                "name": .string("small"), "schema": .integer(1),
                "values": .line([
                    "incident.ladder": .line([
                        "clause": .string("RP-1.5"), "loosens": .string(loosens), "owner": .string("keepers"),
                        "rows": .array(rows),
                    ]),
                    "visit.report": .line([
                        "clause": .string("RP-2.1"), "loosens": .string("more"), "owner": .string("keepers"),
                        "span": .integer(172_800),
                    ]),
                ]),
            ]))
    }
    private func row(_ name: String, to: [String], after: Int? = nil) -> JSON {
        .line(["after": after.map { .integer($0) }, "name": .string(name), "to": .texts(to)])
    }
    private let declared = ManualValue("incident.ladder", .rows(Step.self))

    @Test("D14: a table is read as its chapter declares the rows")
    func read() throws {
        let manual = try manual([row("leader", to: ["leader"], after: 3600), row("board", to: ["auditor", "board"])])
        let rows = try #require(manual.rows("incident.ladder", of: Step.self))
        #expect(rows.map(\.name.text) == ["leader", "board"] && rows.map(\.after) == [3600, nil])
        #expect(rows[1].to.values.map(\.text) == ["auditor", "board"])
        #expect(manual.rows("visit.report", of: Step.self) == nil && manual.rows("nothing", of: Step.self) == nil)
    }

    @Test(
        "D14: a table with other rows than the chapter reads is refused, with the row and what it should hold",
        arguments: [
            (
                JSON.line(["name": .string("a"), "whom": .texts(["b"])]), ["incident.ladder", "rows", "0", "whom"],
                "has no `whom`"
            ),
            (
                .line(["after": .string("soon"), "name": .string("a"), "to": .texts(["b"])]),
                ["incident.ladder", "rows", "0", "after"], "takes a whole number"
            ),
            (
                .line(["name": .string("a"), "to": .texts(["c", "b"])]), ["incident.ladder", "rows", "0", "to"],
                "ascending"
            ),
        ])
    func refused(row: JSON, path: [String], says: String) throws {
        let faults = declared.faults(in: try manual([row]), title: "Incidents")
        #expect(faults.map(\.path) == [["values"] + path])
        #expect(faults.first?.what.contains(says) ?? false, "\(faults)")
        #expect(try manual([row]).rows("incident.ladder", of: Step.self) == nil, "and nobody reads it")
    }

    @Test("D14: a value that is missing, or of another sort, is told with what it should be")
    func missing() throws {
        let manual = try manual([row("a", to: ["b"])])
        func what(_ value: ManualValue) -> String { value.faults(in: manual, title: "Incidents").first?.what ?? "" }
        #expect(
            what(ManualValue("incident.laddre", .rows(Step.self)))
                == "`incident.laddre` is missing: the chapter “Incidents” needs it; give `rows`, each with `name` (1 to 64 letters, digits or . _ : / -), "
                + "`to` (1 to 64 letters, digits or . _ : / -; separate several with commas, or left out), `after` (a whole number, or left out); did you mean `incident.ladder`?"
        )
        #expect(what(ManualValue("visit.report", .number)).contains("give `number`, a whole number"))
        #expect(what(ManualValue("visit.report", .span)).isEmpty && what(declared).isEmpty)
    }

    @Test("D14: whatever changes in a table may loosen the rule")
    func loosens() throws {
        #expect(throws: PolicyFaults.self) { try manual([row("a", to: ["b"])], loosens: "more") }
    }

    @Test("D14: what an act would change of the Manual is told value by value, a table member by member")
    func differences() throws {
        func view(_ rows: [JSON]) throws -> ManualView {
            let manual = try manual(rows)
            return ManualView(name: "incident.ladder", item: try #require(manual.items["incident.ladder"]))
        }
        let now = try view([row("a", to: ["b"], after: 60), row("gone", to: ["b"])])
        let then = try view([row("a", to: ["b", "c"], after: 60), row("new", to: ["d"])])
        let rows = ManualView.differences(now, then)
        #expect(
            rows.map { "\($0.field): \($0.now ?? "-") → \($0.then ?? "-")" } == [
                "incident.ladder, a, to: b → b, c", "incident.ladder, gone, to: b → -",
                "incident.ladder, new, to: - → d",
            ])
        #expect(then.text == "a: after 60 · to b, c; new: to d")
        #expect(then.json["sort"]?.text == "rows" && then.json["value"]?.list?.count == 2)
        #expect(ManualView.differences(now, now).isEmpty)
    }

    @Test("P-37: every value that a chapter or a duty reads is declared in a doorway, once")
    func declaredOnce() {
        let names = World.chapters.flatMap { $0.manual.map(\.name) }
        #expect(Set(names).count == names.count)
        for chapter in World.chapters {
            for case .within(let manual, _) in chapter.duties.map(\.deadline) {
                #expect(chapter.manual.contains { $0.name == manual }, "\(manual)")
            }
        }
    }

    @Test(
        "Views: lengths of time in words",
        arguments: [
            (60, "1 minute"), (7200, "2 hours"), (86_400, "1 day"), (90_000, "25 hours"), (61, "61 seconds"),
            (0, "0 days"),
        ])
    func lengths(seconds: Int, words: String) { #expect(LengthOfTime.words(seconds) == words) }
}
