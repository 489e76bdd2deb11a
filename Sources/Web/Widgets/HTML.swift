/// Markup that is safe to send: text put into it is escaped, only other `HTML` goes in as it is.
///
/// Nothing else in this target makes markup out of a `String`, so a text from an entry cannot become an element.
package struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The bytes of the page.
    package private(set) var markup: String

    /// Markup written in this program's own source.
    package init(stringLiteral value: String) { markup = value }

    /// Takes the pieces of an interpolation.
    package init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    /// Text, escaped.
    package init(text: some StringProtocol) { markup = HTML.escaped(text) }

    /// Nothing.
    package static let none = HTML(stringLiteral: "")

    /// Pieces in a row, with something between them.
    package init(_ pieces: some Sequence<HTML>, between separator: HTML = .none) {
        var markup = ""
        for (place, piece) in pieces.enumerated() {
            if place > 0 { markup += separator.markup }
            markup += piece.markup
        }
        self.markup = markup
    }

    /// Whether there is nothing to show.
    package var isEmpty: Bool { markup.isEmpty }

    package static func + (one: HTML, other: HTML) -> HTML {
        var sum = one
        sum.markup += other.markup
        return sum
    }

    package static func += (one: inout HTML, other: HTML) { one.markup += other.markup }

    /// The pieces of one literal; text in it is escaped for element content and double-quoted attributes alike.
    package struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity * 2)
        }
        package mutating func appendLiteral(_ literal: String) { markup += literal }
        package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        package mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }
        package mutating func appendInterpolation(_ list: [HTML]) {
            for html in list { markup += html.markup }
        }
        package mutating func appendInterpolation(_ text: some StringProtocol) {
            markup += HTML.escaped(text)
        }
        package mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    }

    /// The five letters that mean something in markup, as references.
    private static func escaped(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(where: { [0x22, 0x26, 0x27, 0x3C, 0x3E].contains($0) }) else {
            return String(text)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes += Array("&quot;".utf8)
            case 0x26: bytes += Array("&amp;".utf8)
            case 0x27: bytes += Array("&#39;".utf8)
            case 0x3C: bytes += Array("&lt;".utf8)
            case 0x3E: bytes += Array("&gt;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension DefaultStringInterpolation {
    /// Markup inside a plain `String` would be shown as source: give the literal the type `HTML`.
    @available(*, deprecated, message: "this literal is a String: give it the type HTML")
    package mutating func appendInterpolation(_ html: HTML) { appendLiteral(html.markup) }

    /// The same for markup that may be absent.
    @available(*, deprecated, message: "this literal is a String: give it the type HTML")
    package mutating func appendInterpolation(_ html: HTML?) { appendLiteral(html?.markup ?? "") }
}
