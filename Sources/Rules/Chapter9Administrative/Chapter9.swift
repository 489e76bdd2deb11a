import Authority

/// Chapter 9 of the Security Policy, administration. What concerns who may do what belongs to `Authority`.
package enum Administration: Chapter {
    package static let name = Clause.Chapter.administration, title = "Administration"
    package static let kinds = [Kind(DescribePerson.self)]
    package static let duties = [exceptionReview]
}
