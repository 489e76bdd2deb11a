import Rules

enum PeopleDescribed: Episode {
    static let begins = CalendarTime.day(0, 20, 30)
    static let says = "people give their names for everybody to read, and their contacts for people in office only"

    static func play(in ledger: DemoLedger) async throws {
        for (person, told) in zip(DemoPerson.numbers, DemoPerson.all) {
            _ = try await ledger.propose(
                DescribePerson.kind, ["person": "p\(person)"], by: person, slot: "self",
                texts: ["contact": told.contact, "name": told.name], published: ["name"])
        }
    }
}
