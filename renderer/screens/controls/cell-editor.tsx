import { useEffect } from 'react';
import type { RenderEditCellProps } from 'react-data-grid';
import { ChoiceEditor } from './choice-editor.tsx';
import type { ControlLine, MatrixLine } from './control-lines.ts';
import { useControls } from './controls.store.ts';
import { takeFocus } from './editor-focus.ts';
import type { EditorProps } from './editor-props.ts';
import { rawText } from './field-text.ts';
import { LongEditor } from './long-editor.tsx';
import { ManyEditor } from './many-editor.tsx';
import classes from './matrix.module.css';
import { type EditableField, fieldColumn, fieldName } from './matrix-fields.ts';

function TextEditor({ line, field, text, onText }: EditorProps) {
  return (
    <input
      ref={takeFocus}
      className={classes.input}
      aria-label={`${fieldName(field)} of ${line.reading.control.id}`}
      placeholder={fieldColumn(field)?.kind === 'day' ? 'YYYY-MM-DD' : undefined}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
    />
  );
}

const editors = {
  text: TextEditor,
  day: TextEditor,
  long: LongEditor,
  lines: LongEditor,
  choice: ChoiceEditor,
  many: ManyEditor,
} as const;

/** The text a cell begins with: what was typed, what it was opened with, else what stands there. */
function beginning({ reading, draft }: ControlLine, field: EditableField): string {
  if (draft?.field === field) return draft.text;
  const { opening } = useControls.getState();
  const { control } = reading;
  return opening?.id === control.id && opening.field === field ? opening.text : rawText(control, field);
}

type CellEditorProps = RenderEditCellProps<MatrixLine> & { readonly field: EditableField };

/** The field inside a cell, or the one in the cell bar for long texts. */
export function CellEditor({ row: line, field, onRowChange, onClose }: CellEditorProps) {
  useEffect(() => {
    useControls.setState({ isEditing: true });
    return () => useControls.setState({ isEditing: false, opening: null });
  }, []);
  const kind = fieldColumn(field)?.kind;
  if (line.kind === 'domain' || kind === undefined || kind === 'derived') return null;
  const Editor = editors[kind];
  return (
    <Editor
      line={line}
      field={field}
      text={beginning(line, field)}
      onText={(text, isDone = false) => onRowChange({ ...line, draft: { field, text } }, isDone)}
      onSave={() => onClose(true)}
    />
  );
}
