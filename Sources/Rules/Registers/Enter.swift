import Ledger

/// `register/X.enter`: a thing enters its register, with the facts that its declaration asks for.
package struct Enter<Thing: Entered>: RegisterAct {
    package typealias Changes = Thing.Home
    package let given: Thing.Given

    package static var kind: String { "register/\(Thing.word).enter" }
    package static var title: String { "Enter \("aeiou".contains(Thing.noun.prefix(1)) ? "an" : "a") \(Thing.noun)" }
    package static var clauses: [String] { Thing.clauses }
    package static var fields: Fields<Self> { Thing.Given.fields.lifted({ Self(given: $0) }, { $0.given }) }

    package func named(in authority: Authority) -> [Int] {
        Thing.isOwnWord ? [] : Thing.Given.fields.people(given)
    }

    package func check(_ world: World, at moment: Moment) throws(Refusal) {
        try world[keyPath: Thing.Home.inside][keyPath: Thing.table].requireFree(given)
        try Thing.require(given, instead: nil, in: world, at: moment)
    }

    package func effect(on registers: inout Thing.Home, at moment: Moment) {
        registers[keyPath: Thing.table].append(given, at: moment)
    }
}
