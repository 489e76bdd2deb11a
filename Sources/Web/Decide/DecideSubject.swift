import Ledger
import Rules

/// What somebody decides about, as a reader needs it: how it stands, its facts in words, what it changes, what was asked, and
/// who has said what so far.
struct DecideSubject {
    let action: Action
    /// Who would say it, as far as that is known.
    let signer: Int?
    let context: ViewContext

    private var act: ActView? {
        switch action {
        case .sign(let act), .openMotion(let act), .closeManual(let act): act
        case .vote(let view), .close(let view):
            view.motion.act.flatMap { context.world.actView(at: $0, now: context.now) }
        default: nil
        }
    }

    private var motion: MotionView? {
        switch action {
        case .vote(let view), .close(let view): view
        default: nil
        }
    }

    private var record: OpenRecord? {
        switch action {
        case .observe(let record), .closeRecord(let record), .attest(let record): record
        default: nil
        }
    }

    /// How it stands, and until when: the time that ends the thing itself, not that of a statement about it.
    var state: HTML {
        if let motion {
            let closes: HTML =
                motion.mayClose
                ? "can be closed now" : "open until \(said(motion.motion.opened.adding(72 * 3600), now: context.now))"
            return
                "\(MotionWords.mark(motion)) <span class=\"quiet\">· \(idLink(motion.motion.name)) of \(context.title(of: motion.motion.body)) · \(closes)</span>"
        }
        if let act {
            return
                "\(mark(act.condition.meaning, act.condition.word)) <span class=\"quiet\">· \(idLink(act.name)) · proposed by \(personLink(act.proposer)) · ends \(said(act.expires, now: context.now))</span>"
        }
        if let record {
            return
                "\(context.mark(record)) <span class=\"quiet\">· \(idLink(record.name)) · performed by \(personLink(record.performer)) · happened \(said(record.happened, now: context.now))</span>"
        }
        return .none
    }

    /// The signed fields in words, without what only a program reads.
    var facts: HTML {
        if case .batch(let batch) = action {
            let own = signer.map { batch.several(by: $0, context).leftOut } ?? []
            return ActBatch.leftOut(own + batch.over, context) + batch.papers(context)
        }
        let about: HTML =
            motion == nil
            ? .none : act.map { "<p class=\"quiet\">The motion decides on \(idLink($0.name)):</p>" as HTML } ?? .none
        let place = act?.place ?? motion?.motion.place ?? record?.place
        let facts = place.flatMap { context.entry(at: $0) }.map { Paper($0, context).facts }
        let rows = act.flatMap { ActRows(act: $0, context: context).html }
        return
            "\(about)\(facts ?? "<p class=\"none\">Its entry cannot be read here.</p>")\(rows)"
    }

    var changes: HTML {
        if let act { return "\(Changes.html(act, context))\(RulingPreview.html(act, context))" }
        guard let record else { return .none }
        if case .closeRecord = action { return .none }
        return RecordPage.breaches(record, context)
    }

    var questions: HTML {
        if let motion { return Thread(about: QuestionSubject(motion.motion), context: context).html }
        if let act { return Thread(about: QuestionSubject(act), context: context).html }
        return record.map { Thread(about: QuestionSubject($0), context: context).html } ?? .none
    }

    /// Who has signed or voted, and who could.
    var people: HTML {
        if let motion { return "<h2>Votes</h2>\(MotionVotes.bar(motion))\(MotionVotes.cards(motion, context))" }
        if let act { return "<h2>Who signs</h2>\(Slots.ways(act, context))" }
        return record.map { "<h2>Who signs</h2>\(RecordPage.cards($0, context))" } ?? .none
    }

    /// What was signed so far, byte for byte as far as a page can say it, each with its own twelve words.
    var exact: HTML {
        var places: [(String, Int)] = []
        if let motion { places.append(("\(motion.motion.name), as it was opened", motion.motion.place)) }
        if let act { places.append(("\(act.name), as \(Called.text(act.proposer)) proposed it", act.place)) }
        if let record {
            places.append(("\(record.name), as \(Called.text(record.performer)) recorded it", record.place))
        }
        return HTML(
            places.map { title, place in
                context.entry(at: place).map { "<h3>\(title)</h3>\(Paper($0, context).html)" } ?? .none
            })
    }
}
