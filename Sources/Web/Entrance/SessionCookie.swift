import Store

/// The cookie that carries a session's token.
///
/// `__Host-` ties it to this very host and to TLS (browsers take http://localhost for as safe); `HttpOnly` keeps it from
/// scripts; `SameSite=Strict` keeps it at home when another site links or posts here.
enum SessionCookie {
    static let name = "__Host-foureyes"
    /// Binds a challenge to the browser that asked for it.
    static let before = "__Host-foureyes-before"

    private static let attributes = "Path=/; Secure; HttpOnly; SameSite=Strict"

    static func set(_ token: [UInt8]) -> (name: String, value: String) {
        ("set-cookie", "\(name)=\(Token.text(token)); Max-Age=\(Session.longestSeconds); \(attributes)")
    }

    static func set(before token: [UInt8], seconds: Int) -> (name: String, value: String) {
        ("set-cookie", "\(before)=\(Token.text(token)); Max-Age=\(seconds); \(attributes)")
    }

    static let end: (name: String, value: String) = ("set-cookie", "\(name)=; Max-Age=0; \(attributes)")
    static let endBefore: (name: String, value: String) = ("set-cookie", "\(before)=; Max-Age=0; \(attributes)")
}
