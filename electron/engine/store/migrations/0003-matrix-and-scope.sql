ALTER TABLE engagement ADD COLUMN service TEXT NOT NULL DEFAULT '';
ALTER TABLE engagement ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
-- Auditor, report date, previous report, people, staleness anchor, engagement rolled over from.
ALTER TABLE engagement ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details));

ALTER TABLE control ADD COLUMN performer TEXT NOT NULL DEFAULT '';
ALTER TABLE control ADD COLUMN systems TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(systems));
ALTER TABLE control ADD COLUMN is_key INTEGER NOT NULL DEFAULT 1 CHECK (is_key IN (0, 1));
ALTER TABLE control ADD COLUMN policy TEXT NOT NULL DEFAULT '';
ALTER TABLE control ADD COLUMN declares TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(declares));
ALTER TABLE control ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE control ADD COLUMN effective_from TEXT;
ALTER TABLE control ADD COLUMN effective_to TEXT;
-- Wordings before the one in force, oldest first.
ALTER TABLE control ADD COLUMN earlier TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(earlier));
-- A control that was removed keeps its row: its id is never given away, and undoing finds its place again.
ALTER TABLE control ADD COLUMN removed_at TEXT;

-- What a log entry changed, in full. Its digests stand in the entry, so that these texts can be proven.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY REFERENCES audit_log (seq),
  before TEXT,
  after TEXT
) STRICT;
CREATE TRIGGER change_no_update BEFORE UPDATE ON change
BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'change is append-only'); END;

-- A line of the scope register. One that was removed keeps its row, so that its id is never given away.
CREATE TABLE system (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  identifier TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  removed_at TEXT
) STRICT;

CREATE TABLE scope_decision (
  difference TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('accepted', 'asked')),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  by TEXT NOT NULL,
  at TEXT NOT NULL,
  seen_digest TEXT NOT NULL
) STRICT;

-- The register after each change, whole.
CREATE TABLE scope_memo (
  version INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  reason TEXT NOT NULL,
  systems TEXT NOT NULL CHECK (json_valid(systems))
) STRICT;
CREATE TRIGGER scope_memo_no_update BEFORE UPDATE ON scope_memo
BEGIN SELECT RAISE(ABORT, 'scope_memo is append-only'); END;
CREATE TRIGGER scope_memo_no_delete BEFORE DELETE ON scope_memo
BEGIN SELECT RAISE(ABORT, 'scope_memo is append-only'); END;

CREATE TABLE scope_confirmation (
  quarter TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  memo_version INTEGER NOT NULL REFERENCES scope_memo (version),
  open TEXT NOT NULL CHECK (json_valid(open)),
  PRIMARY KEY (quarter, at)
) STRICT;
CREATE TRIGGER scope_confirmation_no_update BEFORE UPDATE ON scope_confirmation
BEGIN SELECT RAISE(ABORT, 'scope_confirmation is append-only'); END;
CREATE TRIGGER scope_confirmation_no_delete BEFORE DELETE ON scope_confirmation
BEGIN SELECT RAISE(ABORT, 'scope_confirmation is append-only'); END;

-- A named person's conclusion on a criterion.
CREATE TABLE conclusion (
  criterion TEXT PRIMARY KEY,
  word TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  by TEXT NOT NULL CHECK (length(by) > 0),
  concluded_on TEXT NOT NULL
) STRICT;

-- Which column of a client's own matrix means what; one row for each set of column heads.
CREATE TABLE matrix_mapping (
  heads TEXT PRIMARY KEY,
  columns TEXT NOT NULL CHECK (json_valid(columns))
) STRICT;
