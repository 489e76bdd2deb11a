import Ledger
import Rules

/// The year of the demonstration CA, here its first nine days, through the same acts as real ones.
///
/// The people (19, none in two roles): Board p1 to p5, Arbitrators p6 to p8, Case Managers p9 and p10, the auditor
/// p11, and four teams of two, their leaders first: access p12, p13; systems administration p14, p15; software
/// assessment p16, p17; support p18, p19.
package struct History {
    let stage: Stage
    /// When the history ends: now.
    let end: Time

    package init(on stage: Stage, until end: Time) {
        self.stage = stage
        self.end = end
    }

    static let board = Array(1...5)
    static let people = Array(1...19)
    static let teams = [
        ("access", 12, 13), ("systems-administration", 14, 15), ("software-assessment", 16, 17), ("support", 18, 19),
    ]

    /// Plays everything from an empty ledger to nine days later. `say` tells what goes on.
    package func play(_ say: (String) -> Void) async throws {
        say("founding: five of the Board, each accepting with the fingerprints heard from the others")
        try await stage.found(History.board)
        say("enrolling fourteen people, each key heard in words by two of the Board")
        for person in 6...19 { try await enrol(person) }
        say("seating Arbitrators, Case Managers and the auditor; leaders and teams by motion of the Board")
        try await seats()
        say("names and contacts, each by the person, for those in office alone")
        for person in History.people { try await describe(person) }
        say("access lists, computers, secure stores, media")
        try await things()
        say(
            "everyday: erasures, moves, a retirement, a record without observer, a stop and its end, a lost key, a lost motion"
        )
        try await everyday()
        stage.clock.catchUp(to: end.adding(-4 * StatementSort.hour))
        try await openEnds()
    }

    private func enrol(_ person: Int) async throws {
        stage.pass(minutes: 7)
        let key = try stage.keys.key(of: "p\(person)")
        let witnesses = [1 + person % 5, 1 + (person + 2) % 5]
        let act = try await stage.propose(EnrolPerson.kind, ["key": key.openSSH], by: witnesses[0])
        try await stage.sign(act, slot: "holder", by: 0, as: "p\(person)")
        for witness in witnesses { try await stage.sign(act, slot: "witness", by: witness) }
    }

    private func describe(_ person: Int) async throws {
        let told = DemoPerson.all[person - 1]
        _ = try await stage.propose(
            DescribePerson.kind, ["person": "p\(person)"], by: person, slot: "self",
            texts: ["contact": told.contact, "name": told.name])
    }

    private func seats() async throws {
        for (body, people) in [("arbitrators", [6, 7, 8]), ("case-managers", [9, 10]), ("auditor", [11])] {
            for person in people {
                stage.pass(minutes: 11)
                let act = try await stage.propose(SeatInBody.kind, ["body": body, "person": "p\(person)"], by: 1)
                try await carry(act)
            }
        }
        for (team, leader, member) in History.teams {
            stage.pass(minutes: 40)
            let lead = try await stage.propose(AppointLeader.kind, ["person": "p\(leader)", "team": team], by: 2)
            try await carry(lead)
            let appoint = try await stage.propose(
                AppointToTeam.kind, ["person": "p\(member)", "team": team], by: leader, slot: "recommendation",
                because: "Has done this work beside us for a year, carefully.")
            try await carry(appoint)
        }
    }

    /// The Board deliberates, votes by name, and two members close with the same tally; with enough noes it is lost.
    private func carry(_ act: Int, no: [Int] = []) async throws {
        stage.pass(minutes: 5)
        let motion = try await stage.openMotion(about: act, by: 3)
        for member in History.board {
            stage.pass(minutes: 3)
            try await stage.vote(motion, no.contains(member) ? .no : .yes, by: member)
        }
        try await stage.close(motion, by: 4)
        try await stage.close(motion, by: 5)
    }

    private func things() async throws {
        stage.pass(hours: 5)
        for person in [14, 15] {
            let request =
                person == 14
                ? try await stage.propose(
                    AddToList.kind, ["list": "ssh-access", "person": "p14"], by: 3, slot: "board-request")
                : try await stage.propose(
                    AddToList.kind, ["list": "ssh-access", "person": "p15"], by: 14, slot: "request")
            try await carry(request)
        }
        // What the server says of sign-ins and readings counts under a key whose words two teams have compared.
        let machine = try await stage.propose(
            EnrolMachine.kind,
            ["about": "server", "every": "60", "key": stage.door.machineKey.openSSH, "says": "journal"], by: 14)
        try await stage.sign(machine, slot: "administrator", by: 14)
        try await stage.sign(machine, slot: "other-team", by: 12)
        for label in ["safe-ede", "safe-vienna"] { try await enter(Enter<SecureStore>.kind, ["label": label]) }
        for (hostname, model, serial) in [
            ("core1", "PowerEdge-R640", "8XK2Z03"), ("core2", "PowerEdge-R640", "8XK2Z04"),
            ("signer", "ThinkCentre-M75", "PF3A77K"), ("logs", "PowerEdge-R340", "5JQ81M2"),
        ] {
            try await enter(
                Enter<Computer>.kind,
                [
                    "hostname": hostname, "model": model, "serial": serial,
                    "vendor": hostname == "signer" ? "Lenovo" : "Dell",
                ])
        }
        for (number, sort) in [(1, "disk"), (2, "disk"), (3, "flash"), (4, "tape"), (5, "disk"), (6, "flash")] {
            stage.pass(minutes: 15)
            let act = try await stage.propose(
                Enter<Medium>.kind,
                [
                    "label": "CA-\(100 + number)", "serial": "WD-\(7100 + 13 * number)", "sort": sort,
                    "store": "S-\(1 + number % 2)",
                ],
                by: 14, slot: "entry")
            try await stage.sign(act, slot: "entry", by: number % 2 == 0 ? 12 : 15)
        }
    }

    /// A thing enters the inventory with one signature from each of two teams (SP-1.2f).
    private func enter(_ kind: String, _ fields: [String: String]) async throws {
        stage.pass(minutes: 20)
        let act = try await stage.propose(kind, fields, by: 12, slot: "access-engineer")
        try await stage.sign(act, slot: "administrator", by: 14)
    }

    private func erase(_ medium: Int, method: String) async throws {
        stage.pass(hours: 2)
        let record = try await stage.record(
            EraseMedium.kind,
            [
                "happened": stage.now.adding(-600).text, "medium": "M-\(medium)", "method": method,
                "parties": "p15:observer",
            ],
            by: 14)
        try await stage.observe(record, by: 15)
    }

    private func move(_ medium: Int, to place: String, observer: Int = 12) async throws {
        stage.pass(hours: 1)
        let record = try await stage.record(
            MoveMedium.kind,
            [
                "happened": stage.now.adding(-300).text, "medium": "M-\(medium)", "parties": "p\(observer):observer",
                "to": place,
            ], by: 14)
        try await stage.observe(record, by: observer)
    }

    private func everyday() async throws {
        stage.pass(hours: 14)
        for (medium, method) in [(1, "gutmann-35"), (2, "gutmann-35"), (3, "purge")] {
            try await erase(medium, method: method)
        }
        try await move(1, to: "H-1")
        try await move(2, to: "H-2")
        stage.pass(hours: 20)
        let stop = try await stage.propose(
            SetStop.kind, ["target": "p19"], by: 18, slot: "leader",
            because: "Phone lost on a train; nobody knows where it is.")
        _ = stop
        let announced = try await loseKey()
        stage.pass(hours: 26)
        try await move(2, to: "S-1")
        try await erase(2, method: "gutmann-35")
        let retire = try await stage.propose(
            RetireMedium.kind, ["fate": "destroyed", "medium": "M-2"], by: 14, slot: "administrator",
            because: "Reallocated sectors since August; replaced by M-5.")
        try await stage.sign(retire, slot: "administrator", by: 15)
        stage.pass(hours: 50)
        let end = try await stage.propose(
            EndStop.kind, ["stop": "X-1"], by: 1, slot: "restorer", because: "The phone was found, still locked.")
        try await stage.sign(end, slot: "restorer", by: 4)
        try await stage.close(replacement: announced, by: 17, as: "p17-new")
        try stage.keys.replace("p17", by: "p17-new")
        stage.pass(hours: 3)
        // The Board is not convinced, and says so by name.
        let early = try await stage.propose(
            AddToList.kind, ["list": "support-access", "person": "p19"], by: 18, slot: "request",
            because: "The phone is back and the queue is long.")
        try await carry(early, no: [2, 3, 5])
        stage.pass(hours: 12)
        // Nobody was with him: the record is kept all the same, in breach, and is a finding at once.
        _ = try await stage.record(
            MoveMedium.kind,
            ["happened": stage.now.adding(-900).text, "medium": "M-4", "to": "S-2"], by: 13,
            because: "The alarm rang and I was alone in Ede.")
    }

    /// p17's bag is stolen with the only device in it: his leader stops the key, and all his keys are to be replaced by one
    /// that he made anew; whoever still had an old one could cancel it for 72 hours (P-21, P-55).
    private func loseKey() async throws -> Int {
        let old = try stage.keys.key(of: "p17"), new = try stage.keys.key(of: "p17-new")
        _ = try await stage.propose(
            SetStop.kind, ["target": old.fingerprint.hex], by: 16, slot: "leader",
            because: "Luca's bag was stolen, with the only device in it.")
        stage.pass(hours: 1)
        let act = try await stage.propose(
            AnnounceReplacement.kind, ["key": new.openSSH, "person": "p17"], by: 12,
            because: "He read us the words of the new key by telephone.")
        try await stage.sign(act, slot: "holder", by: 17, as: "p17-new")
        try await stage.sign(act, slot: "witness", by: 12)
        try await stage.sign(act, slot: "witness", by: 18)
        try await stage.sign(act, slot: "board", by: 4)
        return act
    }

    /// What a newcomer finds waiting: an act for its second signature, a motion half voted, a record to confirm.
    private func openEnds() async throws {
        try await erase(5, method: "gutmann-35")
        let retire = try await stage.propose(
            RetireMedium.kind, ["fate": "erased-and-stored", "medium": "M-5"], by: 14, slot: "administrator",
            because: "No longer needed as a spare.")
        let question = try await stage.ask(
            about: retire, "Is M-5 the one that had the bad sector in spring, or is that M-2?", by: 15)
        try await stage.answer(
            question, "That was M-2, retired last week. M-5 has been in its bag since it was erased.", by: 14)
        stage.pass(minutes: 30)
        let add = try await stage.propose(
            AddToList.kind, ["list": "repository-access", "person": "p17"], by: 16, slot: "request")
        let motion = try await stage.openMotion(about: add, by: 2)
        for member in [1, 2] { try await stage.vote(motion, .yes, by: member) }
        stage.pass(minutes: 30)
        _ = try await stage.record(
            MoveMedium.kind,
            ["happened": stage.now.adding(-300).text, "medium": "M-3", "parties": "p15:observer", "to": "H-3"], by: 14)
    }
}
