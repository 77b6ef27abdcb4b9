import { Boxes, CornerDownLeft, LayoutGrid, ListChecks, type LucideIcon, Table2 } from 'lucide-react';
import { isMac } from '../../api.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { comboWords } from '../../ui/keys.ts';
import classes from './palette.module.css';
import { type Hit, pieces, type Row } from './palette-model.ts';

const icons: Readonly<Record<Hit['kind'], LucideIcon>> = {
  control: Table2,
  criterion: LayoutGrid,
  check: ListChecks,
  resource: Boxes,
};

interface Shown {
  readonly icon: LucideIcon;
  /** The id in the mono face before the title, for what people know by id. */
  readonly tag: string | null;
  readonly title: string;
  readonly second: string;
  readonly combo: string | null;
}

function shown(row: Row): Shown {
  switch (row.kind) {
    case 'action':
      return {
        icon: row.action.icon,
        tag: null,
        title: row.action.words,
        second: row.action.second,
        combo: row.action.combo,
      };
    case 'key':
      return { icon: CornerDownLeft, tag: null, title: row.shortcut.words, second: '', combo: row.shortcut.combo };
    case 'hit': {
      const { kind, id, title, detail } = row.hit;
      return {
        icon: icons[kind],
        tag: kind === 'control' || kind === 'criterion' ? id : null,
        title,
        second: detail,
        combo: null,
      };
    }
  }
}

function Highlighted({ text, typed }: { readonly text: string; readonly typed: string }) {
  return pieces(text, typed).map(({ from, text: part, isMatch }) => (isMatch ? <b key={from}>{part}</b> : part));
}

interface PaletteRowProps {
  readonly row: Row;
  readonly id: string;
  readonly typed: string;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

/** One option: icon, id, title with the matches in weight, what it is, and its key. */
export function PaletteRow({ row, id, typed, isActive, onPoint, onChoose }: PaletteRowProps) {
  const { icon: Icon, tag, title, second, combo } = shown(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts through the field that owns this list.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes.row}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <Icon size={16} strokeWidth={1.75} />
      {tag === null ? null : (
        <code className="type-mono">
          <Highlighted text={tag} typed={typed} />
        </code>
      )}
      <span className={classes.title}>
        <Highlighted text={title} typed={typed} />
      </span>
      <span className={classes.detail}>{second}</span>
      {combo === null ? null : <KeyCap keys={comboWords(combo, isMac())} />}
    </div>
  );
}
