import { Button } from '@mantine/core';
import type { Snapshot } from '@shared/domain/collection.ts';
import { useState } from 'react';
import { go } from '../../navigation.store.ts';
import { lacksPlace } from './statement.ts';
import { StatementDialog } from './statement-dialog.tsx';

interface FileOriginProps {
  readonly snapshot: Snapshot;
  /** Other imports of the same bytes. */
  readonly again: readonly number[];
}

/** Leads to the other imports of a file, and asks for what the file does not say of its place. */
export function FileOrigin({ snapshot, again }: FileOriginProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      {again.map((id) => (
        <p key={id} className="type-second">
          The same bytes stand in{' '}
          <button type="button" className="link" onClick={() => go('collections', { id })}>
            Import {id}
          </button>
        </p>
      ))}
      {lacksPlace(snapshot) ? (
        <div>
          <Button onClick={() => setAsking(true)}>State where it comes from</Button>
        </div>
      ) : null}
      {isAsking ? <StatementDialog snapshot={snapshot} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
