import type { Output } from '@shared/contract/contract.ts';
import type { CoverageCell } from '@shared/domain/coverage.ts';
import { cloudOf, type Provider, providers } from '@shared/domain/resource.ts';
import { useMemo, useState } from 'react';
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

const noCells: readonly CoverageCell[] = [];
const nouns = { aws: 'account', azure: 'subscription' } as const;

/** The clouds that anything was read of; their regions have nothing in common, so each has a grid of its own. */
const cloudsOf = (cells: readonly CoverageCell[]) =>
  providers
    .map((cloud) => ({ cloud, own: cells.filter(({ account }) => cloudOf(account) === cloud) }))
    .filter(({ own }) => own.length > 0);

interface Chosen {
  readonly cloud: Provider;
  readonly spot: Spot;
}

function Coverage({ cells, gaps, otherRules }: Pick<Output<'coverage.get'>, 'cells' | 'gaps' | 'otherRules'>) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const clouds = useMemo(() => cloudsOf(cells), [cells]);
  const { cloud, spot } = chosen ?? { cloud: clouds[0]?.cloud ?? 'aws', spot: { row: 0, column: 0 } };
  const { rows } = useCoverageGrid(clouds.find((it) => it.cloud === cloud)?.own ?? noCells);
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
        clouds.map(({ cloud: name, own }) => (
          <CoverageGrid
            key={name}
            noun={nouns[name]}
            cells={own}
            spot={name === cloud ? spot : null}
            onSpot={(next) => setChosen({ cloud: name, spot: next })}
          />
        ))
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
