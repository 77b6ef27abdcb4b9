-- The line of a finding that subjects share is that of the one that passes, with its own verdict in place of `held`: so one line
-- is kept of a subject, and not one for each verdict. Findings are derived: the next judgement writes them in this form.
DELETE FROM judgement;
DELETE FROM finding;
DELETE FROM shared_finding;
DELETE FROM subject;
DELETE FROM applied_check;
DROP VIEW judged;
DROP VIEW outlined;
DROP TABLE shared_finding;

CREATE TABLE shared_finding (
  shared INTEGER NOT NULL,
  place INTEGER NOT NULL,
  applied INTEGER NOT NULL,
  verdict_rank INTEGER NOT NULL,
  state_rank INTEGER NOT NULL,
  PRIMARY KEY (shared, place)
) STRICT, WITHOUT ROWID;

ALTER TABLE subject RENAME COLUMN lines TO line;

-- Every finding without its words: what lists are counted, grouped and sorted by, without reading what 100,000 items say.
CREATE VIEW outlined AS
SELECT
  c.code || s.code AS id, c.code AS check_code, s.code AS subject_code,
  f.verdict_rank, f.state_rank, f.segments, 0 AS is_shared, f.lapses, f.because AS own_because, f.seen AS own_seen, f.place, s.sighting,
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
  h.verdict_rank, h.state_rank, s.line, 1, NULL, NULL, NULL, h.place, s.sighting,
  c.check_id, c.check_version, c.severity_rank,
  r.provider, r.account, r.region, r.type, r.id, r.name, r.arn, r.captured_at, r.sha256, r.snapshot_id
FROM subject s
JOIN shared_finding h ON h.shared = s.shared
JOIN applied_check c ON c.number = h.applied
JOIN resource r ON r.key = s.sighting;

CREATE VIEW judged AS
SELECT o.*, coalesce(o.own_because, w.because ->> o.place) AS because, coalesce(o.own_seen, w.seen -> o.place) AS seen
FROM outlined o LEFT JOIN kept_words w ON w.key = o.sighting;
