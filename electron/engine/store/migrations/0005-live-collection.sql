-- Collections are no longer imports only; a CHECK cannot be altered in place.
CREATE TABLE collection_after (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'aws', 'azure')),
  state TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  actor TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  run TEXT CHECK (json_valid(run)),
  CHECK ((kind = 'import') = (run IS NULL))
) STRICT;
INSERT INTO collection_after SELECT id, kind, state, started_at, ended_at, actor, tool_version, NULL FROM collection;
DROP TABLE collection;
ALTER TABLE collection_after RENAME TO collection;

ALTER TABLE task ADD COLUMN call TEXT CHECK (json_valid(call));
ALTER TABLE snapshot ADD COLUMN provenance TEXT CHECK (json_valid(provenance));

-- One answer of a live task, committed with its rows before the next is asked for. `offset` and `bytes`: where it stands in the
-- task's snapshot. Pages of a task that never ended are removed when the workspace opens, because page tokens expire.
CREATE TABLE page (
  task_id TEXT NOT NULL REFERENCES task (id),
  number INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  raw_sha256 TEXT NOT NULL,
  raw_bytes INTEGER NOT NULL,
  items INTEGER NOT NULL,
  cursor TEXT,
  request TEXT NOT NULL CHECK (json_valid(request)),
  PRIMARY KEY (task_id, number)
) STRICT, WITHOUT ROWID;

-- What a live task says about the presence of a type in a place: listed to the last page, or why not. Append-only.
CREATE TABLE listing (
  task_id TEXT NOT NULL REFERENCES task (id),
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1)),
  because TEXT NOT NULL,
  PRIMARY KEY (account, region, type, task_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE connection (
  id TEXT PRIMARY KEY,
  provider TEXT NOT NULL CHECK (provider IN ('aws', 'azure')),
  name TEXT NOT NULL CHECK (length(name) > 0),
  reach TEXT NOT NULL CHECK (json_valid(reach)),
  created_at TEXT NOT NULL
) STRICT;

-- Random values made once: the external id roles are assumed with, and the salt of commitments to secrets, which never leaves.
CREATE TABLE own_value (
  name TEXT PRIMARY KEY CHECK (name IN ('external-id', 'commitment-salt')),
  value TEXT NOT NULL
) STRICT;
