import { Tooltip, VisuallyHidden } from '@mantine/core';
import { count, counted } from '@shared/domain/words.ts';
import { Cable, Link, Unplug } from 'lucide-react';
import { type Action, openings } from '../actions.ts';
import { isMac } from '../api.ts';
import { useEngagement } from '../engagement.store.ts';
import { isClosed, useExceptions, useExceptionsFollowing } from '../exceptions/exceptions.store.ts';
import { useLive, useLiveFollowing } from '../live/live.store.ts';
import { go, type Screen, useNavigation } from '../navigation.store.ts';
import { openDifferences, useScope, useScopeFollowing } from '../scope.store.ts';
import { comboWords } from '../ui/keys.ts';
import { EngagementMenu } from './engagement-menu.tsx';
import classes from './rail.module.css';

/** Screens without an entry of their own belong to another's. */
const homes: Readonly<Partial<Record<Screen, Screen>>> = { exception: 'exceptions', connect: 'collections' };

interface ItemProps {
  readonly action: Action;
  /** Open work behind this entry; nothing is shown for none. */
  readonly open?: number | undefined;
  /** What waits for a person: `to judge`. */
  readonly what?: string | undefined;
}

function Item({ action, open = 0, what = 'to judge' }: ItemProps) {
  const screen = useNavigation((state) => state.here.screen);
  const isHere = `go-${homes[screen] ?? screen}` === action.id;
  const Icon = action.icon;
  const keys = action.combo === null ? '' : ` (${comboWords(action.combo, isMac())})`;
  return (
    <Tooltip label={`${action.words}${keys}. ${action.second}`} position="right" openDelay={600}>
      <button type="button" className={classes.item} aria-current={isHere ? 'page' : undefined} onClick={action.run}>
        <Icon size={16} strokeWidth={1.75} />
        <span className={classes.words}>{action.words}</span>
        {open > 0 ? (
          <span className={classes.count}>
            {count(open)}
            <VisuallyHidden> {what}</VisuallyHidden>
          </span>
        ) : null}
      </button>
    </Tooltip>
  );
}

/** `9f3c 41aa`: the first eight digits of a hash, as people compare them. */
const shortHash = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)}`;

/** Whether a cloud is reached just now. Nothing reaches one before a person connects. */
function CloudLine() {
  const connected = useLive((state) => state.connected);
  const isReading = useLive((state) => state.run !== null);
  const places = connected?.identities.map(({ account }) => account) ?? [];
  const words = isReading ? 'Reading' : 'Connected to';
  const Icon = connected === null ? Unplug : Cable;
  return (
    <button
      type="button"
      title={connected === null ? 'No session is open. Opens the connections.' : `${words} ${places.join(', ')}`}
      onClick={() => go('connect')}
    >
      <Icon size={14} strokeWidth={1.75} />
      <span className={classes.words}>
        {connected === null ? 'Not connected to any cloud' : `${words} ${counted(places.length, 'place')}`}
      </span>
    </button>
  );
}

function Foot() {
  const head = useEngagement((state) => state.summary?.head);
  return (
    <div className={classes.foot}>
      <CloudLine />
      {head === undefined ? null : (
        <button
          type="button"
          title={`${counted(head.entries, 'entry', 'entries')}, head ${head.hash}`}
          onClick={openings.log.run}
        >
          <Link size={14} strokeWidth={1.75} />
          <span className={classes.words}>
            Log head <code className="type-mono-tag">{shortHash(head.hash)}</code>
          </span>
        </button>
      )}
    </div>
  );
}

/** The rail is the argument: declared, lived, judged, handed over. */
export function Rail() {
  const findings = useEngagement((state) => state.summary?.counts.findings);
  const open = findings === undefined ? 0 : findings.fail + findings.lapsed + findings.unknown;
  const differences = useScope(({ view }) => (view === null ? 0 : openDifferences(view).length));
  const exceptions = useExceptions(({ rows }) => rows?.filter((row) => !isClosed(row)).length ?? 0);
  useLiveFollowing();
  useScopeFollowing();
  useExceptionsFollowing();
  return (
    <nav className={classes.rail} aria-label="Screens">
      <EngagementMenu />
      <Item action={openings.overview} />
      <h2 className={classes.section}>Declared</h2>
      <Item action={openings.controls} />
      <Item action={openings.scope} open={differences} what="to decide" />
      <h2 className={classes.section}>Lived</h2>
      <Item action={openings.collections} />
      <h2 className={classes.section}>Judged</h2>
      <Item action={openings.findings} open={open} />
      <Item action={openings.criteria} />
      <Item action={openings.exceptions} open={exceptions} what="open" />
      <Item action={openings.plan} />
      <h2 className={classes.section}>Handed over</h2>
      <Item action={openings.binder} />
      <Item action={openings.log} />
      <Foot />
    </nav>
  );
}
