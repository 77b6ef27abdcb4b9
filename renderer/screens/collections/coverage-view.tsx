import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import { useState } from 'react';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import { count, counted, listed } from '../../ui/words.ts';
import { useRoute } from '../../use-route.ts';
import classes from './coverage.module.css';
import { CoverageGrid, useCoverageGrid } from './coverage-grid.tsx';
import { recorderWords } from './coverage-look.ts';
import type { Spot } from './spot.ts';

function Legend() {
  return (
    <ul className={classes.legend}>
      <li>
        <span className={classes.cell} data-ground="seen" /> resources seen
      </li>
      <li>
        <span className={classes.cell} data-ground="seen" data-partial /> seen, not everything recorded
      </li>
      <li>
        <span className={classes.cell} data-ground="nothing">
          <i />
        </span>{' '}
        read, nothing there
      </li>
      <li>
        <span className={classes.cell} data-ground="not-read" /> not read
      </li>
    </ul>
  );
}

function globalWords(records: boolean | null): string {
  if (records === null) return 'Not stated';
  return records ? 'Recorded here' : 'Not recorded here';
}

/** One place in words: what its recorder did and what was seen. */
function CellDetail({ cell }: { readonly cell: CoverageCell }) {
  const { account, region } = cell;
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

function GapLine({ gap }: { readonly gap: Gap }) {
  return (
    <tr>
      <td>
        <Mark state="unknown" />
      </td>
      <td>
        {gap.what}
        <small>{[gap.account, gap.region].filter((part) => part !== '').join(' ') || 'Place not stated'}</small>
      </td>
      <td>{gap.reason}</td>
      <td>{gap.hides}</td>
      <td>{gap.remedy}</td>
      <td className={classes.right}>{count(gap.verdictsUnknown)}</td>
    </tr>
  );
}

function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  return (
    <section className={classes.gaps}>
      <h2 className="type-section">
        Could not be read <small>These verdicts stay unknown until a later import reads them.</small>
      </h2>
      {gaps.length === 0 ? (
        <p className="type-second text-3">Every place the imported files speak of was read.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes.hidden}>Sign</span>
              </th>
              <th scope="col">What</th>
              <th scope="col">Reason</th>
              <th scope="col">What it hides</th>
              <th scope="col">Remedy</th>
              <th scope="col" className={classes.right}>
                Unknown
              </th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap) => (
              <GapLine key={`${gap.account} ${gap.region} ${gap.what} ${gap.reason}`} gap={gap} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Coverage({ cells, gaps }: { readonly cells: readonly CoverageCell[]; readonly gaps: readonly Gap[] }) {
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const { rows } = useCoverageGrid(cells);
  const cell = rows[spot.row]?.cells[spot.column];
  return (
    <div className={classes.view}>
      <div className={classes.head}>
        <h2 className="type-section">Resources seen, by account and region</h2>
        <Legend />
      </div>
      {cells.length === 0 ? (
        <ListState
          kind="empty"
          title="No account is known yet"
          text="The imported files name no account and no region."
        />
      ) : (
        <CoverageGrid cells={cells} spot={spot} onSpot={setSpot} />
      )}
      {cell === undefined ? null : <CellDetail cell={cell} />}
      <Gaps gaps={gaps} />
    </div>
  );
}

/** What was read and what was not: accounts by regions, and every gap with its reason and remedy. */
export function CoverageView() {
  const answer = useRoute('coverage.get', {}, ['collections', 'findings']);
  if (answer.state === 'ready') return <Coverage cells={answer.value.cells} gaps={answer.value.gaps} />;
  return (
    <div className={classes.view}>
      {answer.state === 'error' ? (
        <ListState kind="error" title="The coverage could not be read" text={answer.error.message} />
      ) : (
        <ListState kind="loading" title="The coverage is being read" />
      )}
    </div>
  );
}
