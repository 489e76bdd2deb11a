import Ledger
import Rules
import TestWorld
import Testing

/// A random walk of people who come, go, write notes and stop one another, beside records whose opening may not have come
/// yet, against a model that was written from the text of P-40 and P-41.
struct PresenceWalkTests {
    /// What the text says of one record: who came when, and who is there.
    private struct Occasion {
        var statement: [UInt8], hash: Digest, place: Int?
        var comings: [(person: Int, isClean: Bool, isOpen: Bool)] = []
        /// The performer and the observer, until they leave.
        var named: Set<Int> = [5, 7]
        var notes = 0

        var present: Set<Int> { named.union(comings.filter(\.isOpen).map(\.person)) }
    }
    private enum Saying {
        case enter(Int), stop(Int)
        case join(Int, role: String, ahead: Int), leave(Int, ahead: Int), note(Int), confirm(Int)
    }

    private struct Walk {
        var ca: TestCA
        var dice: Dice
        var occasions: [Occasion] = []
        var stopped: Set<Int> = []
        private(set) var verdicts: [Verdict: Int] = [:]

        init(seed: UInt64) throws {
            ca = try ERecordTests.stocked.get()
            dice = Dice(seed)
            for number in 0..<6 {
                ca.wait(60)
                let statement = ca.statement(
                    ERecordTests().erasure(happened: ca.now), by: 5, window: StatementSort.month)
                occasions.append(
                    Occasion(statement: ca.key(5).signed(statement), hash: .of(statement.line()), place: nil))
                if number < 2 { occasions[number].place = try ca.enter(occasions[number].statement) }
            }
        }

        mutating func step() throws {
            ca.wait(dice.roll(300))
            let (person, saying) = (1 + dice.roll(10), chosen())
            let expected = judged(saying, by: person)
            let before = ca.state.world.stateHash
            do {
                let place = try say(saying, by: person)
                #expect(expected == .counts, "entry \(place) counts: p\(person) \(saying)")
                take(saying, by: person, at: place)
            } catch let refusal as Refusal {
                #expect(expected != .counts, "refused, \(refusal.text): p\(person) \(saying)")
                if dice.roll(3) == 0, expected != .counts {
                    let judgement = try ca.force(ca.offered)
                    if case .void(_, let standing) = judgement {
                        #expect(standing == (expected == .second), "p\(person) \(saying)")
                    } else {
                        Issue.record("forced, it counts: p\(person) \(saying)")
                    }
                    #expect(ca.state.world.stateHash == before)
                }
            }
            verdicts[expected, default: 0] += 1
            compare()
        }

        private mutating func chosen() -> Saying {
            let index = dice.roll(occasions.count)
            let ahead = dice.roll(12) == 0 ? 600 : -dice.roll(600)
            switch dice.roll(40) {
            case 0: return .enter(index)
            case 1: return dice.roll(3) == 0 ? .stop(1 + dice.roll(8)) : .confirm(index)
            case 2...5: return .note(index)
            case 6...18: return .leave(index, ahead: ahead)
            default: return .join(index, role: dice.roll(10) == 0 ? "observer" : "relief", ahead: ahead)
            }
        }

        private func judged(_ saying: Saying, by person: Int) -> Verdict {
            switch saying {
            case .enter(let index): return occasions[index].place == nil ? .counts : .first
            case .stop(let whom): return stopped.contains(whom) ? .second : .counts
            case .join(let index, let role, _):
                guard occasions[index].place != nil else { return .first }
                let known = occasions[index]
                guard role == "relief", !known.present.contains(person),
                    known.comings.count(where: { $0.person == person }) < 16
                else { return .second }
                return .counts
            case .leave(let index, _):
                guard occasions[index].place != nil else { return .first }
                return occasions[index].present.contains(person) ? .counts : .second
            case .note(let index):
                guard occasions[index].place != nil else { return .first }
                return person <= 8 && !stopped.contains(person) ? .counts : .second
            case .confirm(let index):
                guard let place = occasions[index].place else { return .first }
                return person == 7 && ca.record(place).complete == nil ? .counts : .second
            }
        }

        private mutating func say(_ saying: Saying, by person: Int) throws -> Int {
            func about(_ index: Int, _ draft: Draft) -> Draft {
                var draft = draft
                draft.of = occasions[index].hash
                return draft
            }
            func happened(_ ahead: Int) -> JSON { .string(ca.now.adding(ahead).text) }
            switch saying {
            case .enter(let index): return try ca.enter(occasions[index].statement)
            case .stop(let whom): return try ca.stop("p\(whom)", by: whom, slot: "person")
            case .join(let index, let role, let ahead):
                let body = JSON.line(["happened": happened(ahead), "role": .string(role)])
                return try ca.say(about(index, Draft("record/join", body, under: ["P-41"])), by: person)
            case .leave(let index, let ahead):
                let body = JSON.line(["happened": happened(ahead)])
                return try ca.say(about(index, Draft("record/leave", body, under: ["P-41"])), by: person)
            case .note(let index):
                var draft = Draft("record/note", under: ["P-40"])
                draft.detached = [EQuestionTests.part()]
                return try ca.say(about(index, draft), by: person)
            case .confirm(let index):
                return try ca.say(about(index, Draft("record/sign", under: ["P-41"])), by: person)
            }
        }

        private mutating func take(_ saying: Saying, by person: Int, at place: Int) {
            switch saying {
            case .enter(let index): occasions[index].place = place
            case .stop(let whom): stopped.insert(whom)
            case .join(let index, _, let ahead):
                let inRole = occasions[index].comings.count(where: \.isOpen)
                let isClean =
                    [7, 8].contains(person) && !stopped.contains(person) && ahead <= 0 && inRole < 4
                occasions[index].comings.append((person, isClean, true))
            case .leave(let index, let ahead):
                if let at = occasions[index].comings.lastIndex(where: { $0.person == person && $0.isOpen }) {
                    occasions[index].comings[at].isOpen = false
                    // A time before that of the coming is a breach too, and the model keeps no times: only the future counts here.
                    if ahead > 0 { occasions[index].comings[at].isClean = false }
                } else {
                    occasions[index].named.remove(person)
                }
            case .note(let index): occasions[index].notes += 1
            case .confirm: break
            }
        }

        private func compare() {
            for occasion in occasions {
                guard let place = occasion.place else { continue }
                let record = ca.record(place)
                #expect(Set(record.present.map(\.person)) == occasion.present)
                let came = record.presences.filter { $0.joined != place }
                #expect(came.map(\.person) == occasion.comings.map(\.person))
                #expect(came.map(\.isOpen) == occasion.comings.map(\.isOpen))
                for (one, other) in zip(came, occasion.comings) where !other.isClean { #expect(!one.breaches.isEmpty) }
                for (one, other) in zip(came, occasion.comings) where other.isClean && one.isOpen {
                    #expect(one.breaches.isEmpty)
                }
                #expect(ca.state.world.remarks.notes(about: .entry(place)).count == occasion.notes)
                #expect(record.breaches.isEmpty || stopped.contains(5) || stopped.contains(7))
            }
            for person in 1...10 {
                let there = occasions.count { $0.comings.contains { $0.person == person && $0.isOpen } }
                #expect(ca.state.world.recordIndex.occasions(of: person).count == there)
            }
        }
    }

    @Test(
        "P-40, P-41: people come, go and write notes at random, as the text says, void entries and all",
        arguments: WalkTests.soak ? Array(1...20) : [1, 2])
    func walk(seed: UInt64) throws {
        var walk = try Walk(seed: seed)
        for _ in 0..<(WalkTests.soak ? 2000 : 500) { try walk.step() }
        for verdict in [Verdict.counts, .first, .second] { #expect(walk.verdicts[verdict, default: 0] > 20) }
        try WalkTests.replayed(walk.ca)
        try IndexTests().check(walk.ca)
    }
}
