/// What every page loads beside itself.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /style/{hash}.css` | anybody | the style sheet, by its hash |
/// | `GET /script-{hash}.js` | anybody | the script, by its hash |
/// | `GET /words-{hash}.txt` | anybody | the 2,048 words, by their hash |
/// | `GET /mark.svg` | anybody | the mark |
/// | `GET /favicon.ico` | anybody | leads to the mark |
/// | `GET /robots.txt` | anybody | what crawlers leave alone |
enum FrameArea: Area {
    static let routes: [Route] = bytes.map(\.quick)

    private static let bytes: [Route] = [
        .get(StyleSheet.path) { _ in
            SiteResponse(type: "text/css; charset=utf-8", bytes: StyleSheet.bytes, caching: .forever)
        },
        .get(Script.path) { _ in
            SiteResponse(type: "text/javascript; charset=utf-8", bytes: Script.bytes, caching: .forever)
        },
        .get(Script.wordsPath) { _ in .text(Script.words, caching: .forever) },
        .get("/mark.svg") { _ in
            SiteResponse(type: "image/svg+xml", bytes: Array(markFile.utf8), caching: .forever)
        },
        // Every page names its icon; a browser asks for this one anyway.
        .get("/favicon.ico") { _ in .see("/mark.svg") },
        .get("/robots.txt") { _ in .text(Array("User-agent: *\nDisallow: /search\n".utf8)) },
    ]
}
