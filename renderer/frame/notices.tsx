import { Button, CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { attempt, dismissNotice, useShell } from '../app.store.ts';
import { leave, useEngagement } from '../engagement.store.ts';
import { Mark } from '../ui/mark.tsx';
import classes from './notices.module.css';

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  readonly onClose?: (() => void) | undefined;
  readonly action?: ReactNode;
}

function Notice({ title, text, onClose, action }: NoticeProps) {
  return (
    <div className={classes.notice} role="alert">
      <Mark state="fail" />
      <p>
        <b>{title}</b> {text}
      </p>
      {action}
      {onClose === undefined ? null : <CloseButton size="sm" aria-label="Dismiss" onClick={onClose} />}
    </div>
  );
}

const returnHome = (): void => void attempt('The engagement was not closed.', leave);

/** What was refused, and whether the engine still answers: above the screen, never over it. */
export function Notices() {
  const notice = useShell((state) => state.notice);
  const failure = useEngagement((state) => state.failure);
  return (
    <>
      {failure === null ? null : (
        <Notice
          title="The engine stopped."
          text={failure}
          action={<Button onClick={returnHome}>Go to the engagements</Button>}
        />
      )}
      {notice === null ? null : <Notice {...notice} onClose={dismissNotice} />}
    </>
  );
}
