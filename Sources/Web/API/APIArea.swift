/// The description of the routes for programs, which the areas bring.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /api/openapi.json` | anybody | this description |
enum APIArea: Area {
    static let routes: [Route] = [
        .view("/api/openapi.json", "This document", "Document") { _ in OpenAPI.document }
    ]
}
