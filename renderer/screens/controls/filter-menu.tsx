import { Button, Checkbox, MultiSelect, Popover } from '@mantine/core';
import { controlNatures, controlStatuses } from '@shared/domain/control.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { categoryWords } from '../../ui/category-words.ts';
import classes from './control-bar.module.css';
import { type ControlFilter, gapKinds } from './control-filter.ts';
import { natureNames, standingOrder, standingWords, statusWords } from './control-words.ts';
import { filterControls, useControls } from './controls.store.ts';
import { gapWords } from './filter-words.ts';

const choices = <T extends string>(words: Readonly<Record<T, string>>, order: readonly T[]) =>
  order.map((value) => ({ value, label: words[value] }));
const categoryChoices = choices(categoryWords, trustCategories);
const standingChoices = choices(standingWords, standingOrder);
const statusChoices = choices(statusWords, controlStatuses);
const natureChoices = choices(natureNames, controlNatures);
const gapChoices = choices(gapWords, gapKinds);

/** Owners and criteria that the matrix names, for the menus. */
function useNamed() {
  const readings = useControls((state) => state.readings);
  const criteria = useControls((state) => state.names.criteria);
  return useMemo(() => {
    const owners = [...new Set(readings?.map(({ control }) => control.owner))].sort();
    return {
      owners: owners.map((value) => ({ value, label: value || 'Nobody named' })),
      criteria: criteria.map(({ id, title }) => ({ value: id, label: `${id} ${title}` })),
    };
  }, [readings, criteria]);
}

interface ManyProps<T extends string> {
  readonly label: string;
  readonly data: readonly { readonly value: T; readonly label: string }[];
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
  readonly isFirst?: true;
}

function Many<T extends string>({ label, data, value, onChange, isFirst }: ManyProps<T>) {
  return (
    <MultiSelect
      label={label}
      data={[...data]}
      value={[...value]}
      onChange={onChange}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={200}
      searchable
      {...(isFirst === true ? { 'data-autofocus': true } : {})}
    />
  );
}

function Fields({ filter }: { readonly filter: ControlFilter }) {
  const named = useNamed();
  const change = (part: Partial<ControlFilter>) => filterControls({ ...filter, ...part });
  return (
    <>
      <Many
        label="Criterion is one of"
        data={named.criteria}
        value={filter.criteria}
        onChange={(criteria) => change({ criteria })}
        isFirst
      />
      <Many
        label="Owner is one of"
        data={named.owners}
        value={filter.owners}
        onChange={(owners) => change({ owners })}
      />
      <Many
        label="Standing is one of"
        data={standingChoices}
        value={filter.standings}
        onChange={(standings) => change({ standings })}
      />
      <Many
        label="Status is one of"
        data={statusChoices}
        value={filter.statuses}
        onChange={(statuses) => change({ statuses })}
      />
      <Many
        label="Nature is one of"
        data={natureChoices}
        value={filter.natures}
        onChange={(natures) => change({ natures })}
      />
      <Many label="Gap is one of" data={gapChoices} value={filter.gaps} onChange={(gaps) => change({ gaps })} />
      <Many
        label="Category is one of"
        data={categoryChoices}
        value={filter.categories}
        onChange={(categories) => change({ categories })}
      />
      <Checkbox
        label="In scope only"
        checked={filter.isInScope}
        onChange={(event) => change({ isInScope: event.currentTarget.checked })}
      />
    </>
  );
}

/** Adds a filter to those that hold. */
export function FilterMenu({ filter }: { readonly filter: ControlFilter }) {
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<Plus size={13} strokeWidth={1.75} />}>
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Filter the controls">
        <Fields filter={filter} />
      </Popover.Dropdown>
    </Popover>
  );
}
