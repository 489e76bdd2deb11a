import HTTPTypes
import Hummingbird

/// Headers of every answer.
enum Headers {
    /// The one script of ours by its address, no frame, nothing from elsewhere: markup that slipped in could run nothing, and
    /// send nothing but to this server. All else that is served here is not a script (nosniff).
    static let always: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        (.xContentTypeOptions, "nosniff"),
        // Not no-referrer: with that, browsers post forms with the origin null, and we could not tell our own page.
        (HTTPField.Name("referrer-policy")!, "same-origin"),
        (HTTPField.Name("cross-origin-opener-policy")!, "same-origin"),
        (HTTPField.Name("cross-origin-resource-policy")!, "same-origin"),
        (HTTPField.Name("permissions-policy")!, "camera=(), geolocation=(), microphone=()"),
        (HTTPField.Name("x-frame-options")!, "DENY"),
    ]

    /// Over TLS: for a year this host is asked by no other way.
    static let transport: (HTTPField.Name, String) = (.strictTransportSecurity, "max-age=31536000")
}
