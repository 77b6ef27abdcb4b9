import type { Output } from '@shared/contract/contract.ts';
import type { Control } from '@shared/domain/control.ts';
import type { StateCounts } from '@shared/domain/reading.ts';
import { counted, dayWords, listed } from '@shared/domain/words.ts';
import type { ReactNode } from 'react';
import { go } from '../../navigation.store.ts';
import { hasGap } from './control-filter.ts';
import { systemName } from './control-names.ts';
import { frequencyWords, natureWords, statusWords } from './control-words.ts';
import { filterFacts, useControls } from './controls.store.ts';
import { gapWords } from './filter-words.ts';
import classes from './panel.module.css';
import { ExceptionLinks, useRaisedAgainst } from './panel-exceptions.tsx';

type Detail = Output<'control.detail'>;

const stateNames = {
  fail: 'fail',
  lapsed: 'lapsed',
  unknown: 'unknown',
  pass: 'pass',
  'not-applicable': 'not applicable',
} as const;
const stateOrder = ['fail', 'lapsed', 'unknown', 'pass', 'not-applicable'] as const;

/** `3 fail, 1 lapsed, 20 pass`; states without findings are left out. */
function findingCounts(counts: StateCounts): string {
  const parts = stateOrder.flatMap((state) => (counts[state] === 0 ? [] : [`${counts[state]} ${stateNames[state]}`]));
  return parts.length === 0 ? 'None yet' : parts.join(', ');
}

function Findings({ control, counts }: Detail['reading']) {
  if (control.checks.length === 0) return 'No cloud check reads it';
  return (
    <button
      type="button"
      className="link"
      onClick={() => go('findings', { tab: 'all', filter: { control: control.id } })}
    >
      {findingCounts(counts)}
    </button>
  );
}

const runs = ({ frequency, targetCadence }: Control): string =>
  targetCadence === frequency
    ? frequencyWords[frequency]
    : `${frequencyWords[frequency]}, target is ${frequencyWords[targetCadence].toLowerCase()}`;

/** `Version 3, from 12 Jan 2026`: which wording holds, and until when. */
function effectiveWords({ version, effectiveFrom, effectiveTo }: Control): string {
  const since = effectiveFrom === null ? 'from the start' : `from ${dayWords(effectiveFrom)}`;
  const until = effectiveTo === null ? '' : ` to ${dayWords(effectiveTo)}`;
  return `Version ${version}, ${since}${until}`;
}

function useOpenPlaces(control: Control): string {
  const facts = useControls((state) => state.state);
  const categories = useControls((state) => state.categories);
  const open = (['no-criterion', 'no-evidence', 'only-control'] as const).filter((kind) =>
    hasGap(control, kind, filterFacts({ categories, state: facts })),
  );
  const words = listed(open.map((kind) => gapWords[kind].toLowerCase()));
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What is known of a control in a few lines. */
export function Facts({ detail: { reading, checks } }: { readonly detail: Detail }) {
  const { control } = reading;
  const names = useControls((state) => state.names);
  const open = useOpenPlaces(control);
  const raised = useRaisedAgainst(control.id);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Owner', control.owner || 'None named'],
    ['Performer', control.performer],
    ['Nature', `${natureWords(control)}, ${control.isKey ? 'key' : 'supporting'}`],
    ['Runs', runs(control)],
    ['In force', effectiveWords(control)],
    ['Status', `${statusWords[control.status]}${control.reason === null ? '' : `. ${control.reason}`}`],
    ['Systems', control.systems.map((id) => systemName(names, id)).join(', ')],
    ['Evidence', control.evidence.length === 0 ? 'None expected yet' : counted(control.evidence.length, 'piece')],
    ['Checks', checks.length === 0 ? '' : counted(checks.length, 'cloud check')],
    ['Findings', <Findings key="findings" {...reading} />],
    ['Exceptions', raised.length === 0 ? '' : <ExceptionLinks key="exceptions" rows={raised} />],
    ['Period', reading.words],
    ['Open', open],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
