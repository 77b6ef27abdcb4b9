import { hash } from 'node:crypto';
import type { Check } from '@shared/domain/check.ts';
import { severities } from '@shared/domain/check.ts';
import { type Finding, findingStates } from '@shared/domain/finding.ts';
import type { ResourceRef } from '@shared/domain/resource.ts';
import { verdictStatuses } from '@shared/domain/verdict.ts';
import type { Database } from 'better-sqlite3';
import { packSegments } from '../segments.ts';
import { type FindingRow, fromRow } from './finding.row.ts';
import { findingLists, findingSums } from './finding-lists.query.ts';

/** Words of a finding's own, or the place of those kept with the verdicts of its sighting. */
type Words = Pick<Finding, 'because' | 'seen'> | { readonly place: number };

type CheckRef = Pick<Check, 'id' | 'version' | 'severity'>;

interface NewFinding extends Pick<Finding, 'verdict' | 'state' | 'segments' | 'lapses'> {
  readonly check: CheckRef;
  readonly words: Words;
}

/** A finding that a list of kept verdicts settles: its words are kept at a place. */
interface SettledFinding extends Pick<Finding, 'verdict' | 'state'> {
  readonly check: CheckRef;
  readonly place: number;
}

/** A resource or container with the findings on it; the key names the sighting that says all of this, if one does. */
interface NewSubject extends Pick<Finding, 'resource' | 'arn' | 'capturedAt' | 'itemSha256' | 'snapshotId'> {
  readonly key: number | null;
  readonly findings: readonly NewFinding[];
}

/** The sightings of a type that their lists of kept verdicts settle. */
interface Settling {
  readonly account: string;
  readonly type: string;
  /** Later sightings are not looked at. */
  readonly asOf: string;
  /** The numbers of lists, told before by `list`. */
  readonly lists: readonly number[];
  /** The regions of which nobody stopped recording, with the instant up to which their states are known to have held. */
  readonly regions: Readonly<Record<string, string>>;
}

/** How many sightings were settled by a list in a region in the same hours: what their lines come to. */
export interface SettledGroup {
  readonly list: number;
  readonly region: string;
  readonly capturedAt: string;
  readonly createdAt: string | null;
  readonly until: string;
  readonly count: number;
}

/** Writes a judgement's findings. */
export interface FindingWriter {
  /** Adds the findings on one subject. */
  add(subject: NewSubject): void;
  /** Tells what a list of kept verdicts settles. */
  list(number: number, findings: readonly SettledFinding[]): void;
  /** Gives the only sightings of resources the findings of their lists; says how many lie where. Hours stand for instants. */
  settle(settling: Settling): readonly SettledGroup[];
  /** True for a sighting that `settle` took. */
  isSettled(key: number): boolean;
}

type Value = string | number | null;

const places = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

/** Bound by place in the table's column order, because binding by name takes longer than the insert. */
const subjectRow = (
  code: string,
  { resource, arn, capturedAt, itemSha256, snapshotId }: NewSubject,
): readonly Value[] => {
  const { provider, account, region, type, id, name } = resource;
  return [code, provider, account, region, type, id, name, arn, capturedAt, itemSha256, snapshotId];
};

/** Built once, when all rows are in; that of sightings is asked while they are written. */
const indexes = {
  subject_code: 'subject (code)',
  finding_by_subject: 'finding (subject)',
  finding_by_check: 'finding (applied, state_rank)',
};
const dropping = Object.keys(indexes).map((name) => `DROP INDEX ${name}`);
const building = Object.entries(indexes).map(([name, columns]) => `CREATE INDEX ${name} ON ${columns}`);
const emptying = ['finding', 'settled_finding', 'subject', 'applied_check'].map((table) => `DELETE FROM ${table}`);

/** The first part of the ids of a check's findings: 24 bits, so that two checks of some hundred hardly ever share one. */
const checkCode = (id: string): string => hash('sha256', id, 'hex').slice(0, 6);

/** The part of a finding's id that says what it is about: stable over judgements, and another one in each engagement. */
function subjectCodes(db: Database) {
  const engagement = db.prepare<[], { id: string }>('SELECT id FROM engagement').get()?.id ?? '';
  const codeOf = (account: string, region: string, type: string, id: string): string =>
    hash('sha256', [engagement, account, region, type, id].join('\n'), 'hex').slice(0, 14);
  db.function('subject_code', { deterministic: true }, codeOf);
  return ({ account, region, type, id }: ResourceRef): string => codeOf(account, region, type, id);
}

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

/** Packs each line once: the findings on a resource share most of theirs. */
function linePacker(): (segments: NewFinding['segments']) => string {
  const known = new WeakMap<NewFinding['segments'], string>();
  return (segments) => {
    const packed = known.get(segments) ?? packSegments(segments);
    known.set(segments, packed);
    return packed;
  };
}

/** A sighting that alone says what is known of its resource, of a list that settles something, in a region that is recorded. */
const settlingSql = `INSERT INTO subject (code, sighting, settled, until)
  SELECT subject_code(r.account, r.region, r.type, r.id), r.key, r.kept,
    iif(r.provider = 'azure', r.captured_at, max(r.captured_at, p.value))
  FROM resource r JOIN json_each(@regions) p ON p.key = r.region
  WHERE r.account = @account AND r.type = @type AND r.captured_at <= @asOf AND r.standing = 'evidence' AND NOT r.is_deleted
    AND r.kept IN (SELECT value FROM json_each(@lists))
    AND NOT EXISTS (SELECT 1 FROM resource o WHERE o.account = r.account AND o.type = r.type AND o.id = r.id
      AND o.region = r.region AND o.key <> r.key)`;

const groupsSql = `SELECT s.settled AS list, r.region, substr(r.captured_at, 1, 13) || ':00:00.000Z' AS capturedAt,
    substr(r.created_at, 1, 13) || ':00:00.000Z' AS createdAt, s.until, count(*) AS count
  FROM subject s JOIN resource r ON r.key = s.sighting
  WHERE r.account = ? AND r.type = ? AND s.settled IS NOT NULL GROUP BY 1, 2, 3, 4, 5`;

function settler(db: Database, numberOf: NumberOf<CheckRef>): Pick<FindingWriter, 'list' | 'settle' | 'isSettled'> {
  const insert = db.prepare(`INSERT INTO settled_finding VALUES (${places(5)})`);
  const settle = db.prepare(settlingSql);
  const groups = db.prepare<[string, string], SettledGroup>(groupsSql);
  const told = new Set<number>();
  const settled = db.prepare<[number], { n: 1 }>(
    'SELECT 1 AS n FROM subject WHERE sighting = ? AND settled IS NOT NULL',
  );
  return {
    list(number, findings) {
      if (told.has(number)) return;
      told.add(number);
      for (const { check, place, verdict, state } of findings)
        insert.run(number, place, numberOf(check), verdictStatuses.indexOf(verdict), findingStates.indexOf(state));
    },
    settle({ account, type, asOf, lists, regions }) {
      const { changes } = settle.run({
        account,
        type,
        asOf,
        lists: JSON.stringify(lists),
        regions: JSON.stringify(regions),
      });
      return changes === 0 ? [] : groups.all(account, type);
    },
    isSettled: (key) => settled.get(key) !== undefined,
  };
}

/** Writes what findings are about, unless it is settled and stands there; gives its key. */
function subjectWriter(db: Database): NumberOf<NewSubject> {
  const find = db.prepare<[number], { key: number }>('SELECT key FROM subject WHERE sighting = ?');
  const insertSighting = db.prepare('INSERT INTO subject (code, sighting) VALUES (?, ?)');
  const insertOther = db.prepare(`INSERT INTO subject VALUES (NULL, ?, NULL, NULL, NULL, ${places(10)})`);
  const codeOf = subjectCodes(db);
  return (subject) => {
    const { key, resource } = subject;
    if (key === null) return insertOther.run(subjectRow(codeOf(resource), subject)).lastInsertRowid;
    return find.get(key)?.key ?? insertSighting.run(codeOf(resource), key).lastInsertRowid;
  };
}

function createWriter(db: Database): FindingWriter {
  const insert = db.prepare(`INSERT INTO finding VALUES (${places(9)})`);
  const keyOf = subjectWriter(db);
  const numberOf = checkNumbers(db);
  const pack = linePacker();
  const wordsRow = (words: Words): readonly Value[] =>
    'place' in words ? [words.place, null, null] : [null, words.because, JSON.stringify(words.seen)];
  return {
    ...settler(db, numberOf),
    add(subject) {
      if (subject.findings.length === 0) return;
      const key = keyOf(subject);
      for (const { check, verdict, state, segments, lapses: all, words } of subject.findings) {
        const ranks = [verdictStatuses.indexOf(verdict), findingStates.indexOf(state)];
        const lapsed = all.length === 0 ? null : JSON.stringify(all);
        insert.run(key, numberOf(check), ...ranks, pack(segments), lapsed, ...wordsRow(words));
      }
    },
  };
}

function wholes(db: Database) {
  const byId = db.prepare<{ id: string }, FindingRow>(
    'SELECT * FROM judged WHERE check_code = substr(@id, 1, 6) AND subject_code = substr(@id, 7)',
  );
  const failing = db.prepare<[string], FindingRow>(
    `SELECT * FROM judged WHERE check_id IN (SELECT value FROM json_each(?))
     AND state_rank IN (${findingStates.indexOf('fail')}, ${findingStates.indexOf('lapsed')}) ORDER BY check_id, id`,
  );
  const sorted = db.prepare<[], FindingRow>(
    'SELECT * FROM judged ORDER BY state_rank, severity_rank DESC, check_id, account, region, resource_id, id',
  );
  return {
    /** Drops all findings, lets `write` write the new ones, and builds the indexes once at the end. Belongs in a transaction. */
    replace(write: (writer: FindingWriter) => void): void {
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

export type FindingRepo = ReturnType<typeof findingRepo>;

/** Findings of the last judgement. Derived: dropped and written anew as a whole. */
export const findingRepo = (db: Database) => ({ ...wholes(db), ...findingSums(db), ...findingLists(db) });
