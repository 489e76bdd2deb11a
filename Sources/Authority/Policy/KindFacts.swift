/// What the code says of one kind of act or record, as far as a policy must agree with it.
package struct KindFacts: Sendable {
    /// Name with its part, `register/medium.retire`.
    package let name: String
    /// A record (it says what happened) and not an act (a permission).
    package let isRecord: Bool
    /// Gives power to somebody or something (P-23), so that the floor of two local signatures holds.
    package let widens: Bool
    /// Changes policy or edition (P-23): a motion of the governing body with a floor of at least three.
    package let needsThree: Bool
    /// Enrols a key, whose own signature is in the slot `holder` (P-21).
    package let hasHolder: Bool
    /// Fields that name a group, with the sort that it must be of; nil: any sort.
    package let groupFields: [String: Group.Sort?]
    /// Names a person, directly or through a key or a thing that is somebody's.
    package let namesPeople: Bool
    /// Sets a stop (P-55), so that `leader-of-named` and `peers-of-named` mean somebody.
    package let setsStop: Bool
    /// Ends a stop (P-56), so that the pool `restorers` means something.
    package let endsStop: Bool
    /// Needs what giving again what was stopped would need (P-56): no policy says anything about it.
    package let restores: Bool
    /// Its signatures must be local whatever the policy says (P-42).
    package let isLocal: Bool
    /// Announces that a key replaces all others of a person (P-21): one of the governing body signs besides.
    package let replacesKeys: Bool
    /// The kind whose requirement stands for this one's where a policy says nothing of it, and whether it must be the same.
    package let like: String?
    package let mustBeLike: Bool
    /// The roles of a record beside its performer's, and whether it is in breach with nobody in the role.
    package let roles: [(name: String, isNeeded: Bool)]
    /// Belongs to cases and rulings: where no body arbitrates, no policy speaks of it (P-30).
    package let needsArbitrator: Bool
    /// The chapter of the policy to which it belongs; nil where that is not known.
    package var chapter: Clause.Chapter?
    /// Nothing is known of it but its name: a fold of authority reads requirements of acts on things and rules of
    /// records by form alone, alike in every program whatever kinds it knows (K-9).
    package let isByForm: Bool

    package init(
        name: String, isRecord: Bool = false, widens: Bool = false, needsThree: Bool = false,
        hasHolder: Bool = false, groupFields: [String: Group.Sort?] = [:], namesPeople: Bool = false,
        setsStop: Bool = false, endsStop: Bool = false, restores: Bool = false, isLocal: Bool = false,
        replacesKeys: Bool = false, like: String? = nil, mustBeLike: Bool = false,
        roles: [(name: String, isNeeded: Bool)] = [], needsArbitrator: Bool = false, chapter: Clause.Chapter? = nil,
        isByForm: Bool = false
    ) {
        self.name = name
        self.isRecord = isRecord
        self.widens = widens
        self.needsThree = needsThree
        self.hasHolder = hasHolder
        self.groupFields = groupFields
        self.namesPeople = namesPeople
        self.setsStop = setsStop
        self.endsStop = endsStop
        self.restores = restores
        self.isLocal = isLocal
        self.replacesKeys = replacesKeys
        self.like = like
        self.mustBeLike = mustBeLike
        self.roles = roles
        self.needsArbitrator = needsArbitrator
        self.chapter = chapter
        self.isByForm = isByForm
    }
}
