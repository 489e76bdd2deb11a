import Ledger

extension Authority {
    /// SP-9.5a, P-6: what is not for everyone names its exception, and what is personal is under the policy's exception
    /// for that. A record may come weeks later, when the policy has changed (P-40): of it only the form is asked,
    /// and under an exception that is not in force nobody reads it but the person concerned.
    func judgeAudience(of part: DetachedPart, in kind: Kind?, _ statement: Statement) throws(Refusal) {
        let note = kind?.detached.first { $0.name == part.name }
        let isPublic = part.audience == Audience.everyone
        guard isPublic == (part.exception == nil) else {
            throw Refusal(
                "P-6",
                isPublic
                    ? "The part “\(part.name)” is public, so it cannot name an exception."
                    : "The part “\(part.name)” is not public, so it must name an exception.",
                field: "detached", sort: .malformed)
        }
        if note?.mayPublish == true, isPublic {
            // Only the person themselves gives up their privacy (K-3).
            let subject = kind?.subject(in: statement.body)
            guard let subject, statement.signer == .person(subject) else {
                throw Refusal(
                    "K-3", "Only the person whose \(part.name) it is can publish it.",
                    who: subject.map { "p\($0)" } ?? personalRemedy, field: "detached")
            }
        } else if note?.isPersonal == true, isPublic {
            throw Refusal(
                "P-6", "The part “\(part.name)” is personal, so it cannot be public.",
                who: personalRemedy, field: "detached")
        }
        guard !isPublic, !statement.kind.utf8.starts(with: "record/".utf8) else { return }
        guard let exception = part.exception.flatMap({ policy?.exceptions[$0] }) else {
            throw Refusal(
                "SP-9.5a", "The policy in force has no confidentiality exception “\(part.exception ?? "")”.",
                who: note?.isPersonal == true ? personalRemedy : "the governing body, by a change of policy",
                field: "detached")
        }
        guard exception.audience == part.audience else {
            throw Refusal(
                "SP-9.5a", "The exception “\(exception.id)” allows only the audience “\(exception.audience)”.",
                field: "detached")
        }
        guard note?.isPersonal != true || exception.marks.contains(.personal) else {
            throw Refusal(
                "P-6", "The part “\(part.name)” is personal, but this exception is not the one for personal content.",
                who: personalRemedy, field: "detached")
        }
    }
}

extension Authority {
    /// What to do about a personal part that stands where it may not.
    var personalRemedy: String {
        guard let personal = policy?.personal else {
            return "the governing body, by a change of policy that names an exception for personal content"
        }
        return "the signer, with the audience \(personal.audience) and the exception \(personal.id)"
    }

    /// Where a part of a kind belongs when a statement is made: everyone's, or under the policy's exception for what is
    /// personal.
    /// `isPublished`: the person whom it is about wants everybody to read it (K-3).
    package func audience(of part: String, in kind: Kind?, isPublished: Bool = false) throws(Refusal) -> (
        audience: String, exception: String?
    ) {
        guard let note = kind?.detached.first(where: { $0.name == part && $0.isPersonal }) else {
            return (Audience.everyone, nil)
        }
        if isPublished {
            guard note.mayPublish else {
                throw Refusal("K-3", "The part “\(part)” is personal and cannot be published.", field: "detached")
            }
            return (Audience.everyone, nil)
        }
        guard let personal = policy?.personal else {
            throw Refusal(
                "P-6", "The policy in force has no exception for personal content, so it cannot be stored.",
                who: personalRemedy, field: "detached")
        }
        return (personal.audience, personal.id)
    }
}
