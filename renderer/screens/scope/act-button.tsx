import { ActionIcon, Button, Menu } from '@mantine/core';
import type { ScopeDifference } from '@shared/domain/system.ts';
import { Ellipsis } from 'lucide-react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { go } from '../../navigation.store.ts';
import { type Act, actsOf, actWords } from './difference-acts.ts';
import { openDialog } from './scope-ui.store.ts';
import { placeWords } from './scope-words.ts';

async function raise({ id }: ScopeDifference): Promise<void> {
  const { row } = await call('exception.raise', { origins: [{ kind: 'scope-difference', id }] });
  go('exception', { id: row.exception.id });
}

function perform(act: Act, difference: ScopeDifference): void {
  if (act === 'see-gaps') go('collections', { view: 'coverage' });
  else if (act === 'raise') void attempt('The exception was not raised.', () => raise(difference));
  else openDialog({ kind: 'decide', decision: act, difference });
}

interface ActButtonProps {
  readonly act: Act;
  readonly difference: ScopeDifference;
  readonly isQuiet?: boolean | undefined;
}

/** What can be done about a difference as a button; a decision asks for its reason first. */
export function ActButton({ act, difference, isQuiet = false }: ActButtonProps) {
  return (
    <Button variant={isQuiet ? 'subtle' : 'default'} onClick={() => perform(act, difference)}>
      {actWords(act)}
    </Button>
  );
}

/** The decisions that are rarer than the two beside it. */
export function MoreActs({ difference }: { readonly difference: ScopeDifference }) {
  const { more } = actsOf(difference);
  if (more.length === 0) return null;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" size={28} aria-label={`More decisions on ${placeWords(difference)}`}>
          <Ellipsis size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {more.map((act) => (
          <Menu.Item key={act} onClick={() => perform(act, difference)}>
            {actWords(act)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
