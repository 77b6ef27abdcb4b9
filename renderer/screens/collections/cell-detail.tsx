import type { CoverageCell, OtherRule } from '@shared/domain/coverage.ts';
import { count, counted, listed } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { Time } from '../../ui/time.tsx';
import classes from './coverage.module.css';
import { recorderWords } from './coverage-look.ts';

function globalWords(records: boolean | null): string {
  if (records === null) return 'Not stated';
  return records ? 'Recorded here' : 'Not recorded here';
}

/** `payment-tags (CUSTOM_LAMBDA, reports NON_COMPLIANT)` */
const ruleWords = ({ name, source, compliance }: OtherRule): string =>
  `${name} (${[source, ...(compliance === null ? [] : [`reports ${compliance}`])].join(', ')})`;

interface CellDetailProps {
  readonly cell: CoverageCell;
  /** Rules of AWS Config whose results are no findings, in every place. */
  readonly otherRules: readonly OtherRule[];
}

/** One place in words: what its recorder did and what was seen. */
export function CellDetail({ cell, otherRules }: CellDetailProps) {
  const { account, region } = cell;
  const rules = otherRules.filter((rule) => rule.account === account && rule.region === region);
  const place = { ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) };
  return (
    <section className={classes.detail} aria-live="polite" aria-label="The place in focus">
      <h3 className="type-section">
        <code className="type-mono">{account || 'account not stated'}</code> {region || 'region not stated'}
      </h3>
      <p>
        <b>{recorderWords[cell.recorder]}.</b> {cell.because}
      </p>
      <dl>
        <dt>Seen</dt>
        <dd>
          {counted(cell.resources, 'resource')} of {counted(cell.types, 'type')}
        </dd>
        <dt>Items</dt>
        <dd>
          {cell.earliestAt === null || cell.latestAt === null ? (
            'None'
          ) : (
            <>
              <Time at={cell.earliestAt} form="day" /> to <Time at={cell.latestAt} form="instant" />
            </>
          )}
        </dd>
        <dt>Global types</dt>
        <dd>{globalWords(cell.recordsGlobalTypes)}</dd>
        {cell.stoppedAt === null ? null : (
          <>
            <dt>Stopped</dt>
            <dd>
              <Time at={cell.stoppedAt} form="instant" />
            </dd>
          </>
        )}
        {cell.excludedTypes.length === 0 ? null : (
          <>
            <dt>Left out</dt>
            <dd>{listed(cell.excludedTypes)}</dd>
          </>
        )}
        {rules.length === 0 ? null : (
          <>
            <dt>Rules not taken as findings</dt>
            <dd>{rules.map(ruleWords).join(', ')}</dd>
          </>
        )}
        <dt>Verdicts</dt>
        <dd>
          {cell.verdictsUnknown === 0 ? (
            '0 unknown'
          ) : (
            <button type="button" className="link" onClick={() => go('findings', { tab: 'unknown', filter: place })}>
              {count(cell.verdictsUnknown)} unknown
            </button>
          )}
        </dd>
      </dl>
    </section>
  );
}
