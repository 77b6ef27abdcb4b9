import type { Control } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import type { ReactNode } from 'react';
import type { Judged } from '../../judged.ts';
import { Mark } from '../../ui/mark.tsx';
import { RowStrip } from '../../ui/row-strip.tsx';
import { noNames } from './control-names.ts';
import { useControls } from './controls.store.ts';
import { columnText } from './field-text.ts';
import classes from './matrix.module.css';
import type { MatrixField } from './matrix-fields.ts';

const tagsShown = 2;

function Tags({ ids }: { readonly ids: Control['criteria'] }) {
  const more = ids.length - tagsShown;
  return (
    <span className={classes.tags} title={ids.join(', ')}>
      {ids.slice(0, tagsShown).map((id) => (
        <span key={id} className="id-tag">
          {id}
        </span>
      ))}
      {more > 0 ? <span className={classes.more}>+{more}</span> : null}
    </span>
  );
}

/** What every strip of the matrix is drawn against, and how wide it is in px. */
export interface StripFrame extends Pick<Judged, 'span' | 'asOf'> {
  readonly width: number;
}

function Strip({ reading, strip }: { readonly reading: ControlReading; readonly strip: StripFrame }) {
  const { segments, words } = reading;
  if (segments.length === 0) return <span className="text-3">No check reads it</span>;
  return <RowStrip segments={segments} {...strip} height={22} label={words} />;
}

interface CellProps {
  readonly reading: ControlReading;
  readonly field: MatrixField;
}

/** Text on one line, whole on hover. */
function Text({ text }: { readonly text: string }) {
  return <span title={text}>{text.replaceAll('\n', ' · ')}</span>;
}

/** Text that depends on what ids stand for. */
function NamedText({ reading, field }: CellProps) {
  const names = useControls((state) => state.names);
  return <Text text={columnText(reading, field, names)} />;
}

/** What one cell shows. */
export function MatrixCell({ reading, field, strip }: CellProps & { readonly strip: StripFrame }): ReactNode {
  const { control } = reading;
  switch (field) {
    case 'id':
      return <code className="type-mono">{control.id}</code>;
    case 'criteria':
      return <Tags ids={control.criteria} />;
    case 'owner':
      return <span className={control.owner === '' ? 'text-3' : 'text-2'}>{control.owner || 'None named'}</span>;
    case 'standing':
      return <Mark state={reading.reading} word />;
    case 'period':
      return <Strip reading={reading} strip={strip} />;
    case 'checks':
      return (
        <span className="text-2" title={control.checks.join('\n')}>
          {control.checks.length === 0 ? 'None' : counted(control.checks.length, 'check')}
        </span>
      );
    case 'systems':
    case 'iso27001':
    case 'nistCsf':
    case 'dora':
      return <NamedText reading={reading} field={field} />;
    default:
      return <Text text={columnText(reading, field, noNames)} />;
  }
}
