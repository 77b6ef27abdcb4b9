import type { Output } from '@shared/contract/contract.ts';
import { useState } from 'react';
import { ListState } from '../../ui/list-state.tsx';
import type { Spot } from '../../ui/spot.ts';
import { useRoute } from '../../use-route.ts';
import { CellDetail } from './cell-detail.tsx';
import classes from './coverage.module.css';
import { CoverageGrid, useCoverageGrid } from './coverage-grid.tsx';
import { GapTable } from './gap-table.tsx';

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

function Coverage({ cells, gaps, otherRules }: Pick<Output<'coverage.get'>, 'cells' | 'gaps' | 'otherRules'>) {
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
      {cell === undefined ? null : <CellDetail cell={cell} otherRules={otherRules} />}
      <GapTable gaps={gaps} />
    </div>
  );
}

/** What was read and what was not: accounts by regions, and every gap with its reason and remedy. */
export function CoverageView() {
  const answer = useRoute('coverage.get', {}, ['collections', 'findings']);
  if (answer.state === 'ready') return <Coverage {...answer.value} />;
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
