import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { CriterionReading } from '@shared/domain/reading.ts';
import { counted, listed } from '@shared/domain/words.ts';
import { type KeyboardEvent, useRef, useState } from 'react';
import { go } from '../../navigation.store.ts';
import { Mark, markWords } from '../../ui/mark.tsx';
import { shortCount } from '../../ui/words.ts';
import classes from './criteria-grid.module.css';
import {
  type Cell,
  type Column,
  cellNumber,
  columnsOf,
  shortName,
  standingCount,
  stepFrom,
} from './criteria-layout.ts';

const openFindings = (criterion: string): void => go('findings', { tab: 'all', filter: { criterion } });

function Hover({ reading }: { readonly reading: CriterionReading }) {
  const { criterion, counts, controls, because } = reading;
  return (
    <div>
      <b>
        {criterion.id} {criterion.title}
      </b>
      <p>{because}</p>
      <p>
        {counted(counts.fail, 'finding')} failing, {counts.lapsed} lapsed, {counts.unknown} unknown, {counts.pass}{' '}
        passing.
      </p>
      <p>
        {controls.length === 0
          ? 'No control is mapped to it.'
          : `${counted(controls.length, 'control')}: ${listed(controls)}.`}
      </p>
    </div>
  );
}

interface CellProps {
  readonly reading: CriterionReading;
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
}

function CriterionCell({ reading, isCurrent, onFocus }: CellProps) {
  const { criterion, reading: standing } = reading;
  const number = cellNumber(reading);
  const counts =
    number === null
      ? ''
      : standing === 'contradicted'
        ? `, ${counted(number, 'finding')}`
        : `, ${counted(number, 'control')} with evidence`;
  return (
    <li>
      <Tooltip label={<Hover reading={reading} />}>
        <button
          type="button"
          className={classes.cell}
          data-standing={standing}
          data-criterion={criterion.id}
          tabIndex={isCurrent ? 0 : -1}
          onFocus={onFocus}
          onClick={() => openFindings(criterion.id)}
        >
          <span className="type-mono-tag">{criterion.id}</span>
          <VisuallyHidden>{` ${criterion.title}: ${markWords[standing].toLowerCase()}${counts} `}</VisuallyHidden>
          <span className={classes.number} aria-hidden="true">
            {number === null ? null : shortCount(number)}
          </span>
        </button>
      </Tooltip>
    </li>
  );
}

const explained = {
  contradicted: 'counting findings',
  supported: 'counting controls with evidence',
  silent: 'nothing seen or filed yet',
} as const;

function Legend({ criteria }: { readonly criteria: readonly CriterionReading[] }) {
  return (
    <dl className={classes.legend}>
      {(['contradicted', 'supported', 'silent'] as const).map((standing) => (
        <div key={standing}>
          <dt>
            <Mark state={standing} />
          </dt>
          <dd>
            <b>{standingCount(criteria, standing)}</b>
            <span>{standing}</span>
            <small>{explained[standing]}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ColumnProps {
  readonly column: Column;
  /** The row of the cell that takes the Tab key; null when it stands in another column. */
  readonly currentRow: number | null;
  readonly onFocus: (row: number) => void;
}

function GroupColumn({ column, currentRow, onFocus }: ColumnProps) {
  return (
    <div>
      <div className={classes.head} title={column.groupTitle} aria-hidden="true">
        <b>{column.group}</b>
        {shortName(column)}
      </div>
      <ul className={classes.column} aria-label={`${column.group} ${column.groupTitle}`}>
        {column.cells.map((reading, row) => (
          <CriterionCell
            key={reading.criterion.id}
            reading={reading}
            isCurrent={currentRow === row}
            onFocus={() => onFocus(row)}
          />
        ))}
      </ul>
    </div>
  );
}

/** The criteria as a skyline: one column a group, one cell a criterion. Arrows walk it; Enter opens the findings behind a cell. */
export function CriteriaGrid({ criteria }: { readonly criteria: readonly CriterionReading[] }) {
  const [current, setCurrent] = useState<Cell>({ column: 0, row: 0 });
  const sky = useRef<HTMLDivElement>(null);
  const columns = columnsOf(criteria);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = stepFrom(current, event.key, columns);
    const id = next === null ? undefined : columns[next.column]?.cells[next.row]?.criterion.id;
    if (id === undefined) return;
    event.preventDefault();
    sky.current?.querySelector<HTMLElement>(`[data-criterion="${id}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are heard here for all cells; each cell is a button.
    <div ref={sky} className={classes.sky} onKeyDown={onKeyDown}>
      <div className={classes.columns}>
        {columns.map((column, place) => (
          <GroupColumn
            key={column.group}
            column={column}
            currentRow={current.column === place ? current.row : null}
            onFocus={(row) => setCurrent({ column: place, row })}
          />
        ))}
      </div>
      <Legend criteria={criteria} />
      <p className={classes.note}>No criterion is concluded here. The CPA firm does that.</p>
    </div>
  );
}
