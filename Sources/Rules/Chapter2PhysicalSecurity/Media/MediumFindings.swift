import Ledger

extension PhysicalSecurity {
    /// SP-2.2.3.1b: media are erased before they come into use.
    static let mediumInUseUnerased = FindingRule(
        "medium-in-use-unerased", ["SP-2.2.3.1b"], .fault, title: "Media in use that were not erased first",
        word: "not erased", answer: "Two people erase it and record that, or it is retired."
    ) { seen in
        seen.world.physical.media.compactMap { medium in
            medium.uncleanUse(in: seen.world).map { use in
                Cause(
                    about: .item(medium.id.text), place: use.place, since: use.happened,
                    says: "\(medium.name) is in use, but no clean record says that it was erased first.")
            }
        }
    }

    /// SP-2.2.3.2b: what a machine has written on lies in no store for long: it is erased to be used again, or retired.
    static let mediumStoredUnerased = FindingRule(
        "medium-stored-unerased", ["SP-2.2.3.2b"], .due, title: "Used drives in a store that were not erased",
        word: "not erased",
        answer: "Two people erase it and record that, or find it unreadable; then it can be retired."
    ) { seen in
        seen.world.physical.media.compactMap { medium in
            guard medium.given.purpose == .system, medium.state(in: seen.world) == .used,
                !medium.isUnreadable(in: seen.world), let stored = medium.place.shutting(seen.world).last
            else { return nil }
            return Cause(
                about: .item(medium.id.text), place: stored.place, since: stored.happened,
                says:
                    "\(medium.name) was used and is in \(stored.value.text), but no clean record says that it was erased since."
            )
        }
    }

    /// SP-2.2.3.2a: removable media are securely stored at all times; where one is not, everybody sees it at once.
    static let mediumLost = FindingRule(
        "medium-lost", ["SP-2.2.3.2a"], .fault, title: "Lost media", word: "lost",
        answer: "Two people in office who find it record where it was.",
        step: { cause, _ in .propose(FindMedium.kind, ["medium": cause.about.text]) }
    ) { seen in
        seen.world.physical.media.compactMap { medium in
            medium.loss(in: seen.world).map { loss in
                Cause(
                    about: .item(medium.id.text), place: loss.place, since: loss.happened,
                    says: "Nobody knows where \(medium.name) is.")
            }
        }
    }

    static let mediumFound = FindingRule(
        "medium-found", ["SP-2.2.3.2a"], .fault, title: "Found media that were not erased", word: "found",
        answer: "Two people erase it and record that, or it is retired."
    ) { seen in
        seen.world.physical.media.compactMap { medium in
            medium.foundUnerased(in: seen.world).map { found in
                Cause(
                    about: .item(medium.id.text), place: found.place, since: found.happened,
                    says: "\(medium.name) was found \(found.value == .foundOpen ? "not sealed" : "sealed"), "
                        + "and has not been erased since.")
            }
        }
    }

    /// SP-2.2.3.3a: what was retired to be destroyed is destroyed.
    static let mediumToDestroy = FindingRule(
        "medium-to-destroy", ["SP-2.2.3.3a"], .due, title: "Media that wait to be destroyed", word: "to destroy",
        answer: "Two people destroy it and record that.", task: "destroy-medium",
        step: { cause, _ in .propose(DestroyMedium.kind, ["medium": cause.about.text]) }
    ) { seen in
        seen.world.physical.media.compactMap { medium in
            guard let retired = medium.retirement(in: seen.world), medium.fate == .destroyed,
                !medium.isGone(in: seen.world)
            else {
                return nil
            }
            return Cause(
                about: .item(medium.id.text), place: retired,
                says: "\(medium.name) was retired to be destroyed, and no clean record says that it was.")
        }
    }
}

extension PhysicalSecurity {
    /// What waits for whoever may destroy media, by the policy's rule of the record.
    static let destroyMedium = TaskRule("destroy-medium", verb: "Destroy", button: "Record it") { seen, person in
        let performer = seen.authority.policy?.records[DestroyMedium.kind]?.performer ?? []
        let subject = Subject(proposer: 0, named: [], groups: [:], place: nil)
        guard seen.authority.standing(of: person, in: performer, for: subject, at: seen.now) != nil else { return [] }
        return mediumToDestroy.find(seen).map { cause in
            (cause, .propose(DestroyMedium.kind, ["medium": cause.about.text]))
        }
    }
}

extension Medium {
    /// As a sentence names it: `M-5, “CA-105”`.
    fileprivate var name: String { "\(id.text), “\(given.label.text)”" }
}
