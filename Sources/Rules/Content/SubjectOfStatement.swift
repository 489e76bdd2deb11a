import Ledger

extension ContentSubject {
    /// Whom the restricted parts of a statement concern: the enrolment itself for a person not yet numbered, the person
    /// in the field that its kind marks as the subject, else the signer. Never a party of a record: who observed
    /// something is not who it is about.
    package init(of statement: Statement, hash: Digest) {
        if statement.kind == EnrolPerson.kind {
            self = .statement(hash)
        } else if let person = Kind.named(statement.kind)?.subject(in: statement.body) {
            self = .person(person)
        } else if statement.signer.sort == .person, statement.signer.number > 0 {
            self = .person(statement.signer.number)
        } else {
            // The holder of a first key signs the enrolment that is about that person.
            self = .statement(statement.signer == .unnumbered ? statement.of ?? hash : hash)
        }
    }
}
