import { Textarea } from '@mantine/core';
import { useContext } from 'react';
import { createPortal } from 'react-dom';
import { Mark } from '../../ui/mark.tsx';
import classes from './cell-bar.module.css';
import { useControls } from './controls.store.ts';
import { takeFocus } from './editor-focus.ts';
import type { EditorProps } from './editor-props.ts';
import { versionWords } from './holds-from.ts';
import { LongEditorPlace } from './matrix-context.ts';
import { fieldColumn, fieldName } from './matrix-fields.ts';
import { useToday } from './use-today.ts';

/** What to know while a long text is edited. */
function useHints({ line, field }: EditorProps): string {
  const holds = useControls((state) => state.holds);
  const today = useToday();
  const isWording = field === 'statement' || field === 'population';
  const hints = [
    fieldColumn(field)?.kind === 'lines' ? 'One piece a line.' : '',
    field === 'reason' ? 'The reason stands in every export.' : '',
    isWording ? versionWords(line.reading.control, holds, today, fieldName(field).toLowerCase()) : '',
    'Enter saves, Shift Enter breaks the line, Esc undoes.',
  ];
  return hints.filter((hint) => hint !== '').join(' ');
}

/** Long texts are edited below the cell bar; Enter saves, Shift and Enter breaks the line. */
export function LongEditor(props: EditorProps) {
  const { line, field, text, onText } = props;
  const place = useContext(LongEditorPlace);
  const hints = useHints(props);
  const said = useControls((state) => state.said);
  if (place === null) return null;
  return createPortal(
    <div className={classes.longEditor}>
      <Textarea
        ref={takeFocus}
        aria-label={`${fieldName(field)} of ${line.reading.control.id}`}
        autosize
        minRows={fieldColumn(field)?.kind === 'lines' ? 3 : 1}
        maxRows={12}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {said?.isRefusal === true ? (
        <p className="type-second">
          <Mark state="fail" /> {said.text}
        </p>
      ) : null}
      <p className="type-second text-3">{hints}</p>
    </div>,
    place,
  );
}
