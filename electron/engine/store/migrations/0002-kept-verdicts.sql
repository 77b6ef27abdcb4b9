-- Findings are derived, so those of an earlier schema are dropped: the next judgement writes them in the form below.
DELETE FROM judgement;
DROP VIEW judged;
DROP TABLE finding;
DROP TABLE subject;

-- One sighting of one version of one resource: where its raw bytes stand in a snapshot's body, what identifies it, and the
-- verdicts that rest on its item alone, kept so that judging over time need not read the item again. `judged_on` names the
-- rules and, where a verdict asked for them, the client's accounts; what was judged on others is judged anew. Derived.
-- Rows come before their snapshot while a file is read; rows without one are the rest of a broken import.
ALTER TABLE resource RENAME TO resource_before;
CREATE TABLE resource (
  key INTEGER PRIMARY KEY,
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
  judged_on TEXT,
  created_at TEXT,
  statuses TEXT
) STRICT;
INSERT INTO resource
SELECT NULL, snapshot_id, offset, length, sha256, provider, account, region, type, id, name, arn, captured_at, state_id,
  is_deleted, standing, NULL, NULL, NULL
FROM resource_before;
DROP TABLE resource_before;
CREATE UNIQUE INDEX resource_line ON resource (account, type, id, region, captured_at, state_id, snapshot_id);

-- What the kept verdicts of a sighting say: two lists as long as its `statuses`. Apart from it, because few are ever read. Derived.
CREATE TABLE kept_words (
  key INTEGER PRIMARY KEY,
  because TEXT NOT NULL,
  seen TEXT NOT NULL
) STRICT;

-- What findings are about where that is not simply a sighting: containers, and resources seen only later. Derived.
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

-- The checks of the last judgement, as they were then. Derived.
CREATE TABLE applied_check (
  number INTEGER PRIMARY KEY,
  check_id TEXT NOT NULL,
  check_version INTEGER NOT NULL,
  severity_rank INTEGER NOT NULL
) STRICT;

-- A check on a sighting or another subject over the period. Its words are its own, or those at a place of the sighting's
-- kept ones. The ranks are places in the program's lists of verdicts and states. Derived.
CREATE TABLE finding (
  sighting INTEGER,
  subject INTEGER,
  applied INTEGER NOT NULL,
  id TEXT NOT NULL,
  verdict_rank INTEGER NOT NULL,
  state_rank INTEGER NOT NULL,
  segments TEXT NOT NULL,
  lapses TEXT,
  place INTEGER,
  because TEXT,
  seen TEXT,
  CHECK ((sighting IS NULL) = (subject IS NOT NULL)),
  CHECK ((place IS NULL) = (because IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX finding_id ON finding (id);
CREATE INDEX finding_by_check ON finding (applied, state_rank);
CREATE VIEW judged AS
SELECT
  f.id, f.verdict_rank, f.state_rank, f.segments, f.lapses,
  coalesce(f.because, w.because ->> f.place) AS because,
  coalesce(f.seen, w.seen -> f.place) AS seen,
  c.check_id, c.check_version, c.severity_rank,
  coalesce(r.provider, s.provider) AS provider,
  coalesce(r.account, s.account) AS account,
  coalesce(r.region, s.region) AS region,
  coalesce(r.type, s.type) AS type,
  coalesce(r.id, s.resource_id) AS resource_id,
  coalesce(r.name, s.resource_name) AS resource_name,
  coalesce(r.arn, s.arn) AS arn,
  coalesce(r.captured_at, s.captured_at) AS captured_at,
  coalesce(r.sha256, s.item_sha256) AS item_sha256,
  coalesce(r.snapshot_id, s.snapshot_id) AS snapshot_id
FROM finding f
JOIN applied_check c ON c.number = f.applied
LEFT JOIN resource r ON r.key = f.sighting
LEFT JOIN subject s ON s.key = f.subject
LEFT JOIN kept_words w ON w.key = f.sighting;
