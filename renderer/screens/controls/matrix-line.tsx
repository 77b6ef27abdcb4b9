import type { Control } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Judged } from '../../judged.ts';
import { Mark } from '../../ui/mark.tsx';
import { RowStrip } from '../../ui/row-strip.tsx';
import { type GridLine, gridLineId, lineProps } from '../../ui/virtual-table.tsx';
import { CellEditor } from './cell-editor.tsx';
import type { MatrixLine } from './control-lines.ts';
import { domainName, frequencyWords, statusWords } from './control-words.ts';
import classes from './controls.module.css';
import type { Editing } from './controls.store.ts';
import { controlHeight, domainHeight } from './matrix-columns.tsx';

/** What every strip of the matrix is drawn against, and how wide it is in px. */
interface StripFrame extends Pick<Judged, 'span' | 'asOf'> {
  readonly width: number;
}

const tagsShown = 2;

function Criteria({ criteria }: Pick<Control, 'criteria'>) {
  const more = criteria.length - tagsShown;
  return (
    <span className={classes.tags} title={criteria.join(', ')}>
      {criteria.slice(0, tagsShown).map((id) => (
        <span key={id} className="id-tag">
          {id}
        </span>
      ))}
      {more > 0 ? <span className={classes.more}>+{more}</span> : null}
    </span>
  );
}

const cells: Readonly<Record<string, (reading: ControlReading, strip: StripFrame) => ReactNode>> = {
  id: ({ control }) => <code className="type-mono">{control.id}</code>,
  title: ({ control }) => <span title={control.title}>{control.title}</span>,
  criteria: ({ control }) => <Criteria criteria={control.criteria} />,
  owner: ({ control }) => <span className="text-2">{control.owner === '' ? 'None named' : control.owner}</span>,
  frequency: ({ control }) => frequencyWords[control.frequency],
  standing: ({ reading }) => <Mark state={reading} word />,
  period: ({ segments, words }, strip) =>
    segments.length === 0 ? (
      <span className="text-3">No check reads it</span>
    ) : (
      <RowStrip segments={segments} {...strip} height={22} label={words} />
    ),
  status: ({ control }) => statusWords[control.status],
  statement: ({ control }) => <span className="text-2">{control.statement}</span>,
};

interface ControlLineProps {
  readonly grid: GridLine;
  readonly gridId: string;
  readonly reading: ControlReading;
  readonly number: number;
  readonly columns: string;
  readonly strip: StripFrame;
  /** The focused cell of this line; null while another line has the focus. */
  readonly activeColumn: string | null;
  readonly editing: Editing | null;
}

/** One control of the matrix. `columns` are ids joined by spaces, a value that memo can compare. */
export const ControlLine = memo(
  function ControlLine({ grid, gridId, reading, number, columns, strip, activeColumn, editing }: ControlLineProps) {
    return (
      <tr {...lineProps(grid, controlHeight)} className={classes.line}>
        {columns.split(' ').map((column) => {
          if (column === 'number')
            return (
              <th key={column} scope="row" className={classes.number}>
                {number}
              </th>
            );
          const isActive = column === activeColumn;
          const isEdited = editing !== null && editing.column === column;
          return (
            <td
              key={column}
              id={gridLineId(gridId, grid.line, column)}
              data-column={column}
              data-cell={isActive || undefined}
              data-edited={isEdited || undefined}
            >
              {isEdited ? <CellEditor control={reading.control} editing={editing} /> : cells[column]?.(reading, strip)}
            </td>
          );
        })}
      </tr>
    );
  },
  (a, b) =>
    a.reading === b.reading &&
    a.number === b.number &&
    a.columns === b.columns &&
    a.strip === b.strip &&
    a.activeColumn === b.activeColumn &&
    a.editing === b.editing &&
    a.grid.line === b.grid.line &&
    a.grid.isActive === b.grid.isActive,
);

interface DomainLineProps {
  readonly grid: GridLine;
  readonly line: Extract<MatrixLine, { readonly kind: 'domain' }>;
  readonly span: number;
}

/** The head of a domain with the standing of its controls in words. */
export function DomainLine({ grid, line, span }: DomainLineProps) {
  const Sign = line.isOpen ? ChevronDown : ChevronRight;
  return (
    <tr {...lineProps(grid, domainHeight)} className={classes.domain} data-span>
      <td className={classes.number} />
      <td colSpan={span - 1}>
        <span className={classes.domainWords}>
          <Sign size={14} strokeWidth={1.75} role="img" aria-label={line.isOpen ? 'Open domain' : 'Folded domain'} />
          <b>{domainName(line.domain)}</b>
          <span className="type-second text-3">{line.words}</span>
        </span>
      </td>
    </tr>
  );
}
