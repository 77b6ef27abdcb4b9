import { TextInput } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { Connection } from '@shared/domain/connection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { Segments } from '../../ui/segments.tsx';
import { AwsFields } from './aws-fields.tsx';
import { AzureFields, type PickedCertificate } from './azure-fields.tsx';
import { draftErrors, draftOf, type ReachDraft, reachOf } from './reach-draft.ts';

const providers = [
  { value: 'aws', label: 'AWS' },
  { value: 'azure', label: 'Azure' },
] as const;

interface ConnectionDialogProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly provider: Provider;
  readonly offers: Output<'connection.list'>;
  readonly onSaved: (connection: Connection) => void;
  readonly onClose: () => void;
}

async function save(
  connection: Connection | null,
  draft: ReachDraft,
  picked: PickedCertificate | null,
): Promise<Connection> {
  const saved = await call('connection.save', {
    id: connection?.id ?? null,
    name: draft.name.trim(),
    reach: reachOf(draft),
  });
  return picked === null ? saved : call('connection.certificate', { id: saved.id, handle: picked.handle });
}

/** Describes how a cloud is reached. Everything asked here may be read by anyone: secrets are typed when a run begins. */
export function ConnectionDialog({ connection, provider, offers, onSaved, onClose }: ConnectionDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(connection, provider));
  const [picked, setPicked] = useState<PickedCertificate | null>(null);
  const [wasSent, setSent] = useState(false);
  const found = draftErrors(picked === null ? draft : { ...draft, certificatePath: picked.label });
  const send = async () => {
    setSent(true);
    if (Object.keys(found).length > 0) return false;
    onSaved(await save(connection, draft, picked));
    return true;
  };
  const fields = {
    draft,
    offers,
    errors: wasSent ? found : {},
    change: (part: Partial<ReachDraft>) => setDraft((before) => ({ ...before, ...part })),
  };
  return (
    <FormDialog
      title={connection === null ? 'New connection' : `Change ${connection.name}`}
      submit={connection === null ? 'Add' : 'Save'}
      size={680}
      onSubmit={send}
      onClose={onClose}
    >
      {connection === null ? (
        <Segments
          label="Cloud"
          data={providers}
          value={draft.provider}
          onChange={(value) => fields.change({ provider: value })}
        />
      ) : null}
      <TextInput
        label="Name"
        description="As you call it: the client and what is reached."
        value={draft.name}
        error={fields.errors.name}
        maxLength={200}
        data-autofocus
        onChange={(event) => fields.change({ name: event.currentTarget.value })}
      />
      {draft.provider === 'aws' ? (
        <AwsFields {...fields} />
      ) : (
        <AzureFields {...fields} picked={picked} onPick={setPicked} />
      )}
    </FormDialog>
  );
}
