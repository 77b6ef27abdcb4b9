import { Button, Select, TextInput } from '@mantine/core';
import { severities } from '@shared/domain/check.ts';
import { exceptionKinds } from '@shared/domain/exception.ts';
import { counted } from '@shared/domain/words.ts';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useCrumb, useStatus } from '../../app.store.ts';
import { type ExceptionRow, readExceptions, useExceptions } from '../../exceptions/exceptions.store.ts';
import { go, useParams } from '../../navigation.store.ts';
import { kindWords } from '../../ui/exception-words.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { severityWords } from '../../ui/severity.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { ExceptionBoard } from './exception-board.tsx';
import { type ExceptionFilter, groupings, noFilter, shownRows, totals } from './exception-lines.ts';
import { ExceptionTable } from './exception-table.tsx';
import classes from './exceptions.module.css';
import { FormsButtons } from './forms-buttons.tsx';
import {
  clearSelected,
  filterExceptions,
  focusException,
  groupBy,
  showAs,
  toggleSelected,
  useList,
} from './list.store.ts';
import { RaiseDialog } from './raise-dialog.tsx';

const shows = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'closed', label: 'Closed' },
] as const satisfies readonly { readonly value: ExceptionFilter['show']; readonly label: string }[];
const views = [
  { value: 'table', label: 'Table' },
  { value: 'board', label: 'Board' },
] as const;

const groupWords = { none: 'No groups', state: 'By state', severity: 'By severity', control: 'By control' } as const;

interface BarProps {
  readonly rows: readonly ExceptionRow[];
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

function Filters({ rows, searchRef }: BarProps) {
  const filter = useList((state) => state.filter);
  const criteria = [...new Set(rows.flatMap(({ exception }) => exception.criteria))].sort();
  return (
    <>
      <TextInput
        ref={searchRef}
        className={classes.search ?? ''}
        aria-label="Search the exceptions"
        placeholder="Search, /"
        value={filter.search}
        onChange={(event) => filterExceptions({ search: event.currentTarget.value })}
        onKeyDown={(event) => (event.key === 'Escape' ? event.currentTarget.blur() : undefined)}
      />
      <Segments
        label="Which exceptions"
        data={shows}
        value={filter.show}
        onChange={(show) => filterExceptions({ show })}
      />
      <Select
        aria-label="Severity"
        placeholder="Severity"
        clearable
        clearButtonProps={{ 'aria-label': 'Any severity' }}
        data={severities.map((value) => ({ value, label: severityWords[value] }))}
        value={filter.severity}
        onChange={(severity) => filterExceptions({ severity })}
      />
      <Select
        aria-label="Kind"
        placeholder="Kind"
        clearable
        clearButtonProps={{ 'aria-label': 'Any kind' }}
        data={exceptionKinds.map((value) => ({ value, label: kindWords[value] }))}
        value={filter.kind}
        onChange={(kind) => filterExceptions({ kind })}
      />
      <Select
        aria-label="Criterion"
        placeholder="Criterion"
        clearable
        clearButtonProps={{ 'aria-label': 'Any criterion' }}
        data={criteria}
        value={filter.criterion}
        onChange={(criterion) => filterExceptions({ criterion })}
      />
    </>
  );
}

function Bar({ rows, searchRef }: BarProps) {
  const { view, group, selected } = useList();
  const [isMoving, setMoving] = useState(false);
  const chosen = rows.filter(({ exception }) => selected.has(exception.id));
  return (
    <div className={classes.bar}>
      <Filters rows={rows} searchRef={searchRef} />
      {chosen.length === 0 ? null : (
        <Button onClick={() => setMoving(true)}>Move {counted(chosen.length, 'exception')}…</Button>
      )}
      <span className={classes.spring} />
      {view === 'board' ? null : (
        <Select
          aria-label="Groups"
          data={groupings.map((value) => ({ value, label: groupWords[value] }))}
          value={group}
          allowDeselect={false}
          onChange={(value) => groupBy(groupings.find((it) => it === value) ?? 'none')}
        />
      )}
      <Segments label="View" data={views} value={view} onChange={showAs} />
      {isMoving ? <BulkDialog rows={chosen} onClose={() => setMoving(false)} /> : null}
    </div>
  );
}

function NoExceptions({ suggestions, onRaise }: { readonly suggestions: number; readonly onRaise: () => void }) {
  return (
    <ListState
      kind="empty"
      title="No exception was raised"
      text={`An exception is a control that was not designed or did not operate as described. It is raised from findings, from a scope difference or by hand, and management answers it here. ${counted(suggestions, 'finding that fails or lapsed is', 'findings that fail or lapsed are')} in no exception.`}
      action={
        suggestions > 0 ? (
          <Button onClick={() => go('findings', { tab: 'to-judge' })}>Look at the findings</Button>
        ) : (
          <Button onClick={onRaise}>Raise by hand…</Button>
        )
      }
    />
  );
}

/** The keys of the list, alive wherever the focus is on this screen. */
function useListKeys(shown: readonly ExceptionRow[], search: RefObject<HTMLInputElement | null>, onRaise: () => void) {
  const { focus, selected } = useList();
  const step = (by: number) => {
    const at = shown.findIndex(({ exception }) => exception.id === focus);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next !== undefined) focusException(next.exception.id);
  };
  useShortcut('j', 'Next exception', () => step(1));
  useShortcut('k', 'Previous exception', () => step(-1));
  useShortcut('x', 'Select the exception', () => (focus === null ? undefined : toggleSelected(focus)));
  useShortcut('Enter', 'Open the exception', () => (focus === null ? undefined : go('exception', { id: focus })));
  useShortcut('Escape', 'Clear the selection', () => (selected.size > 0 ? clearSelected() : undefined));
  useShortcut('/', 'Search the exceptions', () => search.current?.select());
  useShortcut('n', 'Raise an exception by hand', onRaise);
}

function List({ rows, onRaise }: { readonly rows: readonly ExceptionRow[]; readonly onRaise: () => void }) {
  const { filter, view } = useList();
  const suggestions = useExceptions((state) => state.suggestions);
  const search = useRef<HTMLInputElement>(null);
  const shown = shownRows(rows, filter);
  useListKeys(shown, search, onRaise);
  useStatus([totals(shown)]);
  if (rows.length === 0) return <NoExceptions suggestions={suggestions} onRaise={onRaise} />;
  return (
    <>
      <Bar rows={rows} searchRef={search} />
      {shown.length === 0 ? (
        <div className={classes.none}>
          <ListState
            kind="empty"
            title="No exception fits the filters"
            text={`${counted(rows.length, 'exception is', 'exceptions are')} hidden by the search and the filters above.`}
            action={<Button onClick={() => filterExceptions(noFilter)}>Remove the filters</Button>}
          />
        </div>
      ) : view === 'table' ? (
        <ExceptionTable rows={shown} />
      ) : (
        <ExceptionBoard rows={shown} />
      )}
    </>
  );
}

/** Every exception: what did not hold, how grave it is, and where management's response stands. */
export function ExceptionsScreen() {
  const { id } = useParams('exceptions');
  const { rows, error, suggestions } = useExceptions();
  const [isRaising, setRaising] = useState(false);
  useCrumb(null);
  // What was typed on the page of an exception is told to nobody; the list reads it when it is opened.
  useEffect(() => void readExceptions(), []);
  const focus = useList((state) => state.focus);
  const isGone = rows !== null && !rows.some(({ exception }) => exception.id === focus);
  const wanted = id ?? (isGone ? rows[0]?.exception.id : undefined);
  useEffect(() => {
    if (wanted !== undefined) focusException(wanted);
  }, [wanted]);
  const raise = () => setRaising(true);
  return (
    <div className={classes.screen}>
      <PageHead
        title="Exceptions"
        second={
          rows === null || rows.length === 0 || suggestions === 0
            ? 'What did not hold, and what management says.'
            : `${counted(suggestions, 'finding that fails or lapsed is', 'findings that fail or lapsed are')} in no exception.`
        }
        actions={
          <>
            <FormsButtons />
            <Button onClick={raise} rightSection={<KeyCap keys="N" />}>
              Raise by hand
            </Button>
          </>
        }
      />
      {rows !== null ? (
        <List rows={rows} onRaise={raise} />
      ) : error === null ? (
        <ListState kind="loading" title="The exceptions are being read" />
      ) : (
        <ListState
          kind="error"
          title="The exceptions could not be read"
          text={error.message}
          action={<Button onClick={() => void readExceptions()}>Try again</Button>}
        />
      )}
      {isRaising ? <RaiseDialog onClose={() => setRaising(false)} /> : null}
    </div>
  );
}
