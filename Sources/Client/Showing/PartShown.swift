/// A detached part of a statement, as it is shown: the content, or why there is none.
package enum PartShown {
    package static func lines(_ part: String, of name: String, _ opened: PartContent) -> [String] {
        let label = Visible.text(part)
        switch opened {
        case .opened(let content):
            return Layout.field(label, "of \(name), matches what was signed:")
                + Visible.lines(content).flatMap { Layout.wrapped($0, after: "                │ ") }
        case .restricted(let exception):
            return Layout.field(
                label, "of \(name): restricted\(exception.map { " under " + Visible.text($0) } ?? "")")
        case .erased(let act): return Layout.field(label, "of \(name): erased by \(act)")
        case .file(let exception):
            let number = part.drop { $0 != "-" }.dropFirst()
            return Layout.field(
                label,
                "of \(name): a file\(exception.map { ", restricted under " + Visible.text($0) } ?? ""); foureyes file \(name) \(number)"
            )
        case .notHandedIn: return Layout.field(label, "of \(name): not handed in (or not served)")
        case .tooLong: return Layout.field(label, "of \(name): too long to show here")
        case .notOpened: return Layout.field(label, "of \(name): not opened (erased, or not served)")
        }
    }
}
