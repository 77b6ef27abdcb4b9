import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Segments } from '../../ui/segments.tsx';
import classes from './connect.module.css';
import { profileWords } from './connect-words.ts';
import { type DraftErrors, isPattern, type ReachDraft } from './reach-draft.ts';

export interface FieldsProps {
  readonly draft: ReachDraft;
  readonly errors: DraftErrors;
  readonly offers: Output<'connection.list'>;
  readonly change: (part: Partial<ReachDraft>) => void;
}

const sources = [
  { value: 'profile', label: 'A profile of this machine' },
  { value: 'keys', label: 'Keys pasted for each run' },
] as const;

function ProfileField({ draft, errors, offers, change }: FieldsProps) {
  const chosen = offers.profiles.find(({ name }) => name === draft.profile);
  return (
    <>
      <Select
        label="Profile"
        description="From the AWS configuration files of this machine. Nothing of them is copied."
        data={offers.profiles.map(({ name, kind }) => ({ value: name, label: `${name}, ${profileWords[kind]}` }))}
        value={draft.profile === '' ? null : draft.profile}
        error={errors.profile}
        searchable
        nothingFoundMessage="This machine has no such profile."
        onChange={(profile) => change({ profile: profile ?? '' })}
      />
      {chosen?.problem == null ? null : (
        <p className={classes.caution} role="status">
          {chosen.problem}
        </p>
      )}
      {chosen?.command == null ? null : (
        <p className={classes.help}>
          It runs a command for its keys: <code className="type-mono">{chosen.command}</code>. Fieldwork asks before it
          is run.
        </p>
      )}
      {chosen?.mfaDevice == null ? null : (
        <p className={classes.help}>It asks for a code of the MFA device {chosen.mfaDevice}.</p>
      )}
    </>
  );
}

function RoleFields({ draft, errors, offers, change }: FieldsProps) {
  if (!draft.usesRole) {
    return (
      <p className={classes.caution}>
        Without a role step the session cannot be narrowed: it may do whatever the keys allow. Fieldwork still sends
        reading calls only.
      </p>
    );
  }
  return (
    <>
      <TextInput
        label="ARN of the role"
        description="The role the client made. With * in place of the account, the same role name in each account below."
        placeholder="arn:aws:iam::111122223333:role/FieldworkReadOnly"
        value={draft.roleArn}
        error={errors.roleArn}
        maxLength={600}
        onChange={(event) => change({ roleArn: event.currentTarget.value })}
      />
      {isPattern(draft) ? (
        <Textarea
          label="Accounts"
          description="One account id a line."
          value={draft.accounts}
          error={errors.accounts}
          autosize
          minRows={3}
          maxRows={8}
          onChange={(event) => change({ accounts: event.currentTarget.value })}
        />
      ) : null}
      <div className={classes.pair}>
        <Checkbox
          label="Send the external id"
          description="The client's role accepts only a caller who names it."
          checked={draft.sendsExternalId}
          onChange={(event) => change({ sendsExternalId: event.currentTarget.checked })}
        />
        <MonoId value={offers.externalId} max={36} copy />
      </div>
    </>
  );
}

/** How AWS is reached: where the keys come from, and the role on top. */
export function AwsFields(props: FieldsProps) {
  const { draft, errors, offers, change } = props;
  return (
    <>
      <div className={classes.stack}>
        <Segments label="Keys come from" data={sources} value={draft.from} onChange={(from) => change({ from })} />
        {draft.from === 'profile' ? (
          <ProfileField {...props} />
        ) : (
          <p className={classes.help}>
            The keys are typed when a run begins, live in the process that reads, and end with it. They are never
            stored.
          </p>
        )}
      </div>
      <Checkbox
        label="Take a role on top"
        checked={draft.usesRole}
        onChange={(event) => change({ usesRole: event.currentTarget.checked })}
      />
      <RoleFields {...props} />
      <div className={classes.pair}>
        <TextInput
          label="Session length, minutes"
          description="A role taken from another role ends after 60."
          inputMode="numeric"
          value={draft.minutes}
          error={errors.minutes}
          onChange={(event) => change({ minutes: event.currentTarget.value })}
        />
        <Select
          label="Region of STS"
          description="Gives the session; any region that is on."
          data={offers.regions.map(({ id, name }) => ({ value: id, label: `${id}, ${name}` }))}
          value={draft.stsRegion}
          error={errors.stsRegion}
          searchable
          allowDeselect={false}
          onChange={(stsRegion) => change({ stsRegion: stsRegion ?? '' })}
        />
      </div>
    </>
  );
}
