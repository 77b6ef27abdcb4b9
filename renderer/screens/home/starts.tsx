import { type Action, starts } from '../../actions.ts';
import { isMac } from '../../api.ts';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { comboWords } from '../../ui/keys.ts';
import classes from './home.module.css';

function Start({ action, isFirst }: { readonly action: Action; readonly isFirst: boolean }) {
  const Icon = action.icon;
  return (
    // biome-ignore lint/a11y/noAutofocus: the screen has nothing before its first start, and the keyboard must land there.
    <button type="button" className={classes.start} data-arrow autoFocus={isFirst} onClick={action.run}>
      <Icon size={18} strokeWidth={1.75} />
      <span>
        <b>{action.words}</b>
        <small>{action.second}</small>
      </span>
      {action.combo === null ? null : <KeyCap keys={comboWords(action.combo, isMac())} />}
    </button>
  );
}

/** The four ways to begin. */
export function Starts() {
  return (
    <section aria-labelledby="starts" onKeyDown={arrowFocus}>
      <h2 id="starts" className={classes.label}>
        Start
      </h2>
      {starts.map((action, place) => (
        <Start key={action.id} action={action} isFirst={place === 0} />
      ))}
    </section>
  );
}
