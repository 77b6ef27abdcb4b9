import type { FindingRow } from '@shared/contract/shapes.ts';
import { count } from '@shared/domain/words.ts';
import { Check, ChevronDown, ChevronRight } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { Judged } from '../../judged.ts';
import { Mark } from '../../ui/mark.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { RowStrip } from '../../ui/row-strip.tsx';
import { Severity } from '../../ui/severity.tsx';
import { Time } from '../../ui/time.tsx';
import { type GridLine, lineProps } from '../../ui/virtual-table.tsx';
import { nowWords } from './detail/lapse-words.ts';
import classes from './findings.module.css';
import type { FindingGroup } from './row-index.ts';
import { stripWords } from './strip-words.ts';

/** Heights of lines in px. */
export const lineHeight = 28;
export const groupHeight = 30;

/** What the strip of every row is drawn against, and how wide it is in px. */
interface StripFrame extends Pick<Judged, 'span' | 'asOf'> {
  readonly width: number;
}

function Resource({ resource }: Pick<FindingRow, 'resource'>) {
  const { id, name } = resource;
  return (
    <>
      <MonoId value={id} max={26} />
      {name === id ? null : <bdi className={classes.name}>{name}</bdi>}
    </>
  );
}

function Place({ resource }: Pick<FindingRow, 'resource'>) {
  return (
    <>
      <code className="type-mono-tag text-2">{resource.account || 'not stated'}</code>{' '}
      <span className="text-2">{resource.region || 'not stated'}</span>
    </>
  );
}

type Cell = (row: FindingRow, strip: StripFrame, exception: string | null) => ReactNode;

const cells: Readonly<Record<string, Cell>> = {
  state: (row) => (
    <span title={nowWords(row) ?? undefined}>
      <Mark state={row.state} word />
    </span>
  ),
  resource: (row) => <Resource resource={row.resource} />,
  account: (row) => <Place resource={row.resource} />,
  severity: (row) => <Severity level={row.severity} />,
  period: (row, strip) => <RowStrip segments={row.segments} {...strip} height={20} label={stripWords(row.segments)} />,
  exception: (_, __, exception) => <code className="type-mono-tag text-2">{exception}</code>,
  because: (row) => <span title={row.because}>{row.because}</span>,
  type: (row) => <MonoId value={row.resource.type} max={24} />,
  check: (row) => <MonoId value={row.checkId} max={28} />,
  capturedAt: (row) => (row.capturedAt === null ? 'not stated' : <Time at={row.capturedAt} form="instant" />),
};

interface FindingLineProps {
  readonly grid: GridLine;
  /** Undefined while its page is being read. */
  readonly row: FindingRow | undefined;
  readonly columns: string;
  readonly strip: StripFrame;
  /** The id of the exception that covers it. */
  readonly exception: string | null;
  readonly isSelected: boolean;
}

/** One finding of the list. `columns` are ids joined by spaces, a value that memo can compare. */
export const FindingLine = memo(
  function FindingLine({ grid, row, columns, strip, exception, isSelected }: FindingLineProps) {
    const isBare = row === undefined || grid.isBrief;
    return (
      <tr {...lineProps(grid, lineHeight)} className={classes.line} aria-selected={isSelected} aria-busy={isBare}>
        {columns.split(' ').map((column, place) => (
          <td key={column} data-column={column}>
            {place === 0 && isSelected ? (
              <Check className={classes.tick} size={12} strokeWidth={2.25} aria-hidden="true" />
            ) : null}
            {isBare ? <span className={classes.bone} /> : cells[column]?.(row, strip, exception)}
          </td>
        ))}
      </tr>
    );
  },
  (a, b) =>
    a.row === b.row &&
    a.columns === b.columns &&
    a.strip === b.strip &&
    a.exception === b.exception &&
    a.isSelected === b.isSelected &&
    a.grid.line === b.grid.line &&
    a.grid.isActive === b.grid.isActive &&
    // A row once drawn in full stays so while the list flies past.
    (a.grid.isBrief === b.grid.isBrief || b.grid.isBrief),
);

interface GroupLineProps {
  readonly grid: GridLine;
  readonly group: FindingGroup;
  readonly isOpen: boolean;
  readonly span: number;
}

/** The head of a group: the finding as a sentence with its population, and how many rows stand under it. */
export function GroupLine({ grid, group, isOpen, span }: GroupLineProps) {
  const Sign = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr {...lineProps(grid, groupHeight)} className={classes.group} data-span>
      <td colSpan={span}>
        <div className={classes.groupWords}>
          <Sign size={14} strokeWidth={1.75} role="img" aria-label={isOpen ? 'Open group' : 'Folded group'} />
          {group.tag === null ? null : <code className="type-mono text-2">{group.tag}</code>}
          <b className="ellipsis" title={group.title}>
            {group.title}
          </b>
          <span className={classes.groupCount}>{count(group.count)}</span>
        </div>
      </td>
    </tr>
  );
}
