import { Checkbox } from '@mantine/core';
import { count, dayWords } from '@shared/domain/words.ts';
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ExceptionRow } from '../../exceptions/exceptions.store.ts';
import { bandWords, kindWords, scoreWords, statusWords } from '../../ui/exception-words.ts';
import { Severity } from '../../ui/severity.tsx';
import { type GridLine, lineProps } from '../../ui/virtual-table.tsx';
import { type ExceptionLine, isSilent } from './exception-lines.ts';
import classes from './exceptions.module.css';
import { toggleSelected } from './list.store.ts';

/** Heights of lines in px. */
export const lineHeight = 46;
export const groupHeight = 30;

function Names({ row }: { readonly row: ExceptionRow }) {
  const { exception, severity, indicator, touchesCustomerData } = row;
  return (
    <>
      <td>
        <code className="type-mono">{exception.id}</code>
      </td>
      <td>
        <div className={classes.what} title={`${exception.title}\n${indicator}`}>
          <span>{exception.title}</span>
          <small>{indicator}</small>
        </div>
      </td>
      <td>
        <code className="type-mono">{exception.controlId}</code>
        <small title={exception.criteria.join(', ')}>{exception.criteria.join(' ')}</small>
      </td>
      <td>{kindWords[exception.kind]}</td>
      <td>
        <Severity level={severity.level} word />
        {touchesCustomerData ? <small>Customer data</small> : null}
      </td>
    </>
  );
}

interface ExceptionLineProps {
  readonly grid: GridLine;
  readonly row: ExceptionRow;
  readonly isSelected: boolean;
}

/** One exception of the table: what did not hold, how grave, where the response stands. */
export function ExceptionTableLine({ grid, row, isSelected }: ExceptionLineProps) {
  const { exception, rubric, dueOn, isOverdue, daysInPeriod } = row;
  const { ownerName, ownerRole } = exception.response;
  const silent = isSilent(row);
  return (
    <tr {...lineProps(grid, lineHeight)} className={classes.line} aria-selected={isSelected}>
      <td>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Select ${exception.id}`}
          checked={isSelected}
          onChange={() => toggleSelected(exception.id)}
          onClick={(event) => event.stopPropagation()}
        />
      </td>
      <Names row={row} />
      <td>{statusWords[exception.status]}</td>
      <td className={silent ? 'text-3' : undefined}>
        {silent ? 'None yet' : bandWords[rubric.band]}
        {silent ? null : <small>{scoreWords(rubric.score)}</small>}
      </td>
      <td className={ownerName === '' ? 'text-3' : undefined} title={ownerName}>
        {ownerName === '' ? 'Nobody' : ownerName}
        <small title={ownerRole}>{ownerRole}</small>
      </td>
      <td data-overdue={isOverdue || undefined}>
        {dueOn === null ? '' : dayWords(dueOn)}
        {isOverdue ? <small>overdue</small> : null}
      </td>
      <td className={classes.number}>{daysInPeriod === null ? '' : Math.max(1, Math.round(daysInPeriod))}</td>
    </tr>
  );
}

interface GroupLineProps {
  readonly grid: GridLine;
  readonly group: Extract<ExceptionLine, { kind: 'group' }>;
  readonly span: number;
}

/** The head of a group, with how many stand under it. */
export function GroupLine({ grid, group, span }: GroupLineProps) {
  const Sign = group.isOpen ? ChevronDown : ChevronRight;
  return (
    <tr {...lineProps(grid, groupHeight)} className={classes.group} data-span>
      <td colSpan={span}>
        <div>
          <Sign size={14} strokeWidth={1.75} role="img" aria-label={group.isOpen ? 'Open group' : 'Folded group'} />
          <b>{group.title}</b>
          <span className="text-3">{count(group.count)}</span>
        </div>
      </td>
    </tr>
  );
}
