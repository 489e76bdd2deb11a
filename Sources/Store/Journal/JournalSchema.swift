/// The tables of `journal.sqlite`: a log's, and the lines that its segments seal.
///
/// `line` says nothing of segments: the segments' counts, one after the other, say which lines are whose, and what
/// is left is open. So no line is ever touched again but to be emptied when its time is over.
enum JournalSchema {
    /// "4JNL".
    static let application = 877_285_964

    static let form = FileForm(
        noun: "journal", application: application, version: 1, schema: text,
        manner: DatabaseFile.Manner(secureDelete: true, autocheckpointPages: 1000))

    static let text = """
        \(LogSchema.log)
        -- `keep`: the second until which it stays at least, NULL for ever; never lowered, a shorter period of the
        -- Manual binds later lines (P-37). `person` and `about` are copies out of the line, to find it by.
        CREATE TABLE line (
            seq INTEGER PRIMARY KEY CHECK (seq >= 0),
            leaf BLOB NOT NULL CHECK (length(leaf) = 32),
            class TEXT NOT NULL,
            at INTEGER NOT NULL,
            keep INTEGER,
            person INTEGER,
            about TEXT,
            salt BLOB CHECK (length(salt) = 32),
            body BLOB CHECK (length(body) <= 4096),
            CHECK ((salt IS NULL) = (body IS NULL)),
            CHECK (body IS NOT NULL OR (person IS NULL AND about IS NULL))
        ) STRICT;
        CREATE INDEX line_class ON line (class, seq);
        CREATE INDEX line_person ON line (person, seq) WHERE person IS NOT NULL;
        CREATE INDEX line_about ON line (about, seq) WHERE about IS NOT NULL;

        CREATE TRIGGER line_never_goes BEFORE DELETE ON line
            BEGIN SELECT RAISE(ABORT, 'a line is never removed, only emptied'); END;
        CREATE TRIGGER line_is_only_emptied BEFORE UPDATE ON line
            WHEN NEW.seq <> OLD.seq OR NEW.leaf <> OLD.leaf OR NEW.class <> OLD.class OR NEW.at <> OLD.at
                OR NEW.keep IS NOT OLD.keep OR NEW.body IS NOT NULL OR OLD.keep IS NULL
            BEGIN SELECT RAISE(ABORT, 'a line never changes'); END;
        CREATE TRIGGER line_comes_last BEFORE INSERT ON line
            WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM line)
            BEGIN SELECT RAISE(ABORT, 'a line stands behind the last one'); END;
        """
}
