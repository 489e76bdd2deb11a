/// The page of a problem: what is wrong, what to do.
enum ProblemPage {
    static func page(_ problem: Problem) -> Page {
        let title =
            switch problem.status {
            case 401: "Sign in first"
            case 403: "Not allowed"
            case 404: "Not found"
            case 405: "Method not allowed"
            case 413: "Too large"
            case 429: "Too many requests"
            case 500...599: "The server has a problem"
            default: "Invalid request"
            }
        return Page(
            title: title,
            body: """
                <h1>\(title)</h1>
                <p>\(shown(problem.what, longest: 400))</p>
                <p>\(problem.remedy)</p>
                <h2>Where to go from here</h2>
                <ul class="plain"><li><a href="/">Home: what waits for whom</a></li><li><a href="/acts">All acts</a></li>
                <li><a href="/registers">Registers of people and things</a></li><li><a href="/policy">The policy, clause by clause</a></li>
                <li><a href="/ledger">The ledger, entry by entry</a></li></ul>
                """, isLive: false)
    }
}
