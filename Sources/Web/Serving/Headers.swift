import HTTPTypes
import Hummingbird

/// Headers of every answer.
enum Headers {
    /// No script, no frame, nothing from elsewhere: markup that slipped in could fetch, run and send nothing.
    static let always: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
        (HTTPField.Name("referrer-policy")!, "no-referrer"),
        (HTTPField.Name("cross-origin-opener-policy")!, "same-origin"),
        (HTTPField.Name("cross-origin-resource-policy")!, "same-origin"),
        (HTTPField.Name("permissions-policy")!, "camera=(), geolocation=(), microphone=()"),
        (HTTPField.Name("x-frame-options")!, "DENY"),
    ]
}
