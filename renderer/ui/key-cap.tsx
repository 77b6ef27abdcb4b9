import classes from './key-cap.module.css';

interface KeyCapProps {
  /** As printed: `Ctrl K`. */
  readonly keys: string;
  /** On a filled button the cap takes the button's own colours. */
  readonly onAccent?: boolean | undefined;
}

/** A key or a combination, drawn as a small cap. */
export function KeyCap({ keys, onAccent = false }: KeyCapProps) {
  return (
    <kbd className={classes.cap} data-on-accent={onAccent || undefined}>
      {keys}
    </kbd>
  );
}
