import type { Output } from '@shared/contract/contract.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import { useEngagement } from '../../engagement.store.ts';
import { go } from '../../navigation.store.ts';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import { MonthScale } from '../../ui/month-scale.tsx';
import { PeriodStrip } from '../../ui/period-strip.tsx';
import classes from './overview.module.css';
import { snapshotWords } from './overview-words.ts';

type Overview = Output<'overview.get'>;

const tones: Readonly<Record<ControlReading['reading'], string | undefined>> = {
  contradicted: 'fail',
  unknown: 'unknown',
  supported: undefined,
  silent: undefined,
};

interface ControlRowProps {
  readonly reading: ControlReading;
  readonly period: Overview['period'];
  readonly asOf: string | null;
}

function ControlRow({ reading, period, asOf }: ControlRowProps) {
  const { control, segments, words } = reading;
  return (
    <li>
      <button type="button" className={classes.strip} data-arrow onClick={() => go('controls', { id: control.id })}>
        <code className="type-mono text-2">{control.id}</code>
        <span className="ellipsis" title={control.title}>
          {control.title}
        </span>
        <PeriodStrip segments={segments} period={period} asOf={asOf} label={`${control.id}: ${words}`} />
        <span className={classes.say} data-tone={tones[reading.reading]}>
          {words}
        </span>
      </button>
    </li>
  );
}

function Swatch({ high, fill }: { readonly high: number; readonly fill: string }) {
  return (
    <svg width="16" height="12" aria-hidden="true">
      <rect y={6 - high / 2} width="16" height={high} fill={fill} />
    </svg>
  );
}

function Key() {
  return (
    <span className={classes.key}>
      <Swatch high={3} fill="var(--pass-fill)" /> held
      <Swatch high={12} fill="var(--fail-fill)" /> lapsed
      <Swatch high={7} fill="url(#hatch)" /> not observed
    </span>
  );
}

/** What happened over the period: when snapshots were taken, then the controls with the most to say. */
export function PeriodRows({ overview }: { readonly overview: Overview }) {
  const total = useEngagement((state) => state.summary?.counts.controls ?? 0);
  const { period, asOf, strips, collectionTimes } = overview;
  const snapshots = snapshotWords(collectionTimes);
  return (
    <section aria-labelledby="period">
      <div className={classes.titleRow}>
        <h2 id="period" className={classes.title}>
          The period
        </h2>
        <Key />
        <button type="button" className={`link ${classes.all}`} onClick={() => go('controls')}>
          {total === 1 ? 'The one control' : `All ${counted(total, 'control')}`}
        </button>
      </div>
      <div className={classes.axis}>
        <MonthScale period={period} asOf={asOf} />
      </div>
      <ul className={classes.strips} onKeyDown={arrowFocus}>
        <li>
          <button type="button" className={classes.strip} data-arrow onClick={() => go('collections')}>
            <span />
            <span>Config snapshots</span>
            <PeriodStrip
              segments={[]}
              ticks={collectionTimes}
              period={period}
              asOf={asOf}
              label={`Config snapshots: ${snapshots}`}
            />
            <span className={classes.say}>{snapshots}</span>
          </button>
        </li>
        {strips.map((reading) => (
          <ControlRow key={reading.control.id} reading={reading} period={period} asOf={asOf} />
        ))}
      </ul>
    </section>
  );
}
