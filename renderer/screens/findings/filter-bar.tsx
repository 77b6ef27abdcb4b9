import { Menu, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { type ChoosableColumn, ColumnsMenu } from '../../ui/grid-columns.tsx';
import { FilterMenu } from './filter-menu.tsx';
import {
  type FindingChoices,
  type FindingGrouping,
  type FindingQuery,
  filterWords,
  groupings,
  withoutField,
} from './finding-words.ts';
import classes from './findings.module.css';

const noChoices: FindingChoices = { accounts: [], regions: [], types: [], checks: [] };
/** Typing rests this long before the list is asked, in ms. */
const typingPause = 150;

interface SearchFieldProps {
  readonly search: string;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly onSearch: (search: string) => void;
  readonly onLeave: () => void;
}

function SearchField({ search, fieldRef, onSearch, onLeave }: SearchFieldProps) {
  const [text, setText] = useState(search);
  useEffect(() => setText(search), [search]);
  useEffect(() => {
    if (text === search) return undefined;
    const timer = setTimeout(() => onSearch(text), typingPause);
    return () => clearTimeout(timer);
  }, [text, search, onSearch]);
  return (
    <TextInput
      ref={fieldRef}
      className={classes.search}
      aria-label="Search findings"
      placeholder="Search, /"
      maxLength={200}
      leftSection={<Search size={13} strokeWidth={1.75} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        event.stopPropagation();
        onLeave();
      }}
    />
  );
}

function GroupMenu({
  group,
  onGroup,
}: {
  readonly group: FindingGrouping;
  readonly onGroup: (group: FindingGrouping) => void;
}) {
  const label = groupings.find(({ value }) => value === group)?.label ?? group;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={classes.barButton}>
          Group: {label}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {groupings.map((choice) => (
          <Menu.Item key={choice.value} onClick={() => onGroup(choice.value)} aria-current={choice.value === group}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface FilterBarProps {
  readonly query: FindingQuery;
  readonly choices: FindingChoices | null;
  readonly columns: {
    readonly all: readonly ChoosableColumn[];
    readonly hidden: readonly string[];
    readonly toggle: (id: string) => void;
  };
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onAsk: (change: Partial<FindingQuery>) => void;
  readonly onSearch: (search: string) => void;
  readonly onLeave: () => void;
}

/** Filters as chips in words, search, grouping and columns. */
export function FilterBar({ query, choices, columns, searchRef, onAsk, onSearch, onLeave }: FilterBarProps) {
  return (
    <div className={classes.bar} role="toolbar" aria-label="Filters">
      {filterWords(query.filter, choices).map(({ field, name, value }) => (
        <FilterChip
          key={field}
          field={`${name} is`}
          value={value}
          onRemove={() => onAsk({ filter: withoutField(query.filter, field) })}
        />
      ))}
      <FilterMenu choices={choices ?? noChoices} onAdd={(added) => onAsk({ filter: { ...query.filter, ...added } })} />
      <span className={classes.push} />
      <SearchField search={query.search} fieldRef={searchRef} onSearch={onSearch} onLeave={onLeave} />
      <GroupMenu group={query.group} onGroup={(group) => onAsk({ group })} />
      <ColumnsMenu all={columns.all} hidden={columns.hidden} onToggle={columns.toggle} />
    </div>
  );
}
