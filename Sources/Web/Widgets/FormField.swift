import Ledger
import Rules

/// One field of a form, with what was typed and what is wrong with it.
struct FormField: Sendable {
    enum Control: Sendable {
        case line(placeholder: String)
        /// A moment in the reader's zone, none later than this; what is signed is in UTC.
        case time(latest: Time?)
        /// A day, none later than this.
        case day(latest: Time?)
        /// A line that offers some values and takes any other.
        case offered([Offer])
        case area
        case menu([(value: String, label: String)])
        case choice([(value: String, label: String)])
        /// Files, several at once.
        case files(accept: String)
        /// Its value is settled already and only sent along.
        case settled
        /// Nothing to fill in: its hint says why.
        case none
        /// Some of a long list, with a field for words that finds others.
        case search(Found)
    }

    /// What of a long list matches some words.
    struct Found: Sendable {
        let options: [Picker.Option]
        let words: String
        /// How many match in all, and of how many.
        let matching: Int
        let of: Int
    }

    let name: String
    let label: String
    var hint: HTML = .none
    var control: Control
    var value = ""
    var isOptional = false
    /// Its menu has only those who may; a button lists the others too.
    var hidesOthers = false
    /// All are listed already, and stay so.
    var listsAll = false
    var error: String?

    /// Whether its form brings files.
    var isFile: Bool { if case .files = control { true } else { false } }

    var html: HTML {
        let wrong: HTML = error == nil ? .none : " wrong"
        let message: HTML =
            error.map { "<span class=\"error\" id=\"\(name)-error\">\(shown($0, longest: 400))</span>" }
            ?? .none
        let help: HTML = hint.isEmpty ? .none : "<small id=\"\(name)-hint\">\(hint)</small>"
        let optional: HTML = isOptional ? " <span class=\"quiet\">(optional)</span>" : .none
        if case .choice(let options) = control {
            let radios = options.map { option -> HTML in
                let checked: HTML = option.value.utf8.elementsEqual(value.utf8) ? " checked" : .none
                return
                    "<label class=\"one\"><input type=\"radio\" name=\"\(name)\" value=\"\(option.value)\"\(checked)\(described)> <span>\(option.label)</span></label>"
            }
            return
                "<fieldset class=\"field\(wrong)\"><legend>\(label)\(optional)</legend>\(radios)\(message)\(help)</fieldset>\n"
        }
        if case .settled = control, error == nil {
            return "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        if case .none = control {
            return "<div class=\"field\"><span class=\"label\">\(label)</span>\(help)</div>\n"
        }
        return
            "<div class=\"field\(wrong)\"><label for=\"\(name)\">\(label)\(optional)</label>\(input)\(others)\(message)\(help)</div>\n"
    }

    /// Ties the input to its help and its error for those who listen to the page.
    private var described: HTML {
        let ids = [error == nil ? nil : "\(name)-error", hint.isEmpty ? nil : "\(name)-hint"].compactMap(
            \.self)
        let invalid: HTML = error == nil ? .none : " aria-invalid=\"true\""
        return ids.isEmpty ? invalid : "\(invalid) aria-describedby=\"\(ids.joined(separator: " "))\""
    }

    private var input: HTML {
        switch control {
        case .line(let placeholder):
            return
                "<input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\" placeholder=\"\(placeholder)\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"\(described)>"
        case .time(let latest): return moment(latest)
        case .day(let latest):
            let most: HTML = latest.map { " max=\"\(String($0.text.prefix(10)))\"" } ?? .none
            return "<input type=\"date\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(most)\(described)>"
        case .offered(let offers):
            let options = offers.map { "<option value=\"\($0.value)\">\($0.says)</option>" as HTML }
            return
                "<input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\" list=\"\(name)-offers\" autocomplete=\"off\" autocapitalize=\"off\" spellcheck=\"false\"\(described)><datalist id=\"\(name)-offers\">\(options)</datalist>"
        case .area:
            return "<textarea id=\"\(name)\" name=\"\(name)\" rows=\"3\"\(described)>\n\(value)</textarea>"
        case .menu(let options):
            return menu(options)
        case .search(let found): return search(found)
        case .files(let accept):
            return "<input type=\"file\" id=\"\(name)\" name=\"\(name)\" multiple accept=\"\(accept)\"\(described)>"
        case .settled: return "<input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(described)>"
        case .choice, .none: return .none
        }
    }

    /// The button that Enter presses in a form where a *Find* would stand first.
    static func first(_ button: String, of fields: [FormField]) -> HTML {
        let searches = fields.contains { field in
            if case .search = field.control { true } else { field.hidesOthers }
        }
        return searches ? "<button class=\"unseen\" tabindex=\"-1\" aria-hidden=\"true\">\(button)</button>" : .none
    }

    private var others: HTML {
        if listsAll { return "<input type=\"hidden\" name=\"\(Picker.all(name))\" value=\"yes\">" }
        guard hidesOthers else { return .none }
        return
            "<button class=\"do second\" name=\"look\" value=\"\(Picker.all(name))\" formaction=\"#\(name)\" formnovalidate>Show all</button>"
    }

    /// What cannot be read as a time stays as it was typed, in a line.
    private func moment(_ latest: Time?) -> HTML {
        guard value.isEmpty || Time(Zone.current.utc(value)) != nil else {
            return
                "<input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\" autocomplete=\"off\"\(described)>"
        }
        func local(_ time: Time) -> String { String(Zone.current.wall(time).text.prefix(16)) }
        let shown = Time(Zone.current.utc(value)).map(local) ?? ""
        let most: HTML = latest.map { " max=\"\(local($0))\"" } ?? .none
        return
            "<input type=\"datetime-local\" id=\"\(name)\" name=\"\(name)\" value=\"\(shown)\"\(most)\(described)>"
    }

    private func menu(_ options: [Picker.Option]) -> HTML {
        let items = options.map { option -> HTML in
            let selected: HTML = option.value.utf8.elementsEqual(value.utf8) ? " selected" : .none
            return "<option value=\"\(option.value)\"\(selected)>\(option.label)</option>"
        }
        return "<select id=\"\(name)\" name=\"\(name)\"\(described)>\(items)</select>"
    }

    private func search(_ found: Found) -> HTML {
        let (words, looked) = (Picker.words(name), Picker.found(name))
        let shownCount = found.options.count { !$0.value.isEmpty }
        let says: HTML =
            found.words.isEmpty
            ? "\(grouped(shownCount)) of \(grouped(found.of)) are listed. To find others, type an id, a name or a word."
            : found.matching > shownCount
                ? "\(grouped(found.matching)) of \(grouped(found.of)) match, and \(grouped(shownCount)) are listed: add a word."
                : "\(grouped(found.matching)) of \(grouped(found.of)) match."
        return """
            <span class="pick"><input type="search" id="\(words)" name="\(words)" value="\(found.words)" maxlength="\(Picker.wordsMost)" \
            aria-label="Words to find: \(label)" placeholder="Words to find"><button class="do second" name="look" value="\(name)" formaction="#\(words)" formnovalidate>Find</button></span>\
            <input type="hidden" name="\(looked)" value="\(found.words)">\(menu(found.options))<small role="status">\(says)</small>
            """
    }
}

/// What is wrong with a form: by field, and in general.
struct FormErrors: Error, Sendable {
    var fields: [String: String] = [:]
    /// What `decide` would say, as things stand.
    var refusal: Refusal?
    /// Anything else that is above the form.
    var general: HTML = .none
    /// The same as text, for programs.
    var text = ""
}
