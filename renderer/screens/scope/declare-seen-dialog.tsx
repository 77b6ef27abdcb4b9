import { Checkbox, Select, TextInput } from '@mantine/core';
import { dataClasses } from '@shared/domain/system.ts';
import { count, counted } from '@shared/domain/words.ts';
import { useMemo, useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { changeScope, type ScopeView } from '../../scope.store.ts';
import classes from './dialogs.module.css';
import { closeDialog } from './scope-ui.store.ts';
import { dataClassWords } from './scope-words.ts';
import { plainName, type SeenAccount, seenAccounts, seenEdits } from './seen-draft.ts';

const dataClassChoices = dataClasses.map((value) => ({ value, label: dataClassWords[value] }));

interface AccountProps {
  readonly account: SeenAccount;
  readonly onChange: (account: SeenAccount) => void;
}

function Regions({ account, onChange }: AccountProps) {
  const toggle = (region: string, isIn: boolean) =>
    onChange({ ...account, regions: account.regions.map((one) => (one.region === region ? { ...one, isIn } : one)) });
  if (account.regions.length === 0)
    return <p className="type-second text-3">Nothing was seen in a region of its own.</p>;
  return (
    <div className={classes.regions}>
      {account.regions.map(({ region, resources, isIn }) => (
        <Checkbox
          key={region}
          label={`${region}, ${count(resources)} seen`}
          checked={isIn}
          onChange={(event) => toggle(region, event.currentTarget.checked)}
        />
      ))}
    </div>
  );
}

function Account({ account, onChange }: AccountProps) {
  return (
    <fieldset className={classes.account}>
      <legend>
        <Checkbox
          label={plainName(account)}
          checked={account.isTaken}
          onChange={(event) => onChange({ ...account, isTaken: event.currentTarget.checked })}
        />
      </legend>
      {account.isTaken ? (
        <>
          <div className={classes.fields}>
            <TextInput
              label="Name"
              placeholder={plainName(account)}
              value={account.name}
              maxLength={120}
              onChange={(event) => onChange({ ...account, name: event.currentTarget.value })}
            />
            <Select
              label="Data class"
              data={dataClassChoices}
              value={account.dataClass}
              onChange={(value) =>
                onChange({ ...account, dataClass: dataClasses.find((one) => one === value) ?? account.dataClass })
              }
              allowDeselect={false}
            />
          </div>
          <Checkbox
            label="Handles customer data"
            checked={account.handlesCustomerData}
            onChange={(event) => onChange({ ...account, handlesCustomerData: event.currentTarget.checked })}
          />
          <Regions account={account} onChange={onChange} />
        </>
      ) : null}
    </fieldset>
  );
}

/** Begins the register from what the clouds showed. Nothing is declared before a person has looked it through. */
export function DeclareSeenDialog({ view }: { readonly view: ScopeView }) {
  // Until somebody changes something it shows what is seen now, also while an import goes on behind it.
  const [changed, setChanged] = useState<readonly SeenAccount[] | null>(null);
  const seen = useMemo(() => seenAccounts(view), [view]);
  const accounts = changed ?? seen;
  const edits = seenEdits(accounts);
  const change = (next: SeenAccount) => setChanged(accounts.map((one) => (one.account === next.account ? next : one)));
  const send = async () => {
    if (edits.length === 0) return false;
    await changeScope('scope.edit', { edits, reason: 'Begun from what the clouds showed.' });
    return true;
  };
  return (
    <FormDialog
      title="Declare what was seen"
      submit={`Declare ${counted(edits.length, 'account')}`}
      size={640}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p className="text-2">
        What runs is not always what should run. Take out what does not belong to the service: it then stays a
        difference until somebody decides it.
      </p>
      {accounts.map((account) => (
        <Account key={account.account} account={account} onChange={change} />
      ))}
    </FormDialog>
  );
}
