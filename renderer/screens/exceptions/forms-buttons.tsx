import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { type Returned, ReturnedDialog } from './returned-dialog.tsx';

async function exportForms(client: string): Promise<void> {
  const target = await call('file.save', { kind: 'forms', name: `${client} response forms.xlsx` });
  if (target === null) return;
  await call('exception.exportForms', { handle: target.handle });
  await call('app.reveal', { handle: target.handle });
}

async function readForms(): Promise<Returned | null> {
  const picked = await call('file.pick', { folders: false, kind: 'forms' });
  if (picked.length === 0) return null;
  const handles = picked.map(({ handle }) => handle);
  return { handles, preview: await call('exception.previewForms', { handles }) };
}

/** Management often has no Fieldwork: a workbook goes out, and its answers come back. */
export function FormsButtons() {
  const client = useEngagement((state) => state.summary?.engagement.client ?? 'Client');
  const [returned, setReturned] = useState<Returned | null>(null);
  const read = () => void attempt('The forms were not read.', async () => setReturned(await readForms()));
  return (
    <>
      <Button variant="subtle" onClick={() => void attempt('The forms were not written.', () => exportForms(client))}>
        Export forms
      </Button>
      <Button variant="subtle" onClick={read}>
        Import forms
      </Button>
      {returned === null ? null : <ReturnedDialog returned={returned} onClose={() => setReturned(null)} />}
    </>
  );
}
