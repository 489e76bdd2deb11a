// Goal and method: see BadPolicy.swift.

import Testing

@Suite struct BadRequirementTests {
    static let requirements: [BadPolicy] = [
        BadPolicy(
            "  authority/stop.end:\n",
            "  authority/stop.lift: {clauses: [RP-1.5], propose: [office], expires: 7 days, ways: [[]]}\n  authority/stop.end:\n",
            on: "authority/stop.lift:", says: "needs whatever granting the stopped thing again needs (P-56); remove it"),
        BadPolicy(
            "  authority/stop.set:\n", "  authority/stop.set:\n    motion: {body: council, floor: 2}\n",
            on: "motion: {body: council, floor: 2}", says: "sets a stop, so it cannot be decided by a motion (K-15)"),
        BadPolicy(
            "  register/person.describe:\n", "  register/person.describe:\n    motion: {body: council, floor: 2}\n",
            on: "motion: {body: council, floor: 2}",
            says: "names a person, so it cannot be decided by a motion (K-26)"),
        BadPolicy(
            "  authority/body.leave:", "  authority/body.leaves:", on: "kinds:",
            says: "`authority/body.leave` is missing", problems: 2),
        BadPolicy(
            "  register/medium.retire:", "  record/medium.move:", on: "kinds:", says: "is missing",
            problems: 2),
        BadPolicy(
            "{name: owner, count: 1", "{name: owner, count: 0", on: "- - {name: owner", says: "from 1 to 20"),
        BadPolicy(
            "{name: owner, count: 1", "{name: owner, count: 21", on: "- - {name: owner", says: "not 21"),
        BadPolicy(
            "{name: owner, count: 1", "{name: motion, count: 1", on: "- - {name: motion",
            says: "closing of a motion"),
        BadPolicy(
            "{name: owner, count: 1", "{name: holder, count: 1", on: "- - {name: holder",
            says: "reserved for the pool `holder`"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: []}",
            on: "- - {name: owner", says: "this list is empty"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [naemd]}",
            on: "- - {name: owner", says: "did you mean `named`?"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [reviser]}",
            on: "- - {name: owner", says: "cannot fill a slot"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [holder]}",
            on: "- - {name: owner", says: "works only in acts that enrol a key"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [restorers]}",
            on: "- - {name: owner", says: "works only in the act that ends a stop"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [leader-of-named]}",
            on: "- - {name: owner", says: "works only in the act that sets a stop"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 2, pool: [\"leader:keepers\"]}",
            on: "- - {name: owner", says: "can never be met"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [\"leader:council\"]}",
            on: "- - {name: owner", says: "must be a group of sort team"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 1, pool: [\"{team}\"]}",
            on: "- - {name: owner", says: "has no field `team`"),
        BadPolicy(
            "{name: owner, count: 1, pool: [named]}", "{name: owner, count: 5, pool: [council]}",
            on: "- - {name: owner", says: "there can be at most 4"),
        BadPolicy(
            "      - - {name: holder, count: 1, pool: [holder]}\n        - {name: witness, count: 2",
            "      - - {name: witness, count: 2", on: "- - {name: witness",
            says: "the slot `holder` is missing"),
        BadPolicy(
            "{name: witness, count: 2", "{name: witness, count: 1", on: "- {name: witness",
            says: "needs two witnesses"),
        BadPolicy(
            "{name: witness, count: 2", "{name: hearer, count: 2", on: "- - {name: holder",
            says: "the slot `witness` is missing"),
        BadPolicy(
            "{name: witness, count: 2, pool: [office]", "{name: witness, count: 2, pool: [enrolled]",
            on: "- {name: witness", says: "must be in office"),
        BadPolicy(
            "{name: holder, count: 1", "{name: holder, count: 2", on: "- - {name: holder", says: "can never be met"
        ),
        BadPolicy(
            "{name: peer, count: 2", "{name: peer, count: 1", on: "- - {name: peer", says: "peers set a stop by two"),
        BadPolicy(
            "{name: peer, count: 2", "{name: peers, count: 2", on: "- - {name: peers",
            says: "a slot called `peer`"),
        BadPolicy(
            "{name: restorer, count: 2", "{name: restorer, count: 1", on: "- - {name: restorer",
            says: "too low"),
        BadPolicy(
            "    motion: {body: council, floor: 2}\n    ways: [[]]", "    ways: [[]]", on: "ways: [[]]",
            says: "nobody would decide", problems: 1),
        BadPolicy(
            "motion: {body: council, floor: 2}", "motion: {body: council, floor: 1}", on: "motion:",
            says: "from 2 to 20"),
        BadPolicy(
            "motion: {body: council, floor: 2}", "motion: {body: council, floor: 5}", on: "motion:",
            says: "5 votes are impossible"),
        BadPolicy(
            "motion: {body: council, floor: 2}", "motion: {body: keepers, floor: 2}", on: "motion:",
            says: "must be a group of sort body"),
        BadPolicy(
            "motion: {body: council, floor: 3}\n    ways: [[]]\n  authority/edition",
            "motion: {body: council, floor: 2}\n    ways: [[]]\n  authority/edition", on: "motion:",
            says: "at least 3 votes"),
        BadPolicy(
            "    motion: {body: council, floor: 3}\n    ways: [[]]\n  authority/edition",
            "    ways: [[{name: council, count: 3, pool: [council]}]]\n  authority/edition",
            on: "authority/policy.change", says: "`motion` is missing"),
        BadPolicy(
            "    exclude: [named]\n    motion", "    motion", on: "authority/body.seat:",
            says: "`exclude: [named]` is missing"),
        BadPolicy(
            "exclude: [named, proposer]", "exclude: [proposer, named]", on: "exclude:", says: "ascending"),
        BadPolicy("exclude: [proposer]", "exclude: [named]", on: "exclude:", says: "names no person"),
        BadPolicy(
            "exclude: [proposer]", "exclude: [everybody]", on: "exclude:", says: "not one of `named`, `proposer`"
        ),
        BadPolicy("expires: 1 day", "expires: 10 minutes", on: "expires: 10", says: "from 3600"),
        BadPolicy("expires: 1 day", "expires: 60 weeks", on: "expires: 60", says: "to 31536000"),
        BadPolicy("propose: [named]", "propose: []", on: "propose: []", says: "this list is empty"),
        BadPolicy(
            "ways:\n      - - {name: owner, count: 1, pool: [named]}", "ways: []", on: "ways: []",
            says: "this list is empty"),
        BadPolicy(
            "      - - {name: owner, count: 1, pool: [named]}",
            "      - - {name: owner, count: 1, pool: [named]}\n"
                + "      - - {name: owner, count: 1, pool: [named]}",
            on: "- - {name: owner", says: "this way is listed twice"),
        BadPolicy(
            "      - - {name: person, count: 1, pool: [named]}\n      - - {name: leader,",
            "      - - {name: person, count: 1, pool: [named]}\n      - - {name: person,",
            on: "- - {name: person, count: 1, pool: [leader", says: "the same name need the same pool"),
        BadPolicy("days: 30", "days: 91", on: "days: 91", says: "from 1 to 90"),
        BadPolicy(
            "    authority/team.lead:\n      clauses: [RP-1.2a]\n      propose: [council]\n",
            "    authority/team.lead:\n      clauses: [RP-1.2a]\n      rpopose: [council]\n",
            on: "authority/team.lead", says: "`propose` is missing", problems: 2),
        BadPolicy(
            "local: true\n    performer: [keepers]\n    roles: {observer: [reviewers], relief",
            "local: false\n    performer: [keepers]\n    roles: {observer: [reviewers], relief", on: "local: false",
            says: "is always signed locally"),
        BadPolicy(
            "observer: [reviewers]", "observer: [reviser]", on: "roles: {observer: [reviser],",
            says: "cannot fill a slot"),
        BadPolicy(
            "performer: [keepers]\n    roles: {observer: [reviewers], relief",
            "performer: [\"leader:keepers\"]\n    roles: {observer: [\"leader:keepers\"], relief",
            on: "record/medium.erase",
            says: "can never be met: `performer` and `observer`"),
        BadPolicy(
            "roles: {observer: [reviewers], relief", "roles: {witness: [reviewers], relief", on: "roles: {witness",
            says: "has a role `observer`", problems: 2),
        BadPolicy(
            "  record/medium.move:", "  record/medium.mvoe:", on: "records:", says: "is missing", problems: 2),
        BadPolicy("schema: 1", "schema: 2", on: "schema: 2", says: "reads schema 1"),
    ]

    @Test("P-23, P-30: requirements and records", arguments: requirements)
    func badRequirements(_ bad: BadPolicy) throws { try expectRefusal(bad) }
}
