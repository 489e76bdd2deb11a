import Ledger
import Rules

/// Things asked for by id; what is no id, or names nothing, gets a page that helps.
enum Find {
    static func act(_ ask: Ask) throws -> ActView {
        let id = try id(ask["act"], letter: "A", noun: "act", list: "/acts")
        guard let act = ask.reading.world.actView(at: id.number, now: ask.now) else {
            let what = ask.reading.log.rows.at(id.number).map {
                "entry \(id.number) is a \($0.kind.isEmpty ? "void entry" : $0.kind)"
            }
            throw Problem.notFound(
                "There is no act \(id.text)."
                    + (what.map { " \($0.prefix(1).uppercased())\($0.dropFirst())." } ?? ""),
                id.number < ask.reading.log.size
                    ? "See \(entryLink(id.number)), or <a href=\"/acts\">all acts</a>."
                    : "See <a href=\"/acts\">all acts</a>.")
        }
        return act
    }

    static func motion(_ ask: Ask) throws -> MotionView {
        let id = try id(ask["motion"], letter: "B", noun: "motion", list: "/motions")
        guard let view = ask.reading.state.motionView(at: id.number, now: ask.now) else {
            throw Problem.notFound(
                "There is no motion \(id.text).", "See <a href=\"/motions\">all motions</a>.")
        }
        return view
    }

    static func record(_ ask: Ask) throws -> OpenRecord {
        let id = try id(ask["record"], letter: "R", noun: "record", list: "/records")
        guard let index = ask.reading.world.recordIndex(at: id.number) else {
            throw Problem.notFound(
                "There is no record \(id.text).", "See <a href=\"/records\">all records</a>.")
        }
        return ask.reading.world.records[index]
    }

    static func person(_ ask: Ask) throws -> PersonView {
        let id = try id(ask["person"], letter: Person.prefix, noun: "person", list: "/people")
        guard let view = ask.reading.authority.personView(id.number, at: ask.now) else {
            throw Problem.notFound(
                "There is no person \(id.text).", "See <a href=\"/people\">all people</a>.")
        }
        return view
    }

    static func id(_ text: String, letter: String, noun: String, list: String) throws -> ItemID {
        guard let id = ItemID(text), id.prefix == letter else {
            let sample = ItemID(prefix: letter, number: 12).text
            throw Problem.notFound(
                "“\(text.prefix(80))” is not the id of a\(noun == "act" ? "n" : "") \(noun).",
                "One looks like <code>\(sample)</code>, without leading zeros. See <a href=\"\(list)\">the list</a>."
            )
        }
        return id
    }
}
