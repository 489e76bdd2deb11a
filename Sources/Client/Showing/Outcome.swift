import Ledger
import Rules

extension Workspace {
    /// The effect of a statement in the log, computed by this copy’s own replay.
    package func outcome(of said: EnteredStatement) -> Output {
        let statement = said.submission.statement
        var lines: [String] = []
        var ids: [JSON] = []
        for place in places(of: statement, at: said.place) {
            let (id, word, title) = thing(at: place)
            lines.append("\(id)  \(title): \(word)")
            ids.append(.line(["id": .string(id), "state": .string(word)]))
            lines += toCarryOut(place)
        }
        let left = leftOut(of: said)
        lines += left.flatMap(Self.told)
        lines += Layout.field("entry", "\(said.place), with its proof checked")
        if statement.of == nil {
            lines += Layout.field("words", Words.words12(said.submission.hash).joined(separator: " "))
        }
        return Output(
            lines,
            .line([
                "about": .array(ids), "hash": .string(said.submission.hash.hex),
                "kind": .string(statement.kind),
                "left-out": left.isEmpty
                    ? nil
                    : .array(left.map { .line(["id": .string($0.name), "why": .string($0.refusal.text)]) }),
                "place": .integer(said.place), "request": .string(statement.request.hex),
                "words": .string(Words.words12(said.submission.hash).joined(separator: " ")),
            ]))
    }

    /// After a motion about an act on things was carried: the signature that brings its act into effect (P-50).
    private func toCarryOut(_ place: Int) -> [String] {
        guard let act = state.motionView(at: place, now: now)?.motion.act,
            let view = state.world.actView(at: act, now: now), view.isOpen,
            view.ways.flatMap(\.slots).contains(where: \.isClosing)
        else { return [] }
        return Layout.field("to do", "foureyes sign \(view.name) --slot \(Slot.motion)")
    }

    /// What was asked for and not signed, and what the log refused among the others (P-36).
    package func leftOut(of said: EnteredStatement) -> [SeveralActs.LeftOut] {
        let held = replica.enclosures
        let refused = state.leftOut(
            of: said.submission.statement, at: said.place, page: false, now: now, enclosed: { held[$0] })
        return said.leftOut + (refused ?? [])
    }

    private func places(of statement: Statement, at place: Int) -> [Int] {
        if let list = statement.body["acts"]?.list {
            return list.compactMap {
                $0["of"]?.text.flatMap { Digest(hex: $0) }.flatMap { state.log.place(of: $0) }
            }
        }
        // A motion or a question about something is a thing of its own; everything else about something changes that.
        if !["authority/motion.open", "record/question"].contains(statement.kind), let of = statement.of,
            let about = state.log.place(of: of)
        {
            return [about]
        }
        return [place]
    }

    private func thing(at place: Int) -> (id: String, word: String, title: String) {
        if let act = state.world.actView(at: place, now: now) {
            return (act.name, act.condition.word, act.kind.title)
        }
        if let motion = state.motionView(at: place, now: now) {
            return (
                motion.motion.name, motion.condition,
                motion.motion.act.map { "motion about A-\($0)" } ?? "motion"
            )
        }
        if let index = state.world.recordIndex(at: place) {
            let record = state.world.records[index]
            return (record.name, state.world.word(of: record), record.kind.title)
        }
        if let question = state.world.remarks.questions.first(where: { $0.born == place }) {
            let about = state.world.subjectID(at: question.about) ?? "entry \(question.about)"
            return (question.name, question.isOpen ? "not answered" : "answered", "a question about \(about)")
        }
        if place == 0, let founding = replica.founding {
            return (
                "founding",
                founding.isAccepted
                    ? "accepted" : "\(founding.heard.count) of \(founding.founders.count) accepted",
                founding.origin
            )
        }
        return ("entry \(place)", "recorded", replica.statement(at: place)?.kind ?? "")
    }
}

extension Workspace {
    /// What is said of a statement that was signed for later.
    package func written(_ request: SubmissionRequest, to file: String) -> Output {
        let statement = request.submission.statement
        let words = Words.words12(request.submission.hash).joined(separator: " ")
        var lines = ["signed and written to \(Visible.text(file)); nothing was sent"]
        lines += Layout.field("until", TimeText.full(statement.until, now: now))
        lines += Layout.field("words", words)
        lines += Layout.field("to send", "foureyes submit \(Visible.text(file))")
        return Output(
            lines,
            .line([
                "file": .string(file), "hash": .string(request.submission.hash.hex),
                "kind": .string(statement.kind),
                "request": .string(statement.request.hex), "until": .string(statement.until.text),
                "words": .string(words),
            ]))
    }
}

extension Workspace {
    /// What is said of a key that was made.
    package func newKey(_ key: PublicKey, file: String, act: Int?) -> Output {
        let words = Words.words12(key.fingerprint).joined(separator: " ")
        var lines = ["\(Visible.text(file)): \(key.type)"]
        lines += Layout.field("words", words)
        lines += Layout.field("public", "\(Visible.text(file)).pub")
        if let act {
            lines += Layout.field("next", "two key witnesses: foureyes sign A-\(act) --heard WORDS")
        } else {
            lines += Layout.field(
                "next",
                "a key witness: foureyes propose authority/person.enrol key=@\(Visible.text(file)).pub")
            lines += Layout.field("", "then you: foureyes sign A-n --as p0 --key \(Visible.text(file))")
        }
        return Output(
            lines,
            .line([
                "act": act.map { .string("A-\($0)") }, "file": .string(file),
                "fingerprint": .string(key.fingerprint.hex),
                "public": .string(key.openSSH), "words": .string(words),
            ]))
    }
}
