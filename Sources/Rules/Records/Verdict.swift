import Ledger

/// What somebody who took no part says of a record, in their answer to a question about it (P-41).
package enum Verdict: String, Choice {
    case isFalse = "false"
    /// It was so but for something mistyped, which a record of its own corrects.
    case mended
    case isTrue = "true"

    /// How often one person may judge one record.
    package static let most = 16
}

/// What `record/answer` says beside its words.
private struct Answering: Sendable {
    let verdict: Verdict?
    static let fields = Fields({ Answering(verdict: $0) }, Field("verdict", \Self.verdict, "Verdict"))
}

extension World {
    /// The verdict of an answer to a question about a record; nil: words only.
    ///
    /// Whoever says *false* can shut a gate, or open one that the record shut: so they are in office, took no part,
    /// and sign on their own machine.
    func verdict(_ admission: Admission, about place: Int, at moment: Moment) throws(Refusal) -> Verdict? {
        let said = try Answering.fields.read(admission.verified.statement.body)
        guard let verdict = said.verdict else { return nil }
        guard let index = recordIndex(at: place) else {
            throw Refusal(
                "P-41", "The question is not about a record, so its answer cannot have a verdict.", field: "verdict")
        }
        let record = records[index]
        guard !tookPart(moment.signer, in: record) else {
            throw Refusal(
                "P-41", "p\(moment.signer) took part in \(record.name) and cannot give a verdict.",
                who: "somebody in office who took no part",
                field: "verdict")
        }
        guard isUninvolvedOffice(moment) else {
            throw Refusal(
                "P-41", "p\(moment.signer) is not in office, or is stopped.",
                who: "somebody in office who took no part",
                field: "verdict")
        }
        guard admission.verified.signature.isLocal else {
            throw Refusal(
                "P-42", "A verdict must be signed on the signer’s own machine.", who: "p\(moment.signer)",
                field: "verdict")
        }
        // A verdict that changes nothing is refused, as a vote is (K-16), and so is one more than enough: each gate reads
        // them all, for ever.
        let own = remarks.verdicts(on: place, by: moment.signer).filter { !authority.isReversed($0.place) }
        guard own.last?.verdict != verdict else {
            throw Refusal(
                "P-41", "p\(moment.signer) says so of \(record.name) already.", field: "verdict", sort: .over)
        }
        guard own.count < Verdict.most else {
            throw Refusal(
                "P-41", "p\(moment.signer) judged \(record.name) \(Verdict.most) times.",
                who: "another in office who took no part", field: "verdict", sort: .over)
        }
        return verdict
    }

    /// Whether somebody took part in a record, so that nothing they say of it counts: whom it names, and who came, cleanly.
    /// Whoever holds a stopped key could else join in its owner's name, in breach, and so take away what the owner said.
    func tookPart(_ person: Int, in record: OpenRecord) -> Bool {
        record.performer == person || record.party(person) != nil
            || record.presences.contains {
                $0.person == person && $0.cameClean && !authority.isReversed($0.joined)
            }
    }

    /// In office, neither stopped nor the auditor, with a key that is good.
    func isUninvolvedOffice(_ moment: Moment) -> Bool {
        guard let key = moment.key else { return false }
        return authority.isGood(key, since: moment.place, page: moment.isPage)
            && authority.inOffice(moment.signer, at: moment.recorded) != nil && !authority.isAuditor(moment.signer)
    }

    /// What is said of the record at a place: the last verdict of each person, in their order. Whoever took part after all
    /// is left out, and so is what a disowned key said and two others reversed.
    package func verdicts(on place: Int) -> [Question.Answer] {
        guard let record = recordIndex(at: place).map({ records[$0] }) else { return [] }
        return remarks.verdicts(on: place).filter { !tookPart($0.key, in: record) }
            .compactMap { $0.value.last { !authority.isReversed($0.place) } }.sorted { $0.place < $1.place }
    }

    /// Whether two who took no part say that it was not so (P-41, K-8).
    package func isAnsweredFalse(_ place: Int) -> Bool {
        remarks.isDoubted(place) && verdicts(on: place).count { $0.verdict == .isFalse } >= 2
    }
}
