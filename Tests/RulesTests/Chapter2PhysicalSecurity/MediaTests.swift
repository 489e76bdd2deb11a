import Foundation
import Ledger
import Rules
import TestWorld
import Testing

/// SP-2.2.3: media from their acquisition to their end, each step attacked alone, twice, late, out of order.
struct MediaTests {
    let media = MediaCase()

    func refusedRetirement(_ clause: String, _ ca: TestCA, _ fate: String = "destroyed") {
        refused(clause, ca, "\(fate)") { try media.retire(&$0, fate) }
    }

    @Test("P-30: a refusal names whom the policy has sign, and the code knows no team of any CA")
    func whoCan() throws {
        var ca = try media.stocked()
        try media.did("install", &ca)
        let refusal = refused("SP-2.2.3.3b", ca) { try media.retire(&$0) }
        #expect(refusal?.who.hasPrefix("record/medium.remove: one of keepers performs; observer: ") == true)
        var sources = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { sources.deleteLastPathComponent() }
        sources.append(path: "Sources/Rules")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            count += 1
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            for line in lines where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                for team in ["Systems Administ", "Access Engineer", "the Board", "Software Assess", "Case Manager"] {
                    #expect(!line.contains(team), "\(file.lastPathComponent): \(line)")
                }
            }
        }
        #expect(count > 100)
    }

    // MARK: SP-2.2.3.3a, the exits

    @Test("SP-2.2.3.3a: a dead disk leaves, destroyed; kept for good is only what was erased")
    func unreadable() throws {
        var ca = try media.stocked()
        try media.did("install", &ca)
        try media.did("remove", &ca)
        refusedRetirement("SP-2.2.3.3b", ca)
        try media.did("unreadable", &ca)
        refusedRetirement("SP-2.2.3.3b", ca, "erased-and-stored")
        try media.retire(&ca)
        #expect(media.medium(ca).fate == .destroyed)
    }

    @Test(
        "SP-2.2.3.3a: what says that it is unreadable opens nothing alone, claimed, in breach, late, or before its last use",
        arguments: ["alone", "claimed", "observer", "late", "used after", "lost after"])
    func unreadableAttacked(what: String) throws {
        var ca = try media.stocked()
        try media.did("erase", &ca)
        try media.did("install", &ca)
        try media.did("remove", &ca)
        ca.wait(200_000)
        switch what {
        case "alone": try media.did("unreadable", &ca, observer: nil)
        case "claimed": try media.did("unreadable", &ca, confirmed: false)
        // p6 keeps media too, and does not review.
        case "observer": try media.did("unreadable", &ca, observer: 6)
        case "late": try media.did("unreadable", &ca, ago: 90_000)
        case "used after":
            try media.did("unreadable", &ca)
            try media.did("install", &ca)
            try media.did("remove", &ca)
        default:
            try media.did("unreadable", &ca)
            try media.did("lost", &ca)
            try media.did("found", &ca)
        }
        refusedRetirement("SP-2.2.3.3b", ca)
    }

    @Test(
        "SP-2.2.3.3a: optical media, tokens and paper are destroyed, never kept as erased",
        arguments: ["optical", "paper"])
    func notErasable(sort: String) throws {
        var ca = try media.stocked()
        _ = try DerivedKindTests().both(&ca, "register/medium.enter", .medium("b", sort: sort))
        func retire(_ ca: inout TestCA, _ fate: String) throws {
            try media.act("retire", &ca, ["fate": fate, "medium": "M-2"])
        }
        refused("SP-2.2.3.3a", ca) { try retire(&$0, "erased-and-stored") }
        try retire(&ca, "destroyed")
        // Nor does the sort of an erasable medium that was used become one of these for its way out.
        ca = try media.stocked()
        try media.did("install", &ca)
        try media.did("remove", &ca)
        refused("SM-1.2.3.2a", ca) { ca in
            _ = try DerivedKindTests().both(
                &ca, "register/medium.change",
                .line(["medium": .string("M-1"), "set": .line(["sort": .string(sort)])]))
        }
    }

    // MARK: SP-2.2.3.1b, SP-2.2.3.2b, use

    @Test("SP-2.2.3.1b, SP-2.2.3.2b: nothing goes into a machine before it was erased, the first time or again")
    func installed() throws {
        var ca = try media.stocked()
        #expect(try media.breaches(&ca) { try media.did("install", &$0) } == ["SP-2.2.3.1b"])
        #expect(ca.finds("medium-in-use-unerased") == ["M-1"])
        // Erased where it is: its use is over, and being taken out is none.
        try media.did("erase", &ca)
        #expect(ca.finds("medium-in-use-unerased") == [])
        try media.did("remove", &ca)
        #expect(media.state(ca) == .ready && ca.finds("medium-stored-unerased") == [])
        #expect(try media.breaches(&ca) { try media.did("install", &$0) } == [])
        try media.did("remove", &ca)
        #expect(media.state(ca) == .used && ca.finds("medium-stored-unerased") == ["M-1"])
        #expect(try media.breaches(&ca) { try media.did("install", &$0) } == ["SP-2.2.3.2b"])
        #expect(ca.finds("medium-in-use-unerased") == ["M-1"])
    }

    @Test("SP-2.2.3.2b: a backup goes back into its own system to be read, and into no other")
    func backup() throws {
        var ca = try media.stocked()
        _ = try DerivedKindTests().both(&ca, "register/medium.enter", .medium("tape", sort: "tape", purpose: "backup"))
        let tape = ["medium": JSON.string("M-2")]
        try media.did("erase", &ca, tape.merging(["method": .string("overwrite-1")]) { $1 })
        for _ in 1...2 {
            #expect(try media.breaches(&ca) { try media.did("install", &$0, tape) } == [])
            #expect(try media.breaches(&ca) { try media.did("remove", &$0, tape) } == [])
        }
        #expect(ca.finds("medium-stored-unerased") == [])
        _ = try DerivedKindTests().both(&ca, "register/computer.enter", .computer("g"))
        let other = tape.merging(["into": .string("H-2")]) { $1 }
        #expect(try media.breaches(&ca) { try media.did("install", &$0, other) } == ["SP-2.2.3.2b"])
        // Back in its own machine it brings with it what the other wrote.
        try media.did("remove", &ca, tape)
        #expect(try media.breaches(&ca) { try media.did("install", &$0, tape) } == ["SP-2.2.3.2b"])
    }

    // MARK: SP-2.2.3.3b, step by step

    @Test("SP-2.2.3.3b: each step waits for the one before it, whichever way it is entered")
    func order() throws {
        var ca = try media.stocked()
        try media.did("erase", &ca)
        #expect(try media.breaches(&ca) { try media.did("destroy", &$0) } == ["SP-2.2.3.3b"])
        #expect(try media.breaches(&ca) { try media.did("dispose", &$0) } == ["SP-2.2.3.3b", "SM-1.2.3.2b"])
        #expect(media.state(ca) == .ready, "neither counts")
        // The record that was too early stays so when the retirement comes.
        try media.retire(&ca)
        #expect(media.state(ca) == .retired && ca.finds("medium-to-destroy") == ["M-1"])
        for (person, waits) in [(5, ["M-1"]), (7, [])] {
            let tasks = ca.state.tasks(for: person, at: ca.now).filter { $0.rule.name == "destroy-medium" }
            #expect(tasks.map(\.id) == waits, "p\(person)")
        }
        #expect(try media.breaches(&ca) { try media.did("install", &$0) } == ["SP-2.2.3.3a"])
        try media.did("remove", &ca)
        #expect(
            try media.breaches(&ca) { try media.did("destroy", &$0, ["method": .string("hammer")]) } == ["SM-1.2.3.2a"])
        #expect(
            try media.breaches(&ca) { try media.did("destroy", &$0, ["serial-read": .string("no")]) } == ["SP-2.2.3.3b"]
        )
        #expect(ca.finds("medium-to-destroy") == ["M-1"])
        try media.did("destroy", &ca)
        #expect(ca.finds("medium-to-destroy") == [])
        for word in ["move", "remove", "unreadable"] {
            #expect(try media.breaches(&ca) { try media.did(word, &$0) } == ["SP-2.2.3.3a"], "\(word)")
        }
    }

    @Test("SP-2.2.3.3b: what held critical data is handled by those who may erase it, two of them")
    func exposed() throws {
        var ca = try media.stocked()
        try media.did("erase", &ca)
        // Before: one who keeps media looks on.
        #expect(try media.breaches(&ca) { try media.did("move", &$0, observer: 6) } == [])
        try media.did("install", &ca)
        #expect(media.medium(ca).isExposed(in: ca.state.world))
        #expect(try media.breaches(&ca) { try media.did("remove", &$0, observer: 6) } == ["SP-2.2.3.3b"])
        try media.did("remove", &ca)
        #expect(try media.breaches(&ca) { try media.did("move", &$0, observer: 6) } == ["SP-2.2.3.3b"])
        #expect(try media.breaches(&ca) { try media.did("move", &$0, observer: nil) } == ["SP-1.2b"])
        // In a machine it is taken out, not moved.
        try media.did("erase", &ca)
        try media.did("install", &ca)
        #expect(try media.breaches(&ca) { try media.did("move", &$0) } == ["SP-2.2.3.3b"])
        // A removal that somebody entered before the installation is no less a use.
        var other = try media.stocked()
        try media.did("erase", &other, ago: 3000)
        try media.did("remove", &other, ago: 1000)
        #expect(media.medium(other).isExposed(in: other.state.world) && media.state(other) == .used)
    }

    // MARK: SM-1.2.3.2b, disposal

    @Test(
        "SM-1.2.3.2b: disposed of when destroyed, or by a facility with licence, receipt and, if need be, certificate")
    func disposal() throws {
        let papers = ["facility": JSON.string("Alpen GmbH"), "licence": .string("AT-1"), "receipt": .string("77")]
        for (isExposed, missing, expected) in [
            (false, nil, []), (false, "facility", ["SM-1.2.3.2b"]), (false, "licence", ["SM-1.2.3.2b"]),
            (false, "receipt", ["SM-1.2.3.2b"]), (true, nil, ["SM-1.2.3.2b"]), (true, "certificate", []),
        ] as [(Bool, String?, [String])] {
            var ca = try media.stocked()
            if isExposed {
                try media.did("install", &ca)
                try media.did("remove", &ca)
            }
            try media.did("erase", &ca)
            try media.retire(&ca)
            var given = papers
            if missing == "certificate" {
                given["certificate"] = .string("C-9")
            } else if let missing {
                given[missing] = nil
            }
            #expect(
                try media.breaches(&ca) { try media.did("dispose", &$0, given) } == expected,
                "\(isExposed) \(missing ?? "")")
            #expect((media.state(ca) == .disposed) == expected.isEmpty)
        }
    }
}
