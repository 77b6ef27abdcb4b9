import { hash } from 'node:crypto';
import { lapse, seen } from '@shared/contract/shapes.ts';
import { severities } from '@shared/domain/check.ts';
import { type Finding, findingStates, segmentKinds } from '@shared/domain/finding.ts';
import { noCounts, type StateCounts } from '@shared/domain/reading.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { verdictStatuses } from '@shared/domain/verdict.ts';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { CheckRef, NewFinding, NewSharing, NewSubject, Words } from '../new-subject.ts';
import { drawnAs, packSegments, unpackSegments } from '../segments.ts';
import { type FindingFilter, type FindingOrder, orderSql, rankTable, whereSql } from './finding.query.ts';

interface Row {
  id: string;
  check_id: string;
  check_version: number;
  verdict_rank: number;
  state_rank: number;
  provider: Provider;
  account: string;
  region: string;
  type: string;
  resource_id: string;
  resource_name: string;
  arn: string | null;
  severity_rank: number;
  because: string;
  seen: string;
  captured_at: string | null;
  item_sha256: string | null;
  snapshot_id: string | null;
  segments: string;
  /** 1 when the line is that of a shared finding that passes. */
  is_shared: number;
  lapses: string | null;
}

const seenList = z.array(seen);
const lapses = z.array(lapse);

function lineOf({ segments, is_shared, verdict_rank }: Row): Finding['segments'] {
  const line = unpackSegments(segments);
  const verdict = verdictStatuses[verdict_rank] ?? 'unknown';
  return is_shared === 1 ? drawnAs(line, segmentKinds[verdict]) : line;
}

const fromRow = (row: Row): Finding => ({
  id: row.id,
  checkId: row.check_id,
  checkVersion: row.check_version,
  resource: {
    provider: row.provider,
    account: row.account,
    region: row.region,
    type: row.type,
    id: row.resource_id,
    name: row.resource_name,
  },
  arn: row.arn,
  verdict: verdictStatuses[row.verdict_rank] ?? 'unknown',
  state: findingStates[row.state_rank] ?? 'unknown',
  because: row.because,
  seen: seenList.parse(JSON.parse(row.seen)),
  severity: severities[row.severity_rank] ?? 'low',
  capturedAt: row.captured_at,
  itemSha256: row.item_sha256,
  snapshotId: row.snapshot_id,
  segments: lineOf(row),
  lapses: row.lapses === null ? [] : lapses.parse(JSON.parse(row.lapses)),
});

type Value = string | number | null;

const places = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/** Bound by place in the table's column order, because binding by name takes longer than the insert. */
const subjectRow = ({ code, resource, arn, capturedAt, itemSha256, snapshotId }: NewSubject): readonly Value[] => {
  const { provider, account, region, type, id, name } = resource;
  return [code, provider, account, region, type, id, name, arn, capturedAt, itemSha256, snapshotId];
};

/** Built once, when all rows are in. */
const indexes = {
  subject_code: 'subject (code)',
  finding_by_subject: 'finding (subject)',
  finding_by_check: 'finding (applied, state_rank)',
};
const dropping = Object.keys(indexes).map((name) => `DROP INDEX ${name}`);
const building = Object.entries(indexes).map(([name, columns]) => `CREATE INDEX ${name} ON ${columns}`);
const emptying = ['finding', 'shared_finding', 'subject', 'applied_check'].map((table) => `DELETE FROM ${table}`);

/** The first part of the ids of a check's findings: 24 bits, so that two checks of some hundred hardly ever share one. */
const checkCode = (id: string): string => hash('sha256', id, 'hex').slice(0, 6);

type NumberOf<T> = (of: T) => number | bigint;

/** The number of each check that was applied, given at its first finding. */
function checkNumbers(db: Database): NumberOf<CheckRef> {
  const insert = db.prepare('INSERT INTO applied_check VALUES (NULL, ?, ?, ?, ?)');
  const numbers = new Map<string, number | bigint>();
  return ({ id, version, severity }) => {
    const number =
      numbers.get(id) ?? insert.run(id, checkCode(id), version, severities.indexOf(severity)).lastInsertRowid;
    numbers.set(id, number);
    return number;
  };
}

/** The number of findings that subjects share, given to the first of them. */
function sharedNumbers(db: Database, numberOf: NumberOf<CheckRef>): NumberOf<NewSharing['findings']> {
  const insert = db.prepare(`INSERT INTO shared_finding VALUES (${places(5)})`);
  const numbers = new Map<NewSharing['findings'], number>();
  return (findings) => {
    const known = numbers.get(findings);
    if (known !== undefined) return known;
    const number = numbers.size + 1;
    numbers.set(findings, number);
    for (const { check, place, verdict, state } of findings)
      insert.run(number, place, numberOf(check), verdictStatuses.indexOf(verdict), findingStates.indexOf(state));
    return number;
  };
}

/** Packs each line once: the findings on a resource share most of theirs. */
function linePacker(): (segments: NewFinding['segments']) => string {
  const known = new WeakMap<NewFinding['segments'], string>();
  return (segments) => {
    const packed = known.get(segments) ?? packSegments(segments);
    known.set(segments, packed);
    return packed;
  };
}

/** Writes what findings are about; gives its key. */
function subjectWriter(db: Database, sharedOf: NumberOf<NewSharing['findings']>): NumberOf<NewSubject> {
  const insertSighting = db.prepare(`INSERT INTO subject (code, sighting, shared, line) VALUES (${places(4)})`);
  const insertOther = db.prepare(`INSERT INTO subject VALUES (NULL, ?, NULL, NULL, NULL, ${places(10)})`);
  return (subject) => {
    const { key, code, shared } = subject;
    if (key === null) return insertOther.run(subjectRow(subject)).lastInsertRowid;
    if (shared === null) return insertSighting.run(code, key, null, null).lastInsertRowid;
    return insertSighting.run(code, key, sharedOf(shared.findings), packSegments(shared.line)).lastInsertRowid;
  };
}

function createWriter(db: Database): (subject: NewSubject) => void {
  const insert = db.prepare(`INSERT INTO finding VALUES (${places(9)})`);
  const numberOf = checkNumbers(db);
  const keyOf = subjectWriter(db, sharedNumbers(db, numberOf));
  const pack = linePacker();
  const wordsRow = (words: Words): readonly Value[] =>
    'place' in words ? [words.place, null, null] : [null, words.because, JSON.stringify(words.seen)];
  return (subject) => {
    const { findings, shared } = subject;
    if (findings.length === 0 && shared === null) return;
    const key = keyOf(subject);
    for (const { check, verdict, state, segments, lapses: all, words } of findings) {
      const ranks = [verdictStatuses.indexOf(verdict), findingStates.indexOf(state)];
      const lapsed = all.length === 0 ? null : JSON.stringify(all);
      insert.run(key, numberOf(check), ...ranks, pack(segments), lapsed, ...wordsRow(words));
    }
  };
}

function wholes(db: Database) {
  const byId = db.prepare<{ id: string }, Row>(
    'SELECT * FROM judged WHERE check_code = substr(@id, 1, 6) AND subject_code = substr(@id, 7)',
  );
  const failing = db.prepare<[string], Row>(
    `SELECT * FROM judged WHERE check_id IN (SELECT value FROM json_each(?))
     AND state_rank IN (${findingStates.indexOf('fail')}, ${findingStates.indexOf('lapsed')}) ORDER BY check_id, id`,
  );
  const sorted = db.prepare<[], Row>(
    'SELECT * FROM judged ORDER BY state_rank, severity_rank DESC, check_id, account, region, resource_id, id',
  );
  return {
    /** Drops all findings, lets `write` add the new ones, and builds the indexes once at the end. Belongs in a transaction. */
    replace(write: (add: (subject: NewSubject) => void) => void): void {
      db.exec([...dropping, ...emptying].join('; '));
      write(createWriter(db));
      db.exec(building.join('; '));
    },
    find(id: string): Finding | null {
      const row = byId.get({ id });
      return row === undefined ? null : fromRow(row);
    },
    /** Findings of these checks that fail, or lapsed inside the period. */
    failing: (checkIds: readonly string[]): readonly Finding[] => failing.all(JSON.stringify(checkIds)).map(fromRow),
    /** All findings: failing first, then by severity, check and resource. */
    *each(): Iterable<Finding> {
      for (const row of sorted.iterate()) yield fromRow(row);
    },
  };
}

interface Sum {
  readonly rank: number;
  readonly n: number;
}

const sumOf = (rows: readonly Sum[]): StateCounts => ({
  ...noCounts,
  ...Object.fromEntries(rows.map(({ rank, n }) => [findingStates[rank], n])),
});

function sums(db: Database) {
  const counts = db.prepare<[], Sum & { readonly checkId: string }>(
    `SELECT check_id AS checkId, rank, sum(n) AS n
     FROM (
       SELECT applied, state_rank AS rank, count(*) AS n FROM finding GROUP BY applied, state_rank
       UNION ALL
       SELECT applied, state_rank, n
       FROM (SELECT shared, count(*) AS n FROM subject GROUP BY shared) JOIN shared_finding USING (shared)
     )
     JOIN applied_check ON number = applied GROUP BY check_id, rank`,
  );
  const kinds = db.prepare<[], { account: string; region: string; type: string }>(
    `SELECT DISTINCT coalesce(r.account, s.account) AS account, coalesce(r.region, s.region) AS region, coalesce(r.type, s.type) AS type
     FROM subject s LEFT JOIN resource r ON r.key = s.sighting`,
  );
  return {
    /** Counts by check and state. */
    counts(): ReadonlyMap<string, StateCounts> {
      const rows = counts.all();
      const checks = new Set(rows.map(({ checkId }) => checkId));
      return new Map([...checks].map((id) => [id, sumOf(rows.filter(({ checkId }) => checkId === id))]));
    },
    /** The accounts, regions and types that findings are about, in order. */
    choices() {
      const all = kinds.all();
      const choice = (of: 'account' | 'region' | 'type') => [...new Set(all.map((row) => row[of]))].sort();
      return { accounts: choice('account'), regions: choice('region'), types: choice('type') };
    },
    /** How many findings of each state a filter leaves. */
    countStates(filter: FindingFilter): StateCounts {
      const { sql, values } = whereSql(filter);
      const query = `SELECT state_rank AS rank, count(*) AS n FROM outlined f WHERE ${sql} GROUP BY 1`;
      return sumOf(db.prepare<[typeof values], Sum>(query).all(values));
    },
  };
}

function lists(db: Database) {
  db.exec(rankTable);
  const forget = db.prepare('DELETE FROM ranked');
  const take = db.prepare("INSERT INTO ranked SELECT key, value ->> 'key', value ->> 'rank' FROM json_each(?)");
  const orderedBy = (order: FindingOrder): ReturnType<typeof orderSql> => {
    forget.run();
    take.run(JSON.stringify(order.ranks));
    return orderSql(order);
  };
  return {
    /** Groups in the order their rows come, with their sizes. */
    groups(filter: FindingFilter, order: FindingOrder): readonly { readonly key: string; readonly count: number }[] {
      const { sql, values } = whereSql(filter);
      const { key, rank, beside } = orderedBy(order);
      const query = `SELECT ${key} AS key, count(*) AS count FROM outlined f ${beside} WHERE ${sql} GROUP BY 1 ORDER BY ${rank}, 1`;
      return db.prepare<[typeof values], { key: string; count: number }>(query).all(values);
    },
    /** The ids of a list in its order. Only what is sorted by is read of the rows. */
    ids(filter: FindingFilter, order: FindingOrder): readonly string[] {
      const { sql, values } = whereSql(filter);
      const { key, rank, within, beside } = orderedBy(order);
      const query = `SELECT f.id FROM outlined f ${beside} WHERE ${sql} ORDER BY ${rank}, ${key}, ${within}`;
      return db.prepare<[typeof values], string>(query).pluck().all(values);
    },
  };
}

export type FindingRepo = ReturnType<typeof findingRepo>;

/** Findings of the last judgement. Derived: dropped and written anew as a whole. */
export const findingRepo = (db: Database) => ({ ...wholes(db), ...sums(db), ...lists(db) });
