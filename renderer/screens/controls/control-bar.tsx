import { ActionIcon, Button, MultiSelect, Popover, TextInput, Tooltip } from '@mantine/core';
import { controlStatuses } from '@shared/domain/control.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { PanelRight, Plus, Search } from 'lucide-react';
import type { RefObject } from 'react';
import { categoryWords } from '../../ui/category-words.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { type ChoosableColumn, ColumnsMenu } from '../../ui/grid-columns.tsx';
import type { ControlFilter } from './control-lines.ts';
import { standingWords, statusWords } from './control-words.ts';
import classes from './controls.module.css';

const choices = <T extends string>(words: Readonly<Record<T, string>>, order: readonly T[]) =>
  order.map((value) => ({ value, label: words[value] }));
const categoryChoices = choices(categoryWords, trustCategories);
const standingChoices = choices(standingWords, ['contradicted', 'unknown', 'silent', 'supported']);
const statusChoices = choices(statusWords, controlStatuses);
const inside = { withinPortal: false } as const;

interface FilterProps {
  readonly filter: ControlFilter;
  readonly onFilter: (filter: ControlFilter) => void;
}

function FilterMenu({ filter, onFilter }: FilterProps) {
  return (
    <Popover position="bottom-end" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<Plus size={13} strokeWidth={1.75} />}>
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Filter the controls">
        <MultiSelect
          label="Category is one of"
          data={categoryChoices}
          value={[...filter.categories]}
          onChange={(categories) => onFilter({ ...filter, categories })}
          comboboxProps={inside}
          data-autofocus
        />
        <MultiSelect
          label="Standing is one of"
          data={standingChoices}
          value={[...filter.standings]}
          onChange={(standings) => onFilter({ ...filter, standings })}
          comboboxProps={inside}
        />
        <MultiSelect
          label="Status is one of"
          data={statusChoices}
          value={[...filter.statuses]}
          onChange={(statuses) => onFilter({ ...filter, statuses })}
          comboboxProps={inside}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

const either = (words: readonly string[]): string => words.join(' or ').toLowerCase();

function Chips({ filter, onFilter }: FilterProps) {
  const { categories, standings, statuses } = filter;
  return (
    <>
      {categories.length === 0 ? null : (
        <FilterChip
          field="Category is"
          value={either(categories.map((one) => categoryWords[one]))}
          onRemove={() => onFilter({ ...filter, categories: [] })}
        />
      )}
      {standings.length === 0 ? null : (
        <FilterChip
          field="Standing is"
          value={either(standings.map((one) => standingWords[one]))}
          onRemove={() => onFilter({ ...filter, standings: [] })}
        />
      )}
      {statuses.length === 0 ? null : (
        <FilterChip
          field="Status is"
          value={either(statuses.map((one) => statusWords[one]))}
          onRemove={() => onFilter({ ...filter, statuses: [] })}
        />
      )}
    </>
  );
}

interface ControlBarProps extends FilterProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
  readonly panel: { readonly isOpen: boolean; readonly toggle: () => void };
  readonly columns: {
    readonly all: readonly ChoosableColumn[];
    readonly hidden: readonly string[];
    readonly toggle: (id: string) => void;
  };
}

/** The head of the matrix: its name, the filters in words, search and columns. */
export function ControlBar({ filter, onFilter, searchRef, onLeave, columns, panel }: ControlBarProps) {
  return (
    <header className={classes.bar}>
      <h1 className="type-number">Control matrix</h1>
      <span className={classes.push} />
      <Chips filter={filter} onFilter={onFilter} />
      <FilterMenu filter={filter} onFilter={onFilter} />
      <TextInput
        ref={searchRef}
        className={classes.search}
        aria-label="Search controls"
        placeholder="Search, /"
        leftSection={<Search size={13} strokeWidth={1.75} />}
        value={filter.search}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') onLeave();
        }}
      />
      <ColumnsMenu all={columns.all} hidden={columns.hidden} onToggle={columns.toggle} />
      <Tooltip label={panel.isOpen ? 'Hide the panel' : 'Show the panel'}>
        <ActionIcon variant="subtle" size={24} aria-label="Panel" aria-expanded={panel.isOpen} onClick={panel.toggle}>
          <PanelRight size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
