import Ledger

/// Something that waits for a person.
package struct OpenTask: Sendable {
    package enum Sort: String, Sendable {
        case accept, sign, vote, close, openMotion = "open-motion", observe, attest, answer, replace, review,
            answerDisowned = "answer-disowned"
    }
    package let sort: Sort
    /// The act, motion or record: `A-412`, `B-7`, `R-9`; entry 0 for the founding.
    package let id: String
    package let title: String
    /// For an act, the slot that the person would fill.
    package let slot: String?
    package let since: Time

    /// The command that does it.
    package var command: String {
        switch sort {
        case .accept: "foureyes accept"
        case .sign: "foureyes sign \(id)"
        case .vote: "foureyes vote \(id) yes"
        case .close: "foureyes close \(id)"
        case .openMotion: "foureyes propose authority/motion.open act=\(id)"
        case .observe, .attest: "foureyes sign \(id)"
        case .answer: "foureyes answer \(id) '…'"
        case .review:
            "foureyes propose authority/policy.change clauses=@clauses.json manual=@manual.json policy=@policy.json"
        case .replace: "foureyes keys replace close \(id) --key NEW"
        case .answerDisowned: "foureyes keys confirm \(id)"
        }
    }

    package var json: JSON {
        .line([
            "command": .string(command), "id": .string(id), "since": .string(since.text),
            "slot": slot.map { .string($0) },
            "task": .string(sort.rawValue), "title": .string(title),
        ])
    }
}

extension State {
    /// What waits for a person, newest first; `acts` and `motions` are the views of this state and time, where they are at hand.
    package func tasks(for person: Int, at now: Time, acts: [ActView]? = nil, motions: [MotionView]? = nil)
        -> [OpenTask]
    {
        guard let founding = authority.founding else { return [] }
        guard founding.isAccepted else {
            let missing = founding.founders.contains { $0.person == person } && founding.heard[person] == nil
            return missing
                ? [OpenTask(sort: .accept, id: "0", title: "Accept the founding", slot: nil, since: founding.founded)]
                : []
        }
        return actTasks(for: person, acts ?? world.actViews(at: now), at: now)
            + motionTasks(for: person, motions ?? motionViews(at: now), at: now)
            + recordTasks(for: person, at: now)
            + questionTasks(for: person, at: now) + keyTasks(for: person, at: now)
            + reviewTasks(for: person, at: now)
    }

    private func actTasks(for person: Int, _ acts: [ActView], at now: Time) -> [OpenTask] {
        acts.filter(\.isOpen).flatMap { view in
            var tasks = view.slots(for: person).map {
                OpenTask(sort: .sign, id: view.name, title: view.kind.title, slot: $0.name, since: view.proposed)
            }
            if let rule = view.motionRule, view.motion == nil, !view.named.contains(person),
                authority.membership(of: person, in: rule.body, at: now) != nil
            {
                tasks.append(
                    OpenTask(
                        sort: .openMotion, id: view.name, title: "Open the motion: \(view.kind.title)", slot: nil,
                        since: view.proposed))
            }
            return tasks
        }
    }

    private func motionTasks(for person: Int, _ motions: [MotionView], at now: Time) -> [OpenTask] {
        motions.filter(\.isOpen).compactMap { view in
            let title = view.motion.act.flatMap { world.actTitle(at: $0) } ?? "A question"
            if view.waiting.contains(person) {
                return OpenTask(
                    sort: .vote, id: view.motion.name, title: "Vote: \(title)", slot: nil, since: view.motion.opened)
            }
            let member =
                authority.membership(of: person, in: view.motion.body, at: now) != nil && !view.barred.contains(person)
            if view.mayClose, member, view.motion.firstClosed?.person != person {
                return OpenTask(
                    sort: .close, id: view.motion.name, title: "Close: \(title)", slot: nil, since: view.motion.opened)
            }
            return nil
        }
    }

    private func recordTasks(for person: Int, at now: Time) -> [OpenTask] {
        world.records.compactMap { record in
            if record.complete == nil, record.observer == .person(person) {
                return OpenTask(
                    sort: .observe, id: record.name, title: "Confirm: \(record.kind.title)", slot: nil,
                    since: record.recorded)
            }
            let part = record.performer == person || record.observer == .person(person)
            if record.complete != nil, record.late, record.attested == nil, !part, record.breaches.isEmpty,
                authority.inOffice(person, at: now) != nil
            {
                return OpenTask(
                    sort: .attest, id: record.name, title: "Attest: \(record.kind.title)", slot: nil,
                    since: record.recorded)
            }
            return nil
        }.reversed()
    }
}
