import Ledger
import Rules
import TestWorld
import Testing

/// Ten people who handle media, say what was not so, and disown keys, at random: to the rules and to the model.
struct GateWalker {
    var ca: TestCA
    var model = GateModel()
    var dice: Dice
    var keys: [Int: [SoftwareKey]] = [:]
    var steps = 0
    let start: Int
    private(set) var counted = 0, refused = 0
    private(set) var shown: Set<String> = []
    /// How often the gate before the focus opened or shut.
    private(set) var turns = 0
    private var wasOpen = false
    private var stops: [(person: Int, by: Int)] = [(6, 6), (8, 7), (6, 5), (8, 8)]
    private var questions: [Int: Digest] = [:]

    init(seed: UInt64) throws {
        (ca, dice) = (try ERecordTests.stocked.get(), Dice(seed))
        for number in 2...12 {
            let medium = JSON.medium("m\(number)", serial: "m\(number)")
            let act = try ca.propose("register/medium.enter", medium, by: 5, slot: "keeper")
            try ca.signThing(act, "reviewer", by: 7)
        }
        for number in 1...12 {
            let born = ca.state.world.physical.media[ID<Medium>(number)].born
            let time = try #require(ca.state.log.rows.at(born)).recorded.seconds
            model.entered.append(
                .init(
                    claim: .init(sort: .move, medium: number, to: "S-1", happened: time), place: born, performer: 0,
                    recorded: time, parties: [:], complete: born))
        }
        for person in 1...10 { keys[person] = [ca.key(person)] }
        for person in [5, 7] { keys[person]?.append(try ca.furtherKey(person, form: .webauthn, witnesses: [1, 3])) }
        for person in 1...10 {
            model.people[person] = .init(keys: keys[person]?.enumerated().map { .init(page: $0.offset == 1) } ?? [])
        }
        start = ca.entries.count
        for person in [1, 2, 5, 6, 7, 8] { try spare(person) }
        ca.wait(3600)
    }

    var focus: Int { 1 + min(steps / 60, 11) }

    mutating func step() throws {
        ca.wait(dice.roll(80) == 0 ? 86_400 + dice.roll(20_000) : dice.roll(600))
        try turn()
        let saying = chosen()
        let place = ca.entries.count
        let expected = model.take(saying, place: place, now: ca.now.seconds)
        // Where they differ all that follows would differ: the walk ends there.
        do {
            try say(saying)
            try #require(expected, "entry \(place) counts: \(saying)")
            counted += 1
        } catch let refusal as Refusal {
            try #require(!expected, "refused at \(place), \(refusal.text): \(saying)")
            refused += 1
        }
        noteTimes()
        compare(place)
        steps += 1
    }
    private mutating func noteTimes() {
        for place in max(start, (model.times.keys.max() ?? 0) + 1)..<max(start, ca.entries.count)
        where model.times[place] == nil {
            model.times[place] = ca.now.seconds
        }
    }

    /// What the walk does not ask about: a person stopped and given back, another key after one was disowned.
    private mutating func turn() throws {
        let stopped = model.people.filter { $0.value.stopped }.map(\.key).sorted()
        if let person = stopped.first, dice.roll(8) == 0 {
            try ca.endStop(ca.authority.stops.count, by: [3, 4])
            model.people[person]?.stopped = false
            model.people[person]?.since = ca.entries.count - 1
        } else if stopped.isEmpty, dice.roll(60) == 0, let stop = stops.popLast() {
            // Each stops once alone (P-56).
            let person = stop.person
            try ca.stop("p\(person)", by: stop.by, slot: stop.by == person ? "person" : "leader")
            model.people[person]?.stopped = true
        }
        if let person = model.denials.last?.person, model.people[person]?.stopped == false,
            keys[person].map({ $0.count - 1 }) == model.denials.last?.key
        {
            try spare(person)
        }
        noteTimes()
    }
    private mutating func spare(_ person: Int) throws {
        let held = keys[person]?.count ?? 0
        keys[person]?.append(
            try ca.furtherKey(person, seed: "spare \(held)", witnesses: person < 3 ? [4, 5] : [3, 4]))
        model.people[person]?.keys.append(.init(page: false))
        ca.wait(60)
    }

    private mutating func compare(_ place: Int) {
        let world = ca.state.world
        for said in model.records.filter({ $0.claim.medium == focus || said(by: $0) }) {
            let word = model.shown(said)
            shown.insert(word)
            #expect(world.word(of: ca.record(said.place)) == word, "R-\(said.place) after \(place)")
            #expect(world.opensGate(said.place) == model.opens(said), "R-\(said.place) after \(place)")
        }
        let medium = world.physical.media[ID<Medium>(focus)]
        #expect((medium.retirement(in: world) != nil) == model.isRetired(focus), "after \(place)")
        #expect(medium.isInMachine(in: world) == model.mayBeInMachine(focus), "in a machine, after \(place)")
        #expect(medium.isStored(in: world) == model.isStored(focus), "stored, after \(place)")
        #expect(medium.isErasedSinceLastUse(in: world) == model.isErasedSinceLastUse(focus), "erased, after \(place)")
        for retiring in model.retirings {
            #expect(ca.thingInEffect(retiring.place) == (retiring.effect != nil), "A-\(retiring.place) after \(place)")
        }
        if model.mayRetire(focus) != wasOpen { turns += 1 }
        wasOpen = model.mayRetire(focus)
    }
    /// Of older ones those that somebody may just have answered.
    private func said(by said: GateModel.Said) -> Bool {
        model.answers.suffix(3).contains { $0.entry == said.place }
    }

    private mutating func say(_ saying: GateSaying) throws {
        let (person, key) = (saying.person, keys[saying.person]?[saying.key])
        var draft: Draft
        switch saying.what {
        case .claim(let claim): draft = self.draft(claim)
        case .sign(let at): draft = Draft("record/sign", of: ca.record(at).hash, under: ["P-41"])
        case .object(let at):
            draft = Draft("record/object", of: ca.record(at).hash, under: ["P-41"])
            draft.detached = [EQuestionTests.part()]
        case .close(let at): draft = Draft("record/close", of: ca.record(at).hash, under: ["P-41"])
        case .attest(let at): draft = Draft("record/attest", of: ca.record(at).hash, under: ["P-43"])
        case .judge(let at, let word):
            draft = Draft(
                "record/answer", .line(["verdict": .string(word)]), of: questions[at], under: ["P-41"])
            draft.detached = [EQuestionTests.part()]
        case .retire(let medium):
            let body = JSON.line(["fate": .string("destroyed"), "medium": .string("M-\(medium)")])
            draft = .of(ca.kind("register/medium.retire"), body)
        case .signRetiring(let at, let slot): draft = .sign(ca.registerAct(at), slot: slot)
        case .disown(let since):
            let fingerprint = key?.publicKey.fingerprint.hex ?? ""
            draft = .of(
                ca.kind(DisownKey.kind), .line(["key": .string(fingerprint), "since": .integer(since)]), slot: "owner")
        case .answer(let entry, let denial, let word):
            let body = JSON.line([
                "answer": .string(word), "disowning": .string("D-\(denial + 1)"), "entry": .integer(entry),
            ])
            draft = .of(ca.kind(AnswerDisowned.kind), body, slot: "answer")
        case .second(let at): draft = .sign(ca.act(at), slot: "answer")
        }
        let isRecord = draft.kind.hasPrefix("record/")
        var statement = ca.statement(
            draft, by: person, window: isRecord ? StatementSort.month : StatementSort.hour)
        if saying.ago > 0 {
            statement.claimed = ca.now.adding(-saying.ago)
            statement.until = statement.claimed.adding(StatementSort.month)
        }
        try ca.enter((key ?? ca.key(person)).signed(statement))
    }

    private func draft(_ claim: GateModel.Claim) -> Draft {
        let happened = JSON.string(Time(seconds: claim.happened)!.text)
        let parties = claim.named.isEmpty ? nil : JSON.parties(claim.named)
        let medium = JSON.string("M-\(claim.medium)")
        switch claim.sort {
        case .erase:
            return Draft(
                "record/medium.erase",
                .line([
                    "bad-sectors": .integer(0), "happened": happened, "host": .string("H-1"), "medium": medium,
                    "method": .string(claim.method), "output": .string(Digest.of([1]).hex), "parties": parties,
                    "tool": .string("nwipe"), "tool-version": .string("0.34"), "verified": .string("full"),
                ]), under: ["RP-2.3b"])
        case .install:
            return Draft(
                "record/medium.install",
                .line(["happened": happened, "into": .string("H-1"), "medium": medium, "parties": parties]),
                under: ["RP-2.3d"])
        case .move, .remove:
            return Draft(
                claim.sort == .move ? "record/medium.move" : "record/medium.remove",
                .line(["happened": happened, "medium": medium, "parties": parties, "to": .string(claim.to)]),
                under: ["RP-2.3d"])
        }
    }

    /// A question about a record, so that its answers have something to answer.
    mutating func ask(_ place: Int) {
        guard questions[place] == nil else { return }
        do {
            let at = try ca.say(EQuestionTests().question(ca.record(place).hash), by: 10)
            questions[place] = ca.state.world.remarks.questions(about: place).first { $0.born == at }?.hash
            noteTimes()
        } catch { Issue.record("R-\(place) cannot be asked about: \(error)") }
    }
}
