import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Output } from '@shared/contract/contract.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { useState } from 'react';
import { CopyWords } from '../../ui/copy-words.tsx';
import { ListState } from '../../ui/list-state.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TabList, tabPanel } from '../../ui/tab-list.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './connect.module.css';

type Permissions = Output<'connection.permissions'>;

const clouds = [
  { value: 'aws', label: 'AWS' },
  { value: 'azure', label: 'Azure' },
] as const;

function Words({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section>
      <h3 className="type-section">{title}</h3>
      <ul className={classes.words}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Documents({ documents }: Pick<Permissions, 'documents'>) {
  const [name, setName] = useState('');
  const shown = documents.find((one) => one.name === name) ?? documents[0];
  if (shown === undefined) return null;
  return (
    <section className={classes.documents}>
      <TabList
        id="permission-tab"
        label="Documents for the client"
        tabs={documents.map((one) => ({ value: one.name, label: one.title }))}
        value={shown.name}
        onTab={setName}
      />
      <div {...tabPanel('permission-tab', shown.name)}>
        <div className={classes.between}>
          <p className="text-2">{shown.about}</p>
          <CopyWords value={shown.text} words="Copy the text" />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable with the keyboard. */}
        <pre className={classes.code} tabIndex={0} data-language={shown.language}>
          {shown.text}
        </pre>
      </div>
    </section>
  );
}

function ClientFields({ provider, principal, roleName, subscriptions, change }: ClientFieldsProps) {
  if (provider === 'azure') {
    return (
      <TextInput
        label="Subscriptions"
        description="Ids with commas between; empty leaves a place to fill in."
        value={subscriptions}
        onChange={(event) => change({ subscriptions: event.currentTarget.value })}
      />
    );
  }
  return (
    <>
      <TextInput
        label="Who takes the role"
        description="Your own account, role or user; empty leaves a place to fill in."
        placeholder="arn:aws:iam::999988887777:role/Consultants"
        value={principal}
        maxLength={200}
        onChange={(event) => change({ principal: event.currentTarget.value })}
      />
      <TextInput
        label="Name of the role"
        description="As the client will call it."
        placeholder="FieldworkReadOnly"
        value={roleName}
        maxLength={64}
        onChange={(event) => change({ roleName: event.currentTarget.value })}
      />
    </>
  );
}

interface Client {
  readonly principal: string;
  readonly roleName: string;
  readonly subscriptions: string;
}
interface ClientFieldsProps extends Client {
  readonly provider: Provider;
  readonly change: (part: Partial<Client>) => void;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

function ExternalId({ value }: { readonly value: string }) {
  return (
    <p className={classes.inline}>
      <span className={classes.label}>External id</span> <MonoId value={value} copy />
      <span className="text-3">
        Made by Fieldwork for this engagement; not a secret. The role refuses any caller who does not name it.
      </span>
    </p>
  );
}

interface PermissionsViewProps {
  readonly first: Provider;
  readonly externalId: string;
}

/** What the client makes for us, ready to send, and what it lets us see in plain words. */
export function PermissionsView({ first, externalId }: PermissionsViewProps) {
  const [provider, setProvider] = useState<Provider>(first);
  const [client, setClient] = useState<Client>({ principal: '', roleName: '', subscriptions: '' });
  const [settled] = useDebouncedValue(client, 250);
  const answer = useRoute('connection.permissions', {
    provider,
    principal: orNull(settled.principal),
    roleName: orNull(settled.roleName),
    subscriptions: settled.subscriptions.split(/[\s,;]+/).filter((part) => part !== ''),
  });
  return (
    <div className={classes.page}>
      <Segments label="Cloud" data={clouds} value={provider} onChange={setProvider} />
      <div className={classes.pair}>
        <ClientFields
          provider={provider}
          {...client}
          change={(part) => setClient((before) => ({ ...before, ...part }))}
        />
      </div>
      {provider === 'aws' ? <ExternalId value={externalId} /> : null}
      {answer.state === 'loading' ? <ListState kind="loading" title="The texts are being written" /> : null}
      {answer.state === 'error' ? (
        <ListState kind="error" title="The texts could not be written" text={answer.error.message} />
      ) : null}
      {answer.state === 'ready' ? (
        <>
          <div className={classes.twice}>
            <Words title="What Fieldwork can see with it" lines={answer.value.canSee} />
            <Words title="What it cannot see or do" lines={answer.value.cannotSee} />
          </div>
          <Documents documents={answer.value.documents} />
        </>
      ) : null}
    </div>
  );
}
