import { Checkbox, Radio, Select, Textarea, TextInput } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { Identity } from '@shared/domain/collection.ts';
import type { Period } from '@shared/domain/period.ts';
import { count } from '@shared/domain/words.ts';
import classes from './connect.module.css';
import formClasses from './options.module.css';
import { depthWords, type OptionErrors, type OptionsDraft, regionGroups } from './options-draft.ts';

type Region = Output<'connection.list'>['regions'][number];

export interface OptionsProps {
  readonly provider: 'aws' | 'azure';
  readonly draft: OptionsDraft;
  readonly errors: OptionErrors;
  readonly regions: readonly Region[];
  readonly declaredRegions: readonly string[];
  readonly identities: readonly Identity[];
  readonly undeclared: readonly string[];
  readonly period: Period;
  readonly change: (part: Partial<OptionsDraft>) => void;
}

const without = (list: readonly string[], taken: readonly string[]): readonly string[] =>
  list.filter((one) => !taken.includes(one));

function Refusal({ words }: { readonly words: string | undefined }) {
  return words === undefined ? null : (
    <p className={classes.error} role="alert">
      {words}
    </p>
  );
}

interface GroupProps extends Pick<OptionsProps, 'draft' | 'declaredRegions' | 'change'> {
  readonly area: string;
  readonly regions: readonly Region[];
}

function RegionGroup({ area, regions, draft, declaredRegions, change }: GroupProps) {
  const ids = regions.map(({ id }) => id);
  const chosen = ids.filter((id) => draft.regions.includes(id));
  const all = chosen.length === ids.length;
  return (
    <fieldset className={formClasses.group}>
      <legend>
        <Checkbox
          label={area === '' ? 'other' : area}
          aria-label={`Every region of ${area}`}
          checked={all}
          indeterminate={!all && chosen.length > 0}
          onChange={() =>
            change({ regions: all ? without(draft.regions, ids) : [...new Set([...draft.regions, ...ids])] })
          }
        />
      </legend>
      {regions.map(({ id, name, isOptIn }) => (
        <Checkbox
          key={id}
          label={
            <span title={`${name}${isOptIn ? '. Off until the client turns it on.' : ''}`}>
              <code className="type-mono">{id}</code>
              {declaredRegions.includes(id) ? <small> declared</small> : isOptIn ? <small> opt-in</small> : null}
            </span>
          }
          checked={draft.regions.includes(id)}
          onChange={(event) =>
            change({ regions: event.currentTarget.checked ? [...draft.regions, id] : without(draft.regions, [id]) })
          }
        />
      ))}
    </fieldset>
  );
}

function Regions({ draft, errors, regions, declaredRegions, change }: OptionsProps) {
  return (
    <section aria-label="Regions">
      <h3 className="type-section">
        Regions{' '}
        <small className={classes.aside}>
          {count(draft.regions.length)} of {count(regions.length)} chosen. A region left out stays unread.
        </small>
        <button type="button" className="link" onClick={() => change({ regions: regions.map(({ id }) => id) })}>
          All
        </button>
        <button type="button" className="link" onClick={() => change({ regions: [] })}>
          None
        </button>
      </h3>
      <div className={formClasses.groups}>
        {regionGroups(regions).map((group) => (
          <RegionGroup key={group.area} {...group} draft={draft} declaredRegions={declaredRegions} change={change} />
        ))}
      </div>
      <Refusal words={errors.regions} />
    </section>
  );
}

function Accounts({ provider, draft, errors, identities, undeclared, change }: OptionsProps) {
  if (identities.length < 2 && undeclared.length === 0) return null;
  return (
    <section aria-label={provider === 'aws' ? 'Accounts' : 'Subscriptions'}>
      <h3 className="type-section">{provider === 'aws' ? 'Accounts' : 'Subscriptions'}</h3>
      <div className={formClasses.accounts}>
        {identities.map(({ account, accountName }) => (
          <Checkbox
            key={account}
            label={
              <>
                <code className="type-mono">{account}</code> {accountName}
                {undeclared.includes(account) ? (
                  <span className={classes.amber}> not in the scope register</span>
                ) : null}
              </>
            }
            checked={draft.accounts.includes(account)}
            onChange={(event) =>
              change({
                accounts: event.currentTarget.checked
                  ? [...draft.accounts, account]
                  : without(draft.accounts, [account]),
              })
            }
          />
        ))}
      </div>
      <Refusal words={errors.accounts} />
    </section>
  );
}

const depths = ['none', 'sampled', 'types'] as const;

function Depth({ provider, draft, errors, period, change }: OptionsProps) {
  const words = depthWords(provider, period);
  return (
    <section>
      <Radio.Group
        label={provider === 'aws' ? 'Configuration history' : 'Activity Log'}
        value={draft.depth}
        onChange={(value) => change({ depth: depths.find((one) => one === value) ?? 'none' })}
      >
        <div className={classes.stack}>
          {depths.map((depth) => (
            <Radio key={depth} value={depth} {...words[depth]} />
          ))}
        </div>
      </Radio.Group>
      {provider === 'aws' && draft.depth === 'types' ? (
        <Textarea
          label="Resource types"
          description="One a line."
          placeholder="AWS::EC2::SecurityGroup"
          value={draft.types}
          error={errors.types}
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => change({ types: event.currentTarget.value })}
        />
      ) : null}
    </section>
  );
}

function Aggregator({ draft, errors, regions, change }: OptionsProps) {
  return (
    <section className={classes.stack}>
      <Checkbox
        label="Read through an aggregator"
        description="One place in which AWS Config gathers the items of many accounts and regions. Its sources are checked first."
        checked={draft.usesAggregator}
        onChange={(event) => change({ usesAggregator: event.currentTarget.checked })}
      />
      {draft.usesAggregator ? (
        <div className={classes.pair}>
          <TextInput
            label="Name of the aggregator"
            value={draft.aggregatorName}
            error={errors.aggregatorName}
            maxLength={256}
            onChange={(event) => change({ aggregatorName: event.currentTarget.value })}
          />
          <Select
            label="Its region"
            data={regions.map(({ id }) => id)}
            value={draft.aggregatorRegion === '' ? null : draft.aggregatorRegion}
            error={errors.aggregatorRegion}
            searchable
            onChange={(region) => change({ aggregatorRegion: region ?? '' })}
          />
        </div>
      ) : null}
    </section>
  );
}

/** What a run is asked to read. */
export function OptionsForm(props: OptionsProps) {
  const { provider, draft } = props;
  return (
    <div className={formClasses.options}>
      <h2 className="type-section">What to read</h2>
      <Accounts {...props} />
      {provider === 'azure' ? (
        <>
          <p className={classes.help}>
            Each subscription is read whole, by query. Azure keeps fourteen days of changes; they are read with every
            run.
          </p>
          <Depth {...props} />
        </>
      ) : (
        <>
          {draft.usesAggregator ? null : <Regions {...props} />}
          <Depth {...props} />
          <Aggregator {...props} />
        </>
      )}
    </div>
  );
}
