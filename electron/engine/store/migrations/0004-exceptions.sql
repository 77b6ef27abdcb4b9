-- An exception with its response, evidence and plan, as a document; the columns are what lists are filtered by.
CREATE TABLE exception (
  id TEXT PRIMARY KEY,
  control_id TEXT NOT NULL,
  status TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

-- What was typed since the last version, saved as it is typed. At most one for an exception.
CREATE TABLE response_draft (
  exception_id TEXT PRIMARY KEY REFERENCES exception (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  response TEXT NOT NULL CHECK (json_valid(response))
) STRICT;

-- Every version of a response that was kept.
CREATE TABLE response_version (
  exception_id TEXT NOT NULL REFERENCES exception (id),
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  response TEXT NOT NULL CHECK (json_valid(response)),
  PRIMARY KEY (exception_id, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER response_version_no_update BEFORE UPDATE ON response_version
BEGIN SELECT RAISE(ABORT, 'response_version is append-only'); END;
CREATE TRIGGER response_version_no_delete BEFORE DELETE ON response_version
BEGIN SELECT RAISE(ABORT, 'response_version is append-only'); END;
