extension FileForm {
    /// `ledger.sqlite`.
    static let ledger = FileForm(
        noun: "ledger", application: LogSchema.application, version: 1, schema: LogSchema.log,
        manner: DatabaseFile.Manner())
}

/// The tables of `ledger.sqlite`.
///
/// `req` has no unique index: uniqueness is for `decide` to say, and void repeats must be storable (P-5). It has
/// no index at all, because whoever starts replays and then has requests by key in memory.
enum LogSchema {
    /// "4EYE", by which `file` tells it from other SQLite files.
    static let application = 877_222_213

    /// Entries, head and checkpoints of a log.
    static let log = """
        CREATE TABLE entry (
            idx INTEGER PRIMARY KEY CHECK (idx >= 0),
            leaf BLOB NOT NULL CHECK (length(leaf) = 32),
            body BLOB NOT NULL CHECK (length(body) <= 65535),
            req BLOB NOT NULL CHECK (length(req) IN (0, 32))
        ) STRICT;
        CREATE TABLE head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            size INTEGER NOT NULL,
            root BLOB NOT NULL CHECK (length(root) = 32),
            frontier BLOB NOT NULL
        ) STRICT;
        CREATE TABLE checkpoint (size INTEGER PRIMARY KEY CHECK (size >= 0), note BLOB NOT NULL) STRICT;

        CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
        CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END;
        -- INSERT OR REPLACE would delete without asking the trigger above.
        CREATE TRIGGER entry_comes_last BEFORE INSERT ON entry
            WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM entry)
            BEGIN SELECT RAISE(ABORT, 'an entry stands behind the last one'); END;
        CREATE TRIGGER checkpoint_never_changes BEFORE UPDATE ON checkpoint
            BEGIN SELECT RAISE(ABORT, 'a checkpoint never changes'); END;
        CREATE TRIGGER checkpoint_never_goes BEFORE DELETE ON checkpoint
            BEGIN SELECT RAISE(ABORT, 'a checkpoint is never removed'); END;
        CREATE TRIGGER checkpoint_comes_last BEFORE INSERT ON checkpoint
            WHEN NEW.size <= (SELECT max(size) FROM checkpoint)
            BEGIN SELECT RAISE(ABORT, 'a checkpoint stands behind the last one'); END;
        CREATE TRIGGER head_never_goes BEFORE DELETE ON head
            BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END;
        CREATE TRIGGER head_grows BEFORE UPDATE ON head
            WHEN NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
            BEGIN SELECT RAISE(ABORT, 'the head never goes back'); END;

        INSERT INTO head (id, size, root, frontier)
            VALUES (1, 0, x'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'');
        """
}
