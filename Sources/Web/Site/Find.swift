import Ledger
import Rules

/// Things asked for by id; what is not an id, or names nothing, gets a page that helps.
enum Find {
    static func act(_ request: SiteRequest) throws -> ActView {
        let id = try id(request["act"], letter: "A", noun: "act", list: "/acts")
        guard let act = request.context.world.actView(at: id.number, now: request.now) else {
            let what = request.context.log.rows.at(id.number).map {
                "entry \(id.number) is a \($0.kind.isEmpty ? "void entry" : $0.kind)"
            }
            throw Problem.notFound(
                "There is no act \(id.text)."
                    + (what.map { " \($0.prefix(1).uppercased())\($0.dropFirst())." } ?? ""),
                id.number < request.context.log.size
                    ? "See \(entryLink(id.number)), or <a href=\"/acts\">all acts</a>."
                    : "See <a href=\"/acts\">all acts</a>.")
        }
        return act
    }

    static func motion(_ request: SiteRequest) throws -> MotionView {
        let id = try id(request["motion"], letter: "B", noun: "motion", list: "/motions")
        guard let view = request.context.state.motionView(at: id.number, now: request.now) else {
            throw Problem.notFound(
                "There is no motion \(id.text).", "See <a href=\"/motions\">all motions</a>.")
        }
        return view
    }

    /// An act that can still be signed, declined or withdrawn.
    static func openAct(_ request: SiteRequest) throws -> ActView {
        let act = try act(request)
        guard act.isOpen else {
            throw Problem(
                status: 410, what: "\(act.name) is \(act.condition.word).",
                remedy: "See <a href=\"/acts/\(act.name)\">what became of it</a>.")
        }
        return act
    }

    /// A motion that can still be voted or closed.
    static func openMotion(_ request: SiteRequest) throws -> MotionView {
        let view = try motion(request)
        guard view.isOpen else {
            throw Problem(
                status: 410, what: "\(view.motion.name) is \(view.condition).",
                remedy: "See <a href=\"/motions/\(view.motion.name)\">what became of it</a>.")
        }
        return view
    }

    static func record(_ request: SiteRequest) throws -> OpenRecord {
        let id = try id(request["record"], letter: "R", noun: "record", list: "/records")
        guard let index = request.context.world.recordIndex(at: id.number) else {
            throw Problem.notFound(
                "There is no record \(id.text).", "See <a href=\"/records\">all records</a>.")
        }
        return request.context.world.records[index]
    }

    static func person(_ request: SiteRequest) throws -> PersonView {
        let id = try id(request["person"], letter: Person.prefix, noun: "person", list: "/people")
        guard let view = request.context.authority.personView(id.number, at: request.now) else {
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
