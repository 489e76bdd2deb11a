/// A value behind one reference: to copy it costs one count, and the first change of a copy copies the value once.
struct Shared<Value: Sendable>: Sendable {
    /// Safe to send: a storage that two hold is never written, and one that a single copy holds is that copy's own.
    private final class Storage: @unchecked Sendable {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    private var storage: Storage

    init(_ value: Value) { storage = Storage(value) }

    var value: Value {
        _read { yield storage.value }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}
