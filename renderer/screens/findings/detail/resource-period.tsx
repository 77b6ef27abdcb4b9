import type { Output } from '@shared/contract/contract.ts';
import type { Lapse } from '@shared/domain/finding.ts';
import type { Judged } from '../../../judged.ts';
import { Mark } from '../../../ui/mark.tsx';
import { MonthScale } from '../../../ui/month-scale.tsx';
import { PeriodStrip } from '../../../ui/period-strip.tsx';
import { stripWords } from '../strip-words.ts';
import classes from './detail.module.css';
import { lapseSpan, lapsesWords, startWords } from './lapse-words.ts';

function LapseLine({ lapse }: { readonly lapse: Lapse }) {
  const start = startWords(lapse);
  return (
    <li className={classes.lapse}>
      <Mark state={lapse.to === null ? 'fail' : 'lapsed'} />
      <div>
        <span className="nums">{lapseSpan(lapse)}</span>
        <p className={classes.small}>
          {lapse.because} {start}
        </p>
      </div>
    </li>
  );
}

interface ResourcePeriodProps {
  readonly detail: Output<'finding.detail'>;
  readonly judged: Judged;
}

/** The line of this resource through the report period, and each lapse in words. */
export function ResourcePeriod({ detail, judged }: ResourcePeriodProps) {
  const { lapses, row } = detail;
  return (
    <section className={classes.block}>
      <div className={classes.headLine}>
        <h3 className="type-section">This resource in the period</h3>
        <span className={lapses.length > 0 ? classes.lapsed : classes.small}>{lapsesWords(lapses, judged.asOf)}</span>
      </div>
      <MonthScale period={judged.period} />
      <PeriodStrip
        segments={row.segments}
        period={judged.period}
        asOf={judged.asOf}
        height={20}
        label={stripWords(row.segments)}
      />
      {lapses.length === 0 ? null : (
        <ul className={classes.lapses}>
          {lapses.map((lapse) => (
            <LapseLine key={lapse.from} lapse={lapse} />
          ))}
        </ul>
      )}
    </section>
  );
}
