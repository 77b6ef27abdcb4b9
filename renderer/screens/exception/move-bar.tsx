import { Button, Menu, TextInput } from '@mantine/core';
import type { ExceptionStatus } from '@shared/domain/exception.ts';
import { ChevronDown, Paperclip } from 'lucide-react';
import { useState } from 'react';
import { attempt } from '../../app.store.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { moveWords, road } from '../../ui/exception-words.ts';
import classes from './exception.module.css';
import { attach, type Detail, step, useException } from './exception.store.ts';

/** Asks where a file comes from, then for the file. */
export function AttachDialog({ onClose }: { readonly onClose: () => void }) {
  const [source, setSource] = useState('');
  const [wasSent, setSent] = useState(false);
  const send = async () => {
    setSent(true);
    return source.trim() === '' ? false : attach(source.trim());
  };
  return (
    <FormDialog title="Attach evidence" submit="Choose files" size={480} onSubmit={send} onClose={onClose}>
      <TextInput
        label="Where it comes from"
        description="The system, report or person: without a source it proves nothing."
        value={source}
        maxLength={200}
        data-autofocus
        error={wasSent && source.trim() === '' ? 'Write the source.' : undefined}
        onChange={(event) => setSource(event.currentTarget.value)}
      />
      <p className="type-second text-3">
        The bytes are kept with the engagement and hashed; the file itself stays where it is.
      </p>
    </FormDialog>
  );
}

function KeepButton({ detail }: { readonly detail: Detail }) {
  const isDraft = useException((state) => state.isDraft || state.saving !== 'saved');
  const { id, status } = detail.row.exception;
  // Until it is sent for approval there is nothing to keep apart; sending it makes the first version.
  if (!isDraft || status === 'open') return null;
  return (
    <Button onClick={() => void attempt('The draft was not kept.', () => step('exception.keep', { id }))}>
      Keep as version {detail.versions.length + 1}
    </Button>
  );
}

interface MoveBarProps {
  readonly detail: Detail;
  readonly onAttach: () => void;
  readonly onMove: (to: ExceptionStatus) => void;
}

/** What may be done next. The filled button goes one step on the road; the others stand in the menu. */
export function MoveBar({ detail, onAttach, onMove }: MoveBarProps) {
  const { status } = detail.row.exception;
  const next = road[road.indexOf(status) + 1];
  const moves = detail.moves.map(({ to }) => to);
  const main = next !== undefined && moves.includes(next) ? next : moves[0];
  const others = moves.filter((to) => to !== main);
  return (
    <footer className={classes.foot}>
      {main === undefined ? null : (
        <Button variant="filled" onClick={() => onMove(main)}>
          {moveWords(status, main)}
        </Button>
      )}
      <KeepButton detail={detail} />
      <Button leftSection={<Paperclip size={14} strokeWidth={1.75} />} onClick={onAttach}>
        Attach evidence
      </Button>
      {others.length === 0 ? null : (
        <Menu position="top-start">
          <Menu.Target>
            <Button variant="subtle" rightSection={<ChevronDown size={14} strokeWidth={1.75} />}>
              Other steps
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((to) => (
              <Menu.Item key={to} onClick={() => onMove(to)}>
                {moveWords(status, to)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <span className={classes.foottext}>The score stays out of the binder unless it is chosen there.</span>
    </footer>
  );
}
