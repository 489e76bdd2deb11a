/// Photos and documents beside statements: given out one by one, each as what it is and as nothing that runs.
///
/// | route | who may | what |
/// |---|---|---|
/// | `GET /files/{statement}/{file}` | anybody; restricted ones, whom the policy lets read them | one file |
/// | `GET /files/held/{statement}/{file}` | who sent it | one file of a statement that is not signed yet |
enum FilesArea: Area {
    static let routes: [Route] = [
        .get("/files/{statement}/{file}") { try FileAnswer.answer($0) },
        .get("/files/held/{statement}/{file}") { try FileAnswer.waiting($0) },
    ]
}
