import { Menu, TextInput } from '@mantine/core';
import { standings } from '@shared/domain/criterion.ts';
import { Check, Search } from 'lucide-react';
import type { RefObject } from 'react';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { markWords } from '../../ui/mark.tsx';
import classes from './criteria.module.css';
import type { CriteriaFilter, CriterionView } from './criteria-lines.ts';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface ChoiceMenuProps<T extends string> {
  readonly name: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T | null;
  readonly onChoose: (value: T | null) => void;
}

/** One field of the filter: chosen, it stands as a chip; not chosen, as the name of its menu. */
function ChoiceMenu<T extends string>({ name, choices, value, onChoose }: ChoiceMenuProps<T>) {
  const chosen = choices.find((choice) => choice.value === value);
  if (chosen !== undefined)
    return <FilterChip field={`${name} is`} value={chosen.label.toLowerCase()} onRemove={() => onChoose(null)} />;
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <button type="button" className={classes.barButton}>
          {name}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            rightSection={choice.value === value ? <Check size={14} strokeWidth={1.75} /> : null}
            onClick={() => onChoose(choice.value)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const readingChoices = standings.map((value) => ({ value, label: markWords[value] }));
const conclusionChoices = [
  { value: 'concluded', label: 'Concluded' },
  { value: 'not-concluded', label: 'Not concluded' },
] as const;
const controlChoices = [
  { value: 'none', label: 'Without control' },
  { value: 'one', label: 'Only one control' },
] as const;

const groupChoices = (views: readonly CriterionView[]): readonly Choice<string>[] =>
  [...new Map(views.map(({ reading: { criterion } }) => [criterion.group, criterion.groupTitle]))].map(
    ([value, title]) => ({ value, label: `${value} ${title}` }),
  );

interface CriteriaBarProps {
  readonly views: readonly CriterionView[];
  readonly filter: CriteriaFilter;
  readonly onFilter: (filter: CriteriaFilter) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

/** What the list is narrowed to, in words. */
export function CriteriaBar({ views, filter, onFilter, searchRef, onLeave }: CriteriaBarProps) {
  const change = (part: Partial<CriteriaFilter>) => onFilter({ ...filter, ...part });
  return (
    <div className={classes.bar} role="toolbar" aria-label="Filters">
      <ChoiceMenu
        name="Group"
        choices={groupChoices(views)}
        value={filter.group}
        onChoose={(group) => change({ group })}
      />
      <ChoiceMenu
        name="Reading"
        choices={readingChoices}
        value={filter.reading}
        onChoose={(reading) => change({ reading })}
      />
      <ChoiceMenu
        name="Conclusion"
        choices={conclusionChoices}
        value={filter.conclusion}
        onChoose={(conclusion) => change({ conclusion })}
      />
      <ChoiceMenu
        name="Controls"
        choices={controlChoices}
        value={filter.controls}
        onChoose={(controls) => change({ controls })}
      />
      <TextInput
        ref={searchRef}
        className={classes.search}
        aria-label="Search criteria"
        placeholder="Search, /"
        leftSection={<Search size={13} strokeWidth={1.75} />}
        value={filter.search}
        maxLength={200}
        onChange={(event) => change({ search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') onLeave();
        }}
      />
    </div>
  );
}
