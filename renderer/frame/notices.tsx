import { CloseButton } from '@mantine/core';
import { dismissNotice, useShell } from '../app.store.ts';
import { useEngagement } from '../engagement.store.ts';
import { Mark } from '../ui/mark.tsx';
import classes from './notices.module.css';

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly onClose?: (() => void) | undefined;
}

function Notice({ title, text, onClose }: NoticeProps) {
  return (
    <div className={classes.notice} role="alert">
      <Mark state="fail" />
      <p>
        <b>{title}</b> {text}
      </p>
      {onClose === undefined ? null : <CloseButton size="sm" aria-label="Dismiss" onClick={onClose} />}
    </div>
  );
}

/** What was refused, and whether the engine still answers: above the screen, never over it. */
export function Notices() {
  const notice = useShell((state) => state.notice);
  const failure = useEngagement((state) => state.failure);
  return (
    <>
      {failure === null ? null : <Notice title="The engine stopped." text={failure} />}
      {notice === null ? null : <Notice {...notice} onClose={dismissNotice} />}
    </>
  );
}
