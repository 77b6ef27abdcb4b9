import { KeyCap } from '../../ui/key-cap.tsx';
import classes from './palette.module.css';

/** The keys of the palette, at its foot. */
export function PaletteFoot() {
  return (
    <div className={classes.foot}>
      <span>
        <KeyCap keys="↑" /> <KeyCap keys="↓" /> move
      </span>
      <span>
        <KeyCap keys="↵" /> run or open
      </span>
      <span className={classes.right}>
        <KeyCap keys=">" /> actions only
      </span>
      <span>
        <KeyCap keys="#" /> controls only
      </span>
    </div>
  );
}
