import type { Frame, JudgedSubject } from '../evaluate/finding.ts';
import type { Surroundings } from '../evaluate/lifeline.ts';
import type { LineSum } from '../evaluate/line.ts';
import type { Place } from '../evaluate/place.ts';
import type { Workspace } from '../store/open.ts';
import type { FindingWriter } from '../store/repos/finding.repo.ts';
import type { TypeInPlace } from '../store/repos/resource.query.ts';
import type { Lifelines } from './lifelines.ts';

/** What one judgement reads from, and what it gathers. */
export interface Judging {
  readonly workspace: Workspace;
  readonly frame: Frame;
  readonly around: Surroundings;
  readonly lifelines: Lifelines;
  readonly places: readonly Place[];
  readonly rows: readonly TypeInPlace[];
  /** Each check's line through the period, by its id. */
  readonly sums: ReadonlyMap<string, LineSum>;
  /** Account and region to how many findings could not be judged. */
  readonly unknownIn: Map<string, number>;
  readonly writer: FindingWriter;
}

export const placeKey = (account: string, region: string): string => `${account} ${region}`;

/** Notes how many findings of a place could not be judged. */
export function noteUnknown({ unknownIn }: Judging, account: string, region: string, count: number): void {
  if (count === 0) return;
  const key = placeKey(account, region);
  unknownIn.set(key, (unknownIn.get(key) ?? 0) + count);
}

/** Keeps what was judged of one subject. */
export function keep(judging: Judging, subject: JudgedSubject): void {
  const { findings, resource } = subject;
  judging.writer.add(subject);
  for (const { check, segments } of findings) judging.sums.get(check.id)?.add(segments);
  const unknown = findings.filter(({ verdict }) => verdict === 'unknown').length;
  noteUnknown(judging, resource.account, resource.region, unknown);
}
