import Ledger
import Rules

/// A page as it was at a time that its address names: `?at=2026-11-30`, or a time in UTC.
struct LookingBack {
    /// The last moment that counts.
    let time: Time
    /// How many entries the ledger had then.
    let size: Int

    /// nil where the address names no time, or one that has not passed.
    init?(_ query: Form, _ context: ViewContext) throws {
        let text = trimmed(query["at"])
        guard !text.isEmpty else { return nil }
        guard let time = Time(text) ?? Time(text + "T23:59:59Z") else {
            throw Problem.bad(
                "“at” must be a day like 2026-11-30 or a time like 2026-11-30T12:00:00Z.",
                "Days and times are in UTC. Leave “at” out to see the page as it is now.")
        }
        guard time < context.now else { return nil }
        let rows = context.log.rows
        // Nothing is looked through for a time before the first entry.
        var size = rows.at(0).map { $0.recorded > time } ?? true ? 0 : rows.count
        while size > 0, let row = rows.at(size - 1), row.recorded > time { size -= 1 }
        guard size > 0 else {
            throw Problem.notFound(
                "This ledger did not exist at \(time.text).",
                rows.at(0).map { "It begins at \(inFull($0.recorded))." } ?? .none)
        }
        (self.time, self.size) = (time, size)
    }
}

extension ViewContext {
    /// What a page of the past says above everything else.
    static func pastBanner(_ context: ViewContext) -> HTML {
        guard let past = context.past else { return .none }
        return """
            <p class="past" role="status" id="past">As it was at the end of entry \(past.size - 1), \(inFull(past.time)). Nothing can be done here. <a href="?">See it as it is now</a></p>
            """
    }

    /// Asks for this page as it was on a day.
    var dayPicker: HTML {
        let day = past.map { String($0.time.text.prefix(10)) } ?? ""
        return """
            <form class="inline at" method="get"><label for="at">As it was on</label> <input type="date" id="at" name="at" value="\(day)" max="\(String(now.text.prefix(10)))" required>\
            <button class="do second" type="submit">Show</button></form>
            """
    }
}
