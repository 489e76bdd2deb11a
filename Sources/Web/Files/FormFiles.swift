import Attachments
import Ledger
import Rules

/// The files of a form, and who may read them.
struct FormFiles: Sendable {
    static let field = "files", readers = "files-readers"
    static let limits = MultipartReader.Limits(
        fileBytes: Attachment.bytesMax, filesBytes: PartLimits.statementBytesMax, files: Attachment.countMax)
    static let none = FormFiles(attachments: [], exception: nil)

    let attachments: [Attachment]
    /// The policy's exception under which they are not public; nil: everyone can see them.
    let exception: ConfidentialityException?

    /// Cleans what a form brought, so that nothing else is ever committed to (docs/formats/attachments.md).
    static func attachments(_ files: [UploadedFile]) throws(FormErrors) -> [Attachment] {
        let sent = files.filter { $0.field.utf8.elementsEqual(field.utf8) }
        var attachments: [Attachment] = []
        for (number, file) in sent.enumerated() {
            do throws(AttachmentFault) { attachments.append(try Attachment(cleaning: file.bytes)) } catch {
                let which = sent.count == 1 ? "This file was not accepted" : "File \(number + 1) was not accepted"
                let what = "\(which): \(error.what). Choose all files again."
                throw FormErrors(fields: [field: what], text: what)
            }
        }
        return attachments
    }

    static func read(_ files: [UploadedFile], _ typed: Form, _ context: ViewContext) throws(FormErrors) -> FormFiles {
        let attachments = try attachments(files)
        let id = typed[readers]
        guard !attachments.isEmpty, !id.isEmpty else { return FormFiles(attachments: attachments, exception: nil) }
        guard
            let exception = context.authority.policy?.exceptionsForPeople.first(where: {
                $0.id.utf8.elementsEqual(id.utf8)
            })
        else {
            throw FormErrors(
                fields: [readers: "The policy has no such exception."], text: "The policy has no exception \(id).")
        }
        return FormFiles(attachments: attachments, exception: exception)
    }

    /// A form that comes back has lost the files that somebody had chosen, because no page can fill in that field: it says so.
    static func lost(_ files: [UploadedFile], _ errors: FormErrors) -> FormErrors {
        guard files.contains(where: { $0.field == field && !$0.bytes.isEmpty }), errors.fields[field] == nil else {
            return errors
        }
        var errors = errors
        errors.fields[field] = "Choose the files again. The browser did not keep them."
        return errors
    }

    /// The field for them; for somebody who is not signed in, why there is none.
    static func field(_ context: ViewContext, errors: [String: String]) -> FormField {
        guard context.visitor.person != nil else {
            var field = FormField(name: field, label: "Photos and documents", control: .none)
            field.hint = "To add photos or a PDF, <a href=\"/sign-in\">sign in</a> first."
            return field
        }
        var files = FormField(
            name: field, label: "Photos and documents",
            control: .files(accept: Attachment.Sort.allCases.map(\.mediaType).joined(separator: ",")), isOptional: true,
            error: errors[field])
        files.hint =
            "JPEG, PNG or PDF: at most \(counted(Attachment.countMax).lowercased()), 8 MiB each, 24 MiB together. Place, time and camera are removed from photos before you sign. A PDF stays as it is and can name its author, time and program."
        return files
    }

    /// What a form asks for.
    static func fields(_ typed: Form, _ context: ViewContext, errors: [String: String]) -> [FormField] {
        let files = field(context, errors: errors)
        let exceptions = context.authority.policy?.exceptionsForPeople ?? []
        guard context.visitor.person != nil, !exceptions.isEmpty else { return [files] }
        var readers = FormField(
            name: readers, label: "Who may see the files",
            control: .menu(
                [("", "Everyone")]
                    + exceptions.map {
                        (
                            $0.id,
                            "\($0.title): \(context.authority.policy?.audiences[$0.audience]?.title ?? $0.audience)"
                        )
                    }),
            value: typed[readers], error: errors[readers])
        readers.hint = "An act can erase a file later, but not what people have already seen."
        return [files, readers]
    }
}
