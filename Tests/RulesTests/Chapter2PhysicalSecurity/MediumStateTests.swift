import Ledger
import Rules
import TestWorld
import Testing

/// Where a medium is on its way follows from the acts and records about it, and from nothing else.
struct MediumStateTests {
    let media = MediaCase()

    @Test("SP-2.2.3.2d, SP-2.2.3.1a, SP-2.2.3.3c: a medium goes its whole way, and its state says where it is on it")
    func states() throws {
        var ca = try media.stocked()
        #expect(media.state(ca) == .acquired)
        for (word, state) in [
            ("erase", Medium.State.ready), ("install", .inUse), ("remove", .used), ("unreadable", .used),
            ("lost", .lost), ("found", .used), ("erase", .ready),
        ] {
            try media.did(word, &ca)
            #expect(media.state(ca) == state, "\(word)")
        }
        try media.retire(&ca)
        #expect(media.state(ca) == .retired)
        try media.did("destroy", &ca)
        #expect(media.state(ca) == .destroyed)
        try media.did("dispose", &ca)
        #expect(media.state(ca) == .disposed)
        #expect(ca.state.world.recordsInBreach.isEmpty)
        #expect(ca.state.world.physical.media.count == 1, "what is disposed of stays listed")
    }

    @Test("SP-2.2.3.1a: where it is follows from the last record about it that counts")
    func whereabouts() throws {
        var ca = try media.stocked()
        func place() -> String? { media.medium(ca).whereabouts(in: ca.state.world)?.text }
        #expect(place() == "S-1")
        try media.did("erase", &ca)
        for (word, at) in [("install", "H-1"), ("remove", "S-1"), ("move", "S-2")] {
            try media.did(word, &ca)
            #expect(place() == at, "\(word)")
        }
        #expect(media.medium(ca).isStored(in: ca.state.world))
    }

    @Test("SP-2.2.3.2d: each transition is one statement, whose entry names the medium")
    func transitions() throws {
        var ca = try media.stocked()
        for word in ["erase", "install", "remove"] {
            let before = media.state(ca)
            let place = try media.did(word, &ca)
            #expect(media.state(ca) != before, "\(word)")
            let said = try Entry(bytes: ca.entries[place]).statement
            #expect(said.kind == "record/medium.\(word)" && said.body["medium"]?.text == "M-1")
        }
    }
}
