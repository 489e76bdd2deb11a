import Ledger

/// What must hold of a requirement as a whole: it can be met, and not by fewer people than the protocol's
/// floors ask.
struct RequirementCheck {
    let requirement: Requirement
    let facts: KindFacts
    let groups: GroupsReading
    let path: [String]
    /// Whether a motion is written, even where it could not be read.
    let hasMotion: Bool
    /// Whether the ways were read without a fault. Where not, that fault is enough: what half of a way adds
    /// up to says nothing.
    let waysAreWhole: Bool

    func run(_ reader: inout PolicyReader) {
        exclusions(&reader)
        motion(&reader)
        guard waysAreWhole else { return }
        ways(&reader)
        names(&reader)
        SlotCheck(requirement: requirement, facts: facts, path: path).run(&reader)
        floor(&reader)
        governor(&reader)
        for (place, way) in requirement.ways.enumerated() {
            Reach(requirement: requirement, groups: groups).check(
                way, path + ["ways", String(place)], &reader)
        }
    }

    private func ways(_ reader: inout PolicyReader) {
        for (place, way) in requirement.ways.enumerated() {
            let here = path + ["ways", String(place)]
            if requirement.ways.prefix(place).contains(way) {
                reader.fault(here, "this way is listed twice")
            }
            guard way.slots.isEmpty else { continue }
            if !hasMotion {
                reader.fault(
                    here, "this way asks for no signature and there is no motion, so nobody would decide")
            } else if requirement.ways.count(where: { !$0.restsOnRuling }) > 1 {
                reader.fault(here, "this way asks for no signature, so the others would never be needed")
            }
        }
    }

    /// One name means one pool: a signature says only the slot's name, not the way it is meant for.
    private func names(_ reader: inout PolicyReader) {
        var pools: [String: [Pool]] = [:]
        for (place, way) in requirement.ways.enumerated() {
            for (index, slot) in way.slots.enumerated() where !slot.name.isEmpty {
                if let pool = pools[slot.name], Set(pool) != Set(slot.pool) {
                    reader.fault(
                        path + ["ways", String(place), String(index), "pool"],
                        "slot `\(slot.name)` has a different pool in an earlier way; slots with the same name need the same pool"
                    )
                }
                pools[slot.name] = pools[slot.name] ?? slot.pool
            }
        }
    }

    /// P-21: beside the two witnesses one of the governing body signs that all of somebody's keys are replaced.
    private func governor(_ reader: inout PolicyReader) {
        guard facts.replacesKeys, let governs = groups.marked(.governs) else { return }
        for (place, way) in requirement.ways.enumerated()
        where !way.slots.contains(where: { $0.name != "witness" && $0.pool == [.group(governs)] }) {
            reader.fault(
                path + ["ways", String(place)],
                "beside the two witnesses, a slot for a member of `\(governs)` is missing (P-21)")
        }
    }

    private func exclusions(_ reader: inout PolicyReader) {
        if requirement.excludesNamed, !facts.namesPeople, !facts.isByForm {
            reader.fault(path + ["exclude"], "`\(facts.name)` names no person, so `named` excludes nobody")
        }
        if requirement.excludesNamed, facts.hasHolder {
            reader.fault(
                path + ["exclude"],
                "the person whom `\(facts.name)` names holds the key and must sign; remove `named`")
        }
        // P-30: whoever the act names never helps to give themselves power.
        if facts.widens, facts.namesPeople, !facts.hasHolder, !requirement.excludesNamed {
            reader.fault(
                path, "`exclude: [named]` is missing: people must not sign acts that give power to themselves (P-30)")
        }
    }

    /// P-23: policy and edition change by three votes of the body that governs, whatever the policy says.
    private func motion(_ reader: inout PolicyReader) {
        thing(&reader)
        stop(&reader)
        guard facts.needsThree else { return }
        guard hasMotion else {
            reader.fault(
                path, "`motion` is missing: policy and edition can change only by a motion with at least 3 votes (P-23)"
            )
            return
        }
        guard let motion = requirement.motion else { return }
        if motion.floor < 3 {
            reader.fault(
                path + ["motion", "floor"],
                "\(motion.floor) is too low: policy and edition need at least 3 votes (P-23)")
        }
        if let governs = groups.marked(.governs), motion.body != governs {
            reader.fault(
                path + ["motion", "body"],
                "policy and edition can change only by a motion of the governing body `\(governs)`")
        }
    }

    /// K-15: votes are made by page too, and a page must stop nothing but pages.
    private func stop(_ reader: inout PolicyReader) {
        guard hasMotion, facts.setsStop else { return }
        reader.fault(path + ["motion"], "`\(facts.name)` sets a stop, so it cannot be decided by a motion (K-15)")
    }

    /// K-26: authority reads no body of an act on things, so nobody would keep whom it names from voting on it.
    private func thing(_ reader: inout PolicyReader) {
        guard hasMotion, facts.name.hasPrefix("register/"), facts.namesPeople else { return }
        reader.fault(
            path + ["motion"],
            "`\(facts.name)` names a person, so it cannot be decided by a motion (K-26)")
    }

    /// P-23: the floor is in the code, and no policy goes below it.
    private func floor(_ reader: inout PolicyReader) {
        // Enrolments have a floor of their own, the two witnesses.
        guard facts.widens, !facts.needsThree, !facts.hasHolder, !hasMotion else { return }
        for (place, way) in requirement.ways.enumerated() where !way.slots.isEmpty && !way.restsOnRuling {
            let signatures = way.slots.reduce(0) { $0 + $1.count }
            guard signatures < 2 else { continue }
            reader.fault(
                path + ["ways", String(place)],
                "\(signatures) is too low: an act that gives power needs 2 people or a motion (P-23)")
        }
    }
}
