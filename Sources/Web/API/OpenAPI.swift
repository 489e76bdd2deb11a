import Ledger
import Rules

/// The description of the routes for programs, made from the route table and `Kind.all`, so that it cannot disagree.
enum OpenAPI {
    static let document: JSON = object([
        ("openapi", .string("3.1.0")),
        (
            "info",
            object([
                ("title", .string("Four Eyes")), ("version", .string("1")),
                (
                    "description",
                    .string(
                        "Everybody can read what is public. Every statement carries its own signature. A session token (authorization: Bearer) opens what its person may read; it signs nothing. Request bodies are JSON in the strict form of docs/formats/enclosure.md, at most \(RequestReading.jsonBytesMax) bytes."
                    )
                ),
            ])
        ),
        ("paths", paths), ("components", object([("schemas", Schemas.all)])),
    ])

    /// An object with keys as they come: this document is only written, never read by the strict reader.
    static func object(_ members: [(String, JSON)]) -> JSON {
        .object(
            members.map { JSON.Member($0.0, $0.1) }.sorted {
                $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
            })
    }

    private static var paths: JSON {
        var byPattern: [String: [(String, JSON)]] = [:]
        for route in Site.routes {
            guard let program = route.program else { continue }
            byPattern[route.pattern, default: []].append(
                (route.method.rawValue.lowercased(), operation(route, program)))
        }
        return object(byPattern.keys.sorted().map { ($0, object(byPattern[$0] ?? [])) })
    }

    private static func operation(_ route: Route, _ program: ProgramRoute) -> JSON {
        let named = route.pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            String($0.dropFirst().dropLast())
        }
        let parameters =
            named.map { parameter($0, "path", "", required: true) }
            + program.query.map { parameter($0.name, "query", $0.what, required: false) }
        let reference = object([("$ref", .string("#/components/schemas/\(program.schema)"))])
        let schema = program.isList ? object([("type", .string("array")), ("items", reference)]) : reference
        var members: [(String, JSON)] = [
            ("summary", .string(program.summary)), ("operationId", .string(operationID(route))),
            ("parameters", .array(parameters)),
            ("responses", object([("200", response("Success", schema, program.type))] + failures(route))),
        ]
        if let body = program.body {
            members.append(
                (
                    "requestBody",
                    object([
                        ("required", .bool(true)),
                        ("content", content(object([("$ref", .string("#/components/schemas/\(body)"))]))),
                    ])
                ))
        }
        return object(members)
    }

    private static func failures(_ route: Route) -> [(String, JSON)] {
        let problem = object([("$ref", .string("#/components/schemas/Problem"))])
        let codes: [(String, String)] =
            route.method == .post
            ? [
                ("400", "The request is malformed"), ("401", "Not signed in"), ("403", "Not allowed"),
                ("404", "Something that the request names does not exist"),
                ("410", "Something that the request names has ended"), ("413", "The body is too large"),
                ("415", "Unsupported content type"), ("422", "Refused by a rule"),
                ("429", "Too many requests from this address: try again later"),
                ("503", "Busy: send the same bytes again later"),
                ("507", "The disk is full"),
            ]
            : [
                ("400", "A parameter is malformed"), ("401", "Not signed in"), ("403", "Not allowed"),
                ("404", "Not found"), ("429", "Too many requests from this address: try again later"),
                ("503", "Busy: try again later"),
            ]
        return codes.map { ($0, response($1, problem)) }
    }

    private static func response(_ what: String, _ schema: JSON, _ type: String = "application/json") -> JSON {
        object([("description", .string(what)), ("content", content(schema, type))])
    }
    private static func content(_ schema: JSON, _ type: String = "application/json") -> JSON {
        object([(type, object([("schema", schema)]))])
    }

    private static func parameter(_ name: String, _ place: String, _ what: String, required: Bool) -> JSON {
        object(
            [
                ("name", .string(name)), ("in", .string(place)), ("required", .bool(required)),
                ("schema", object([("type", .string("string"))])),
            ]
                + (what.isEmpty ? [] : [("description", .string(what))]))
    }

    private static func operationID(_ route: Route) -> String {
        let words = route.pattern.split { !$0.isLetter }.dropFirst().map {
            $0.prefix(1).uppercased() + $0.dropFirst()
        }
        return route.method.rawValue.lowercased() + words.joined()
    }
}
