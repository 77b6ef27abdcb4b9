import type { Finding } from '@shared/domain/finding.ts';
import { verdictStatuses } from '@shared/domain/verdict.ts';
import { readReadings } from '../../engine/services/readings.ts';
import { type Values, wordOption } from '../arguments.ts';
import { commandDeps, print, withJudged } from '../deps.ts';

const line = ({ verdict, state, checkId, resource, because }: Finding): string =>
  `${(state === 'lapsed' ? 'lapsed' : verdict).padEnd(14)} ${checkId}  ${resource.account} ${resource.region} ${resource.name}\n               ${because}`;

/** `fieldwork findings`: the findings of the last judgement, failing first. */
export function findings(words: readonly string[], values: Values): Promise<number> {
  return withJudged(words, (workspace) => {
    const wanted = wordOption(values.verdict, verdictStatuses, 'verdict');
    const { checks } = readReadings(workspace, commandDeps());
    const wordOf =
      values.check === undefined
        ? undefined
        : wordOption(
            values.check,
            checks.map(({ checkId }) => checkId),
            'check',
          );
    const found = [...workspace.findings.each()].filter(
      (it) => (wanted === undefined || it.verdict === wanted) && (wordOf === undefined || it.checkId === wordOf),
    );
    const rows = found.map((finding) => {
      const check = checks.find(({ checkId }) => checkId === finding.checkId);
      const [first] = finding.seen;
      return {
        id: finding.id,
        checkId: finding.checkId,
        verdict: finding.verdict,
        resource: finding.resource,
        because: finding.because,
        path: first?.path ?? null,
        value: first?.value ?? null,
        criteria: check?.criteria ?? [],
        controls: check?.controls ?? [],
        severity: finding.severity,
        snapshot: finding.snapshotId,
        capturedAt: finding.capturedAt,
        state: finding.state,
        lapses: finding.lapses,
        itemSha256: finding.itemSha256,
      };
    });
    print(values.json, rows, found.length === 0 ? 'No finding matches.' : found.map(line).join('\n'));
    return 0;
  });
}
