import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { CriterionReading } from '@shared/domain/reading.ts';
import { counted, listed } from '@shared/domain/words.ts';
import { type KeyboardEvent, useRef, useState } from 'react';
import classes from './criteria-grid.module.css';
import {
  type Cell,
  type Column,
  cellNumber,
  columnsOf,
  shortName,
  standingCount,
  stepAlong,
  stepFrom,
} from './criteria-layout.ts';
import { Mark, markWords } from './mark.tsx';
import { shortCount } from './words.ts';

function Hover({ reading }: { readonly reading: CriterionReading }) {
  const { criterion, controls, because } = reading;
  return (
    <div>
      <b>
        {criterion.id} {criterion.title}
      </b>
      <p>{because}</p>
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
  /** The criterion that the rest of the screen speaks about. */
  readonly isChosen: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (criterion: string) => void;
}

function CriterionCell({ reading, isCurrent, isChosen, onFocus, onOpen }: CellProps) {
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
          data-chosen={isChosen || undefined}
          tabIndex={isCurrent ? 0 : -1}
          onFocus={onFocus}
          onClick={() => onOpen(criterion.id)}
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

interface GroupProps extends Pick<CriteriaGridProps, 'chosen' | 'onOpen'> {
  readonly column: Column;
  /** The row of the cell that takes the Tab key; null when it stands in another group. */
  readonly currentRow: number | null;
  readonly onFocus: (row: number) => void;
}

function Group({ column, currentRow, onFocus, chosen, onOpen }: GroupProps) {
  return (
    <div>
      <div className={classes.head} title={column.groupTitle} aria-hidden="true">
        <b>{column.group}</b> {shortName(column)}
      </div>
      <ul className={classes.cells} aria-label={`${column.group} ${column.groupTitle}`}>
        {column.cells.map((reading, row) => (
          <CriterionCell
            key={reading.criterion.id}
            reading={reading}
            isCurrent={currentRow === row}
            isChosen={reading.criterion.id === chosen}
            onFocus={() => onFocus(row)}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </div>
  );
}

interface CriteriaGridProps {
  readonly criteria: readonly CriterionReading[];
  /** `columns`: a skyline, one column a group, with its legend. `rows`: groups run on like words, above a list. */
  readonly flow: 'columns' | 'rows';
  readonly chosen?: string | null | undefined;
  readonly onOpen: (criterion: string) => void;
}

/** The criteria as a heat map, one cell a criterion. Arrows walk it, Enter opens a cell. */
export function CriteriaGrid({ criteria, flow, chosen = null, onOpen }: CriteriaGridProps) {
  const [current, setCurrent] = useState<Cell>({ column: 0, row: 0 });
  const sky = useRef<HTMLDivElement>(null);
  const columns = columnsOf(criteria);
  const step = flow === 'columns' ? stepFrom : stepAlong;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = step(current, event.key, columns);
    const id = next === null ? undefined : columns[next.column]?.cells[next.row]?.criterion.id;
    if (id === undefined) return;
    event.preventDefault();
    sky.current?.querySelector<HTMLElement>(`[data-criterion="${id}"]`)?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys are heard here for all cells; each cell is a button.
    <div ref={sky} className={classes.sky} data-flow={flow} onKeyDown={onKeyDown}>
      <div className={classes.groups}>
        {columns.map((column, place) => (
          <Group
            key={column.group}
            column={column}
            currentRow={current.column === place ? current.row : null}
            onFocus={(row) => setCurrent({ column: place, row })}
            chosen={chosen}
            onOpen={onOpen}
          />
        ))}
      </div>
      {flow === 'rows' ? null : (
        <>
          <Legend criteria={criteria} />
          <p className={classes.note}>No criterion is concluded here. The CPA firm does that.</p>
        </>
      )}
    </div>
  );
}
