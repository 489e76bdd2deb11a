import Rules

/// What the code says of every kind of authority, written by hand: the policies must be good for the kinds as they were
/// meant, not as a table makes them. Kinds of chapters come from their declarations, because none of them gives anybody
/// power (`PolicyLoadTests.chaptersGiveNoPower`), and a register is declared once.
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
        KindFacts(name: "authority/agreement.sign", namesPeople: true, isLocal: true),
        KindFacts(
            name: "authority/check.rule", widens: true, groupFields: ["role": nil], namesPeople: true, isLocal: true),
        KindFacts(name: "authority/appoint", widens: true, groupFields: ["team": .team], namesPeople: true),
        KindFacts(name: "authority/manual.tighten", groupFields: ["team": .team], isLocal: true),
        KindFacts(name: "authority/manual.loosen", widens: true, groupFields: ["team": .team], isLocal: true),
        KindFacts(name: "authority/manual.decide", widens: true, groupFields: ["body": .body]),
        KindFacts(name: "authority/case.file", namesPeople: true, isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/case.take", namesPeople: true, isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/case.accept", isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/case.decline", isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/case.triage", namesPeople: true, isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/ruling.give", widens: true, namesPeople: true, isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/ruling.suspend", needsArbitrator: true),
        KindFacts(name: "authority/appeal.give", widens: true, isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/direction.done", isLocal: true, needsArbitrator: true),
        KindFacts(name: "authority/ruling.read", isLocal: true, needsArbitrator: true),
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
        KindFacts(name: "authority/machine.enrol", widens: true),
        KindFacts(name: "authority/machine.retire", widens: true, isLocal: true),
    ] + Kind.allFacts.filter { !$0.name.hasPrefix("authority/") }
