-- 100,000 resources have a few dozen different lists of kept verdicts, so each list stands once. Kept verdicts and findings are
-- derived: those of an earlier schema are dropped, and the next judgement writes them in the form below.
DELETE FROM judgement;
DELETE FROM kept_words;
DROP VIEW judged;
DROP TABLE finding;
DROP TABLE subject;
DROP TABLE applied_check;

-- The verdicts kept of items, as a JSON list of check and status, and the rules and accounts they were judged on. Derived.
CREATE TABLE verdict_list (
  number INTEGER PRIMARY KEY,
  judged_on TEXT NOT NULL,
  statuses TEXT NOT NULL CHECK (json_valid(statuses)),
  UNIQUE (judged_on, statuses)
) STRICT;

-- `kept` names the list of a sighting; what it says stands in kept_words.
ALTER TABLE resource DROP COLUMN judged_on;
ALTER TABLE resource DROP COLUMN statuses;
ALTER TABLE resource ADD COLUMN kept INTEGER;

-- The checks of the last judgement, as they were then. The code is the first part of a finding's id. Derived.
CREATE TABLE applied_check (
  number INTEGER PRIMARY KEY,
  check_id TEXT NOT NULL,
  code TEXT NOT NULL,
  check_version INTEGER NOT NULL,
  severity_rank INTEGER NOT NULL
) STRICT;

-- What findings are about: a sighting, or, where it is not simply one, a container or a resource seen only later. The code is
-- the second part of a finding's id. `shared` names the findings it has in common with others, which differ only in their words
-- and lines; `lines` is the JSON list of these. Derived.
CREATE TABLE subject (
  key INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  sighting INTEGER,
  shared INTEGER,
  lines TEXT,
  provider TEXT,
  account TEXT,
  region TEXT,
  type TEXT,
  resource_id TEXT,
  resource_name TEXT,
  arn TEXT,
  captured_at TEXT,
  item_sha256 TEXT,
  snapshot_id TEXT,
  CHECK ((sighting IS NULL) = (provider IS NOT NULL)),
  CHECK ((shared IS NULL) = (lines IS NULL)),
  CHECK (shared IS NULL OR sighting IS NOT NULL)
) STRICT;
CREATE INDEX subject_code ON subject (code);

-- Findings of all subjects with the same verdicts: a check, its verdict, the place of its words among the kept ones of the
-- sighting, and the place of its line among those of the subject. The ranks are places in the program's lists. Derived.
CREATE TABLE shared_finding (
  shared INTEGER NOT NULL,
  place INTEGER NOT NULL,
  applied INTEGER NOT NULL,
  verdict_rank INTEGER NOT NULL,
  state_rank INTEGER NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (shared, place)
) STRICT, WITHOUT ROWID;

-- A check on one subject over the period. Its words are its own, or those at a place of the sighting's kept ones. Derived.
CREATE TABLE finding (
  subject INTEGER NOT NULL,
  applied INTEGER NOT NULL,
  verdict_rank INTEGER NOT NULL,
  state_rank INTEGER NOT NULL,
  segments TEXT NOT NULL,
  lapses TEXT,
  place INTEGER,
  because TEXT,
  seen TEXT,
  CHECK ((place IS NULL) = (because IS NOT NULL))
) STRICT;
CREATE INDEX finding_by_subject ON finding (subject);
CREATE INDEX finding_by_check ON finding (applied, state_rank);

-- Every finding without its words: what lists are counted, grouped and sorted by, without reading what 100,000 items say.
CREATE VIEW outlined AS
SELECT
  c.code || s.code AS id, c.code AS check_code, s.code AS subject_code,
  f.verdict_rank, f.state_rank, f.segments, f.lapses, f.because AS own_because, f.seen AS own_seen, f.place, s.sighting,
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
JOIN subject s ON s.key = f.subject
JOIN applied_check c ON c.number = f.applied
LEFT JOIN resource r ON r.key = s.sighting
UNION ALL
SELECT
  c.code || s.code, c.code, s.code,
  h.verdict_rank, h.state_rank, s.lines ->> h.line, NULL, NULL, NULL, h.place, s.sighting,
  c.check_id, c.check_version, c.severity_rank,
  r.provider, r.account, r.region, r.type, r.id, r.name, r.arn, r.captured_at, r.sha256, r.snapshot_id
FROM subject s
JOIN shared_finding h ON h.shared = s.shared
JOIN applied_check c ON c.number = h.applied
JOIN resource r ON r.key = s.sighting;

CREATE VIEW judged AS
SELECT o.*, coalesce(o.own_because, w.because ->> o.place) AS because, coalesce(o.own_seen, w.seen -> o.place) AS seen
FROM outlined o LEFT JOIN kept_words w ON w.key = o.sighting;
