CREATE TABLE engagement (
  id TEXT PRIMARY KEY,
  client TEXT NOT NULL CHECK (length(client) > 0),
  report_type INTEGER NOT NULL CHECK (report_type IN (1, 2)),
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  categories TEXT NOT NULL CHECK (json_valid(categories)),
  is_sample INTEGER NOT NULL CHECK (is_sample IN (0, 1)),
  created_at TEXT NOT NULL,
  CHECK (from_on <= to_on)
) STRICT;

CREATE TABLE control (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  domain TEXT NOT NULL,
  title TEXT NOT NULL,
  statement TEXT NOT NULL,
  criteria TEXT NOT NULL CHECK (json_valid(criteria)),
  type TEXT NOT NULL,
  nature TEXT NOT NULL,
  frequency TEXT NOT NULL,
  target_cadence TEXT NOT NULL,
  owner TEXT NOT NULL,
  risk TEXT NOT NULL,
  population TEXT NOT NULL,
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  test_of_design TEXT NOT NULL,
  test_of_operation TEXT NOT NULL CHECK (json_valid(test_of_operation)),
  status TEXT NOT NULL CHECK (status IN ('in-place', 'planned', 'not-applicable')),
  reason TEXT,
  checks TEXT NOT NULL CHECK (json_valid(checks)),
  CHECK (status <> 'not-applicable' OR length(reason) > 0)
) STRICT;

CREATE TABLE collection (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind = 'import'),
  state TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  actor TEXT NOT NULL,
  tool_version TEXT NOT NULL
) STRICT;

CREATE TABLE task (
  id TEXT PRIMARY KEY,
  collection_id INTEGER NOT NULL REFERENCES collection (id),
  position INTEGER NOT NULL,
  label TEXT NOT NULL,
  state TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  items INTEGER NOT NULL,
  snapshot_id TEXT REFERENCES snapshot (id),
  reason TEXT,
  ended_at TEXT
) STRICT;

CREATE TABLE snapshot (
  id TEXT PRIMARY KEY,
  collection_id INTEGER NOT NULL REFERENCES collection (id),
  provider TEXT NOT NULL,
  file_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  body_sha256 TEXT NOT NULL,
  encoding TEXT NOT NULL,
  items INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('evidence', 'inventory')),
  earliest_at TEXT,
  latest_at TEXT,
  imported_at TEXT NOT NULL,
  counts TEXT NOT NULL CHECK (json_valid(counts)),
  notes TEXT NOT NULL CHECK (json_valid(notes))
) STRICT;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshot is append-only'); END;

-- One sighting of one version of one resource: where its raw bytes stand in a snapshot's body, and what identifies it. Derived.
-- Rows come before their snapshot while a file is read; rows without one are the rest of a broken import.
CREATE TABLE resource (
  snapshot_id TEXT NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  arn TEXT,
  captured_at TEXT NOT NULL,
  state_id TEXT NOT NULL,
  is_deleted INTEGER NOT NULL,
  standing TEXT NOT NULL,
  PRIMARY KEY (account, type, id, region, captured_at, state_id, snapshot_id)
) STRICT, WITHOUT ROWID;

-- What a finding is about: the sighting of a resource, or a container, that was judged. Apart from the findings, because
-- several checks judge the same one. Derived.
CREATE TABLE subject (
  key INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  region TEXT NOT NULL,
  type TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  resource_name TEXT NOT NULL,
  arn TEXT,
  captured_at TEXT,
  item_sha256 TEXT,
  snapshot_id TEXT
) STRICT;

-- A check on a subject over the period. Derived.
CREATE TABLE finding (
  subject INTEGER NOT NULL,
  id TEXT NOT NULL,
  check_id TEXT NOT NULL,
  check_version INTEGER NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'not-applicable', 'unknown')),
  state TEXT NOT NULL,
  state_rank INTEGER NOT NULL,
  severity_rank INTEGER NOT NULL,
  because TEXT NOT NULL,
  seen TEXT NOT NULL,
  segments TEXT NOT NULL,
  lapses TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX finding_id ON finding (id);
CREATE INDEX finding_by_check ON finding (check_id, state);
CREATE VIEW judged AS SELECT * FROM finding JOIN subject ON subject.key = finding.subject;

-- When and how the findings were last judged, with what coverage. One row; derived.
CREATE TABLE judgement (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  as_of TEXT NOT NULL,
  judged_at TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  cells TEXT NOT NULL CHECK (json_valid(cells)),
  gaps TEXT NOT NULL CHECK (json_valid(gaps)),
  lines TEXT NOT NULL CHECK (json_valid(lines))
) STRICT;

CREATE TABLE binder (
  id INTEGER PRIMARY KEY,
  number INTEGER NOT NULL,
  written_at TEXT NOT NULL,
  folder TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  head TEXT NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE TRIGGER binder_no_update BEFORE UPDATE ON binder
BEGIN SELECT RAISE(ABORT, 'binder is append-only'); END;
CREATE TRIGGER binder_no_delete BEFORE DELETE ON binder
BEGIN SELECT RAISE(ABORT, 'binder is append-only'); END;

CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  tool_version TEXT NOT NULL,
  action TEXT NOT NULL,
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  before_digest TEXT,
  after_digest TEXT,
  reason TEXT,
  prev_hash TEXT NOT NULL,
  entry_hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE INDEX audit_log_object ON audit_log (object_type, object_id);
