import Ledger

extension AuthorityRules {
    static let acceptFounding = TaskRule("accept", verb: "Accept", button: "Read") { seen, person in
        guard let founding = seen.authority.founding, founding.founders.contains(where: { $0.person == person }),
            founding.heard[person] == nil
        else { return [] }
        return [
            (
                Cause(about: .entry(0), place: 0, since: founding.founded, says: "Accept the founding"),
                .say("authority/founding.accept", "accept")
            )
        ]
    }

    static let sign = TaskRule("sign", verb: "Sign", button: "Read and sign") { seen, person in
        seen.acts.flatMap { act in
            act.slots(for: person).map { slot in
                (
                    Cause(about: .item(act.name), place: act.place, since: act.proposed, says: act.kind.title),
                    .say("\(act.part.rawValue)/act.sign", about: act.name, slot: slot.name, "sign \(act.name)")
                )
            }
        }
    }

    static let openMotion = TaskRule(
        "open-motion", verb: "Open the motion on", button: "Open the motion"
    ) { seen, person in
        seen.acts.compactMap { act in
            guard let rule = act.motionRule, act.motion == nil, !act.named.contains(person),
                seen.authority.membership(of: person, in: rule.body, at: seen.now) != nil
            else { return nil }
            return (
                Cause(
                    about: .item(act.name), place: act.place, since: act.proposed,
                    says: "Open the motion: \(act.kind.title)"),
                .say("authority/motion.open", about: act.name, "propose authority/motion.open act=\(act.name)")
            )
        }
    }

    static let vote = TaskRule("vote", verb: "Vote on", button: "Read and vote") { seen, person in
        seen.motions.filter { $0.waiting.contains(person) }.map { view in
            (
                view.cause("Vote", seen),
                .say("authority/motion.vote", about: view.motion.name, "vote \(view.motion.name) yes")
            )
        }
    }

    static let close = TaskRule("close", verb: "Close the motion on", button: "Read and close") { seen, person in
        seen.motions.filter { view in
            !view.waiting.contains(person) && view.mayClose && !view.barred.contains(person)
                && view.motion.firstClosed?.person != person
                && seen.authority.membership(of: person, in: view.motion.body, at: seen.now) != nil
        }.map { view in
            (
                view.cause("Close", seen),
                .say("authority/motion.close", about: view.motion.name, "close \(view.motion.name)")
            )
        }
    }
}

extension MotionView {
    fileprivate func cause(_ verb: String, _ seen: Seen) -> Cause {
        let title = motion.act.flatMap { seen.authority.acts[place: $0]?.kind.title } ?? "A question"
        return Cause(about: .item(motion.name), place: motion.place, since: motion.opened, says: "\(verb): \(title)")
    }
}
