/// What a browser says of itself, as a person would: which browser on which system. It is the visitor's word and proves
/// nothing; it helps them to find the session that they left open elsewhere.
enum Device {
    /// The first that fits: a browser names those before it, too.
    private static let browsers = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("HeadlessChrome/", "Chromium"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("Windows", "Windows"),
        ("Mac OS X", "a Mac"),
        ("Linux", "Linux"),
    ]

    static func words(_ agent: String) -> HTML {
        if agent.isEmpty { return "A program" }
        guard let browser = browsers.first(where: { agent.contains($0.0) })?.1 else {
            return shown(agent, longest: 120)
        }
        guard let system = systems.first(where: { agent.contains($0.0) })?.1 else { return "\(browser)" }
        return "\(browser) on \(system)"
    }
}
