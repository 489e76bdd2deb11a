/// A page of a long list, as a program asks for it.
struct APIPage {
    /// Only what stands before this place.
    let before: Int
    let count: Int

    static let query = [
        ("before", "only what comes before this entry number; for the next page, give that of the last one"),
        ("count", "how many, at most 256; the default is 256"),
    ]

    init(_ request: SiteRequest) throws {
        before = try request.number("before", or: .max)
        count = min(256, try request.number("count", or: 256))
    }
}
