import type { RegionColumn } from '@shared/domain/pictures/region-columns.ts';
import { count, counted } from '@shared/domain/words.ts';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { MonoId } from '../../ui/mono-id.tsx';
import classes from './run.module.css';
import type { RunAccount, RunCell } from './run-grid.ts';
import { SubjectStrip } from './subject-strip.tsx';
import { TaskGrid } from './task-grid.tsx';

/** More accounts than this are folded, but for those that run or could not be read. */
const mostOpen = 8;
const quiet = new Set(['done', 'waiting', 'cancelled']);
const isQuiet = ({ rows }: RunAccount): boolean =>
  rows.every(({ cells }) => [...cells.values()].every(({ state }) => quiet.has(state)));

/** Beside the id: its name, and how a subscription is read. What no identity stands for is the tenant itself. */
function aboutWords({ provider, name }: RunAccount): string {
  if (provider === 'aws') return name;
  return name === '' ? 'the tenant, read once' : `${name}, whole subscription by query`;
}

interface AccountProps {
  readonly account: RunAccount;
  readonly columns: readonly RegionColumn[];
  readonly hasHead: boolean;
  readonly isOpen: boolean;
  readonly onFold: () => void;
  readonly onCell: (cell: RunCell, words: string) => void;
}

function Account({ account, columns, hasHead, isOpen, onFold, onCell }: AccountProps) {
  const Icon = isOpen ? ChevronDown : ChevronRight;
  const id = account.account;
  const { read, there, absent } = account.tally;
  return (
    <section className={classes.account} aria-label={account.name || id || 'Every account'}>
      <h2 className={classes.accountHead}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Fold' : 'Unfold'} ${id}`}
          onClick={onFold}
        >
          <Icon size={14} strokeWidth={1.75} />
        </button>
        <MonoId value={id === '' ? 'every account' : id} max={18} />
        <span>{aboutWords(account)}</span>
        <span className={classes.push}>
          {count(read)} of {counted(there, 'task')} done
          {absent === 0 ? '' : `, ${count(absent)} not available`}
        </span>
      </h2>
      {!isOpen ? null : account.provider === 'aws' ? (
        <div className={classes.frame}>
          <TaskGrid account={account} columns={columns} hasHead={hasHead} onCell={onCell} />
        </div>
      ) : (
        <SubjectStrip account={account} onCell={onCell} />
      )}
    </section>
  );
}

interface RunAccountsProps {
  readonly accounts: readonly RunAccount[];
  readonly columns: readonly RegionColumn[];
  readonly onCell: (cell: RunCell, words: string) => void;
}

/** The run as a picture: each account by regions, each subscription as a strip. */
export function RunAccounts({ accounts, columns, onCell }: RunAccountsProps) {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const isOpen = (account: RunAccount) =>
    turned.get(account.account) ?? (accounts.length <= mostOpen || !isQuiet(account));
  const first = accounts.find((account) => account.provider === 'aws' && isOpen(account))?.account;
  return accounts.map((account) => (
    <Account
      key={account.account}
      account={account}
      columns={columns}
      hasHead={account.account === first}
      isOpen={isOpen(account)}
      onFold={() => setTurned((before) => new Map([...before, [account.account, !isOpen(account)]]))}
      onCell={onCell}
    />
  ));
}
