import Rules

/// What the code says of every kind of the first issue, written by hand: the policies must be good for the
/// kinds as they were meant, not as a table makes them.
let kindTable: [KindFacts] =
    [
        KindFacts(name: "authority/person.enrol", widens: true, hasHolder: true),
        KindFacts(name: "authority/key.enrol", widens: true, hasHolder: true, namesPeople: true),
        KindFacts(name: "authority/key.revoke", namesPeople: true),
        KindFacts(name: "authority/body.seat", widens: true, groupFields: ["body": nil], namesPeople: true),
        KindFacts(name: "authority/body.leave", groupFields: ["body": nil], namesPeople: true),
        KindFacts(name: "authority/team.appoint", widens: true, groupFields: ["team": .team], namesPeople: true),
        KindFacts(name: "authority/team.lead", widens: true, groupFields: ["team": .team], namesPeople: true),
        KindFacts(name: "authority/team.leave", groupFields: ["team": .team], namesPeople: true),
        KindFacts(name: "authority/list.add", widens: true, groupFields: ["list": .list], namesPeople: true),
        KindFacts(name: "authority/list.remove", groupFields: ["list": .list], namesPeople: true),
        KindFacts(name: "authority/seat.end", groupFields: ["group": nil], namesPeople: true),
        KindFacts(name: "authority/stop.set", namesPeople: true, setsStop: true),
        KindFacts(name: "authority/stop.end", widens: true, namesPeople: true, endsStop: true),
        KindFacts(name: "authority/stop.lift", widens: true, namesPeople: true, restores: true, isLocal: true),
        KindFacts(name: "authority/void.acknowledge", widens: true),
        KindFacts(name: "authority/policy.change", widens: true, needsThree: true),
        KindFacts(name: "authority/edition.adopt", widens: true, needsThree: true),
        KindFacts(
            name: "authority/replacement.announce", widens: true, hasHolder: true, namesPeople: true, replacesKeys: true
        ),
        KindFacts(name: "authority/key.disown", namesPeople: true, isLocal: true),
        KindFacts(name: "authority/disowned.answer", namesPeople: true, isLocal: true),
        KindFacts(name: "authority/web.change", widens: true),
        KindFacts(name: "authority/subject.erase", widens: true, namesPeople: true),
        KindFacts(name: "authority/content.erase", widens: true),
        KindFacts(name: "register/person.describe", namesPeople: true),
        KindFacts(name: "authority/machine.enrol", widens: true),
        KindFacts(name: "authority/machine.retire", widens: true, isLocal: true),
        KindFacts(name: "register/computer.enter"),
        KindFacts(name: "register/store.enter"),
        KindFacts(name: "register/medium.enter"),
        KindFacts(name: "register/medium.retire"),
        KindFacts(name: "record/medium.erase", isRecord: true, isLocal: true, roles: [("observer", true)]),
        KindFacts(name: "record/medium.move", isRecord: true, roles: [("observer", true)]),
        KindFacts(name: "register/system.enter", groupFields: ["owner": .team]),
        KindFacts(name: "register/system.add", groupFields: ["owner": .team]),
        KindFacts(name: "register/system.note", groupFields: ["owner": .team]),
        KindFacts(name: "register/system.withdraw", groupFields: ["owner": .team]),
    ] + ["computer", "store", "medium", "system"].flatMap(ofRegister)

/// What every register has beside entering: its policy may leave them out.
private func ofRegister(_ word: String) -> [KindFacts] {
    let enter = "register/\(word).enter"
    return [
        KindFacts(name: "register/\(word).change", like: enter),
        KindFacts(name: "register/\(word).import", like: enter, mustBeLike: true),
        KindFacts(name: "record/\(word).correct", isRecord: true, like: enter, roles: [("observer", false)]),
    ]
}
