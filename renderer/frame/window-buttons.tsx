import { Minus, Square, X } from 'lucide-react';
import { windowControls } from '../api.ts';
import classes from './window-buttons.module.css';

/** Minimise, maximise and close, drawn by the window where the system draws none. */
export function WindowButtons() {
  return (
    <div className={classes.buttons}>
      <button type="button" aria-label="Minimise" tabIndex={-1} onClick={windowControls.minimize}>
        <Minus size={14} strokeWidth={1.75} />
      </button>
      <button type="button" aria-label="Maximise or restore" tabIndex={-1} onClick={windowControls.toggleMaximize}>
        <Square size={11} strokeWidth={1.75} />
      </button>
      <button type="button" aria-label="Close" tabIndex={-1} onClick={windowControls.close}>
        <X size={15} strokeWidth={1.75} />
      </button>
    </div>
  );
}
