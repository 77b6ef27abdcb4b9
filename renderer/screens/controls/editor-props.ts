import type { ControlLine } from './control-lines.ts';
import type { EditableField } from './matrix-fields.ts';

/** What every editor of a cell works with. */
export interface EditorProps {
  readonly line: ControlLine;
  readonly field: EditableField;
  /** The text as typed so far. */
  readonly text: string;
  /** Notes what is typed; with `isDone` it is saved and the editor closes. */
  readonly onText: (text: string, isDone?: boolean) => void;
  /** Closes the editor and saves what was noted. */
  readonly onSave: () => void;
}
