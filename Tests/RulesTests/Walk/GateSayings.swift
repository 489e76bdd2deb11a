import Rules
import TestWorld

/// What is said at the gate: often what somebody might say, sometimes what nobody should.
extension GateWalker {
    /// Half of the time something that the model takes is sought.
    mutating func chosen() -> GateSaying {
        var found = saying()
        if dice.roll(2) == 0 {
            for _ in 0..<10 {
                var copy = model
                if copy.take(found, place: ca.entries.count, now: ca.now.seconds) { break }
                found = saying()
            }
        }
        if case .judge(let place, _) = found.what { ask(place) }
        return found
    }

    private mutating func saying() -> GateSaying {
        let what = what()
        let person = likely(what)
        let held = model.people[person]?.keys ?? []
        let good = held.indices.filter { !held[$0].revoked && !held[$0].page }
        var key = dice.roll(2) == 0 ? 0 : good.last ?? 0
        if dice.roll(25) == 0 { key = dice.roll(held.count) }
        if case .disown = what {
            // First keys stay: by them the others are enrolled.
            guard let last = good.last, last > 0 else { return saying() }
            key = last
        }
        var ago = 0
        if dice.roll(20) == 0 {
            switch what {
            case .claim, .sign, .close: ago = dice.pick([3600, 3601, 7200]) ?? 0
            default: break
            }
        }
        return GateSaying(what: what, person: person, key: key, ago: ago)
    }

    private mutating func what() -> GateSaying.What {
        let mine = model.records.filter { $0.claim.medium == focus }
        let record = dice.pick(Array(mine.suffix(6)))
        let claimed = dice.pick(mine.filter { $0.complete == nil }.suffix(3).map { $0 })
        // Late in a medium's time what may be retired is.
        switch steps % 60 > 15 && model.mayRetire(focus) && dice.roll(4) != 0 ? 59 : dice.roll(60) {
        case 0...11: return .claim(claim())
        case 12...25: if let claimed { return .sign(claimed.place) }
        case 26: if let claimed { return .object(claimed.place) }
        case 27: if let record { return .close((claimed ?? record).place) }
        case 28...30:
            let late = dice.pick(mine.filter { $0.late && !$0.attested })
            if let record = late ?? record { return .attest(record.place) }
        case 31...38:
            let doubted = dice.pick(mine.filter { said in model.words.contains { $0.record == said.place } })
            if let record = dice.roll(3) == 0 ? record : doubted ?? record {
                return .judge(record.place, dice.pick(["false", "false", "false", "true", "mended"]) ?? "true")
            }
        case 39...41: return .disown(since: ca.entries.count - dice.roll(30))
        case 42...49:
            if let index = dice.pick(Array(model.denials.indices.suffix(3))) {
                let denial = model.denials[index]
                let entries = model.lines.filter { model.isBehind($0.about, denial) }.map(\.about)
                let entry = dice.roll(6) == 0 ? record?.place : dice.pick(entries)
                if let entry {
                    return .answer(entry: entry, denial: index, word: dice.roll(4) == 0 ? "confirmed" : "reversed")
                }
            }
        case 50...54:
            if let open = dice.pick(model.answers.filter { !$0.given }.suffix(4)) { return .second(open.place) }
        default:
            let open = model.retirings.filter { $0.effect == nil && $0.medium == focus }
            if let act = dice.pick(open.suffix(2)), dice.roll(4) != 0 {
                return .signRetiring(act.place, dice.pick(["keeper", "reviewer"]) ?? "keeper")
            }
            return .retire(focus)
        }
        return .claim(claim())
    }

    private mutating func claim() -> GateModel.Claim {
        let sort: GateModel.Sort =
            dice.pick([.erase, .erase, .erase, .move, .move, .install, .remove, .remove]) ?? .erase
        var happened = ca.now.seconds - dice.roll(300)
        switch dice.roll(16) {
        case 0: happened = ca.now.seconds + dice.roll(100_000)
        case 1: happened = ca.now.seconds - 86_401 - dice.roll(20_000)
        case 2, 3: happened = ca.now.seconds - dice.roll(20_000)
        default: break
        }
        var claim = GateModel.Claim(sort: sort, medium: focus, happened: happened)
        claim.to = dice.pick(["S-1", "S-2"]) ?? "S-1"
        if dice.roll(15) == 0 { claim.method = "gutmann-35" }
        let observer = dice.roll(8) == 0 ? dice.pick([5, 6, 8, 10]) : dice.pick([7, 7, 8])
        if let observer, dice.roll(15) != 0 { claim.named[observer] = "observer" }
        if sort == .erase, dice.roll(8) == 0, claim.named[8] == nil { claim.named[8] = "relief" }
        return claim
    }

    private mutating func likely(_ what: GateSaying.What) -> Int {
        let anybody = 1 + dice.roll(10)
        guard dice.roll(10) != 0 else { return anybody }
        func among(_ people: [Int]) -> Int { dice.pick(people) ?? anybody }
        switch what {
        case .claim: return among([5, 5, 6])
        case .sign(let at), .object(let at):
            return among(
                model.at(at).map { said in said.parties.keys.filter { !said.answered.contains($0) }.sorted() } ?? [])
        case .close(let at): return model.at(at)?.performer ?? anybody
        case .attest, .judge: return among([1, 2, 3, 4, 8])
        case .retire: return among([5, 6])
        case .signRetiring(_, let slot): return slot == "keeper" ? among([5, 6]) : among([7, 8])
        case .disown: return among([1, 2, 5, 6, 7, 8])
        case .answer, .second: return among([1, 2, 3, 4])
        }
    }
}
