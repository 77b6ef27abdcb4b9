import { counted } from '@shared/domain/words.ts';
import { type KeyboardEvent, type RefObject, useCallback } from 'react';
import { lineAfter } from '../../ui/line-keys.ts';
import { Mark } from '../../ui/mark.tsx';
import { type GridLine, lineProps, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import classes from './criteria.module.css';
import { focusCriterion, useCriteria } from './criteria.store.ts';
import { type CriteriaLine, type CriterionView, criterionLine, lineOf, workingControls } from './criteria-lines.ts';
import { conclusionWords, countWords, standingWords } from './criteria-words.ts';

const columns: readonly GridColumn[] = [
  { id: 'id', title: 'Criterion', width: 132 },
  { id: 'title', title: 'Title, and what stands behind the reading' },
  { id: 'controls', title: 'Controls', width: 154 },
  { id: 'findings', title: 'Findings', width: 150 },
  { id: 'conclusion', title: 'Conclusion', width: 132 },
];
const keys = 'Arrows or j and k move; Enter goes to the pane of the criterion in focus, Escape returns.';
const rowHeight = 44;
const groupHeight = 30;

function GroupRow({
  grid,
  line,
}: {
  readonly grid: GridLine;
  readonly line: Extract<CriteriaLine, { kind: 'group' }>;
}) {
  return (
    <tr {...lineProps(grid, groupHeight)} className={classes.group} data-span>
      <td colSpan={columns.length}>
        <b>
          {line.group} {line.title}
        </b>{' '}
        <span className="text-3">{line.words}</span>
      </td>
    </tr>
  );
}

function CriterionRow({ grid, view }: { readonly grid: GridLine; readonly view: CriterionView }) {
  const { criterion, reading, counts, because } = view.reading;
  const { conclusion } = view;
  const controls = workingControls(view);
  return (
    <tr {...lineProps(grid, rowHeight)} className={classes.line}>
      <td>
        <code className="type-mono">{criterion.id}</code>
        <small>
          <Mark state={reading} word />
        </small>
      </td>
      <td>
        <span title={criterion.title}>{criterion.title}</span>
        <small title={because}>{because}</small>
      </td>
      <td>
        {counted(controls.length, 'control')}
        <small>{standingWords(controls)}</small>
      </td>
      <td>
        {countWords(counts, ['fail', 'lapsed']) || (countWords(counts) === '' ? 'No check' : 'None fails')}
        <small>{countWords(counts, ['unknown', 'pass'])}</small>
      </td>
      <td className={conclusion === null ? 'text-3' : undefined}>
        {conclusion === null ? 'None' : conclusionWords[conclusion.word]}
        {conclusion === null ? null : <small>{conclusion.by}</small>}
      </td>
    </tr>
  );
}

interface CriteriaListProps {
  readonly gridRef: RefObject<HTMLTableElement | null>;
  readonly onOpen: () => void;
  readonly onShow: () => void;
}

/** Every criterion that fits the filter, under its group. */
export function CriteriaList({ gridRef, onOpen, onShow }: CriteriaListProps) {
  const { lines, focus } = useCriteria();
  const active = lineOf(lines, focus);
  const heightOf = useCallback((line: number) => (lines[line]?.kind === 'group' ? groupHeight : rowHeight), [lines]);
  const focusLine = (line: number | null) => {
    const at = line === null ? undefined : lines[line];
    if (at?.kind === 'criterion') focusCriterion(at.view.reading.criterion.id);
  };
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    if (event.key === 'Enter') onOpen();
    const next = lineAfter(event, Math.max(active, 0), lines.length, page);
    if (next === null && event.key !== 'Enter') return;
    event.preventDefault();
    if (next !== null) focusLine(criterionLine(lines, next, next >= active ? 1 : -1));
  };
  const row = (grid: GridLine) => {
    const line = lines[grid.line];
    if (line === undefined) return null;
    return line.kind === 'group' ? (
      <GroupRow key={line.group} grid={grid} line={line} />
    ) : (
      <CriterionRow key={line.view.reading.criterion.id} grid={grid} view={line.view} />
    );
  };
  return (
    <VirtualTable
      id="criteria-list"
      label="Criteria in scope"
      description={keys}
      columns={columns}
      lines={lines.length}
      heightOf={heightOf}
      row={row}
      active={active < 0 ? null : active}
      reveal={focus}
      minWidth={740}
      onKeyDown={onKeyDown}
      onLine={(line) => {
        focusLine(line);
        onShow();
        gridRef.current?.focus({ preventScroll: true });
      }}
      gridRef={gridRef}
    />
  );
}
