import type { Period } from '@shared/domain/period.ts';
import { useMemo } from 'react';
import type { Column } from 'react-data-grid';
import type { Judged } from '../../judged.ts';
import type { ChoosableColumn } from '../../ui/grid-columns.tsx';
import { ScaleEnds } from '../../ui/month-scale.tsx';
import { CellEditor } from './cell-editor.tsx';
import type { MatrixLine } from './control-lines.ts';
import { DomainCell } from './domain-cell.tsx';
import classes from './matrix.module.css';
import { MatrixCell, type StripFrame } from './matrix-cell.tsx';
import {
  domainField,
  editableField,
  type FieldColumn,
  fieldColumn,
  type MatrixField,
  matrixFields,
} from './matrix-fields.ts';
import { AllBox, NumberCell } from './number-cell.tsx';

/** Heights of lines in px. */
export const headHeight = 28;
const controlHeight = 30;
const domainHeight = 32;
export const heightOf = (line: MatrixLine): number => (line.kind === 'domain' ? domainHeight : controlHeight);

/** The columns as the chooser lists them. A Type I report has no line through a period. */
export const choosableColumns = (isOneDay: boolean): readonly ChoosableColumn[] =>
  matrixFields
    .filter(({ id }) => !isOneDay || id !== 'period')
    .map(({ id, title, width, isFixed, isHiddenAtFirst }) => ({ id, title, width, isFixed, isHiddenAtFirst }));

/** How many columns a cell of a domain takes: its words lie over the frozen ones, the rest is one empty cell. */
function domainSpan(field: MatrixField, columns: readonly { readonly id: string }[]): number | undefined {
  const frozen = columns.filter(({ id }) => fieldColumn(id)?.isFixed === true).length;
  if (field === domainField) return frozen - 1;
  return columns[frozen]?.id === field ? columns.length - frozen : undefined;
}

const ownClasses: Partial<Readonly<Record<MatrixField, string | undefined>>> = {
  number: classes.number,
  title: classes.title,
  period: classes.period,
};

function cellClass({ id, kind }: FieldColumn) {
  const own = ownClasses[id] ?? '';
  const onControl = `${kind === 'derived' ? classes.derived : classes.edited} ${own}`;
  const onDomain = `${classes.domain} ${own} ${id === domainField ? classes.domainFirst : ''}`;
  return (line: MatrixLine): string => (line.kind === 'domain' ? onDomain : onControl);
}

function HeadName({ field, period }: { readonly field: FieldColumn; readonly period: Period }) {
  return field.id === 'period' ? <ScaleEnds period={period} /> : <span title={field.name}>{field.title}</span>;
}

type GridColumn = Column<MatrixLine>;

/** What makes a column one that is typed into. */
function editing(field: FieldColumn): Partial<GridColumn> {
  const editable = editableField(field.id);
  if (editable === null) return {};
  return {
    renderEditCell: (cell) => <CellEditor {...cell} field={editable} />,
    editable: (line) => line.kind === 'control',
    editorOptions: {
      // Long texts are edited in the cell bar; the cell goes on showing what is stored.
      displayCellContent: field.kind === 'long' || field.kind === 'lines',
      closeOnExternalRowChange: false,
    },
  };
}

function cellOf(field: MatrixField, strip: StripFrame): NonNullable<GridColumn['renderCell']> {
  return ({ row, tabIndex }) => {
    if (row.kind === 'domain') return field === domainField ? <DomainCell line={row} tabIndex={tabIndex} /> : null;
    const { id } = row.reading.control;
    if (field === 'number') return <NumberCell id={id} number={row.number} tabIndex={tabIndex} />;
    return <MatrixCell reading={row.reading} field={field} strip={strip} />;
  };
}

/** Space left and right of a strip inside its cell, in px. */
const stripPadding = 18;

function gridColumn(field: FieldColumn, width: number, all: readonly ChoosableColumn[], judged: Judged): GridColumn {
  const { span, asOf, period } = judged;
  const isNumber = field.id === 'number';
  const spanned = domainSpan(field.id, all);
  return {
    key: field.id,
    name: <HeadName field={field} period={period} />,
    width,
    minWidth: isNumber ? width : 48,
    frozen: field.isFixed === true,
    resizable: !isNumber,
    sortable: !isNumber && field.id !== 'period',
    cellClass: cellClass(field),
    headerCellClass: ownClasses[field.id],
    colSpan: (cell) => (cell.type === 'ROW' && cell.row.kind === 'domain' ? spanned : undefined),
    ...(isNumber ? { renderHeaderCell: ({ tabIndex }) => <AllBox tabIndex={tabIndex} /> } : {}),
    renderCell: cellOf(field.id, { span, asOf, width: width - stripPadding }),
    ...editing(field),
  };
}

/** The columns shown, as the grid takes them. */
export function useGridColumns(shown: readonly ChoosableColumn[], judged: Judged): readonly GridColumn[] {
  return useMemo(
    () =>
      shown.flatMap(({ id, width }) => {
        const field = fieldColumn(id);
        return field === undefined ? [] : [gridColumn(field, width ?? field.width, shown, judged)];
      }),
    [shown, judged],
  );
}
