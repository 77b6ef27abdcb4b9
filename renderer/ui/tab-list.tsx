import { count } from '@shared/domain/words.ts';
import type { KeyboardEvent } from 'react';
import classes from './tab-list.module.css';

interface Tab<T extends string> {
  readonly value: T;
  readonly label: string;
  /** What stands under the tab; null while it is not known. */
  readonly count?: number | null | undefined;
}

interface TabListProps<T extends string> {
  /** Begins the ids of the tabs and of their panel in the page. */
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly value: T;
  readonly onTab: (value: T) => void;
}

/** The attributes of the region a tab list leads to. */
export const tabPanel = (id: string, value: string) =>
  ({ id: `${id}-panel`, role: 'tabpanel', 'aria-labelledby': `${id}-${value}` }) as const;

/** Tabs with their counts; the arrows move between them. */
export function TabList<T extends string>({ id, label, tabs, value, onTab }: TabListProps<T>) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const place = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(place + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    onTab(next.value);
    document.getElementById(`${id}-${next.value}`)?.focus();
  };
  return (
    <div className={classes.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          id={`${id}-${tab.value}`}
          type="button"
          role="tab"
          className={classes.tab}
          aria-selected={tab.value === value}
          aria-controls={`${id}-panel`}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onTab(tab.value)}
        >
          {tab.label} {tab.count === null || tab.count === undefined ? null : <span>{count(tab.count)}</span>}
        </button>
      ))}
    </div>
  );
}
