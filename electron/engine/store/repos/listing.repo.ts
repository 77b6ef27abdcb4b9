import type { Database } from 'better-sqlite3';

/** What was asked about a type in a place, and whether the answer lists all of it. */
export interface Listing {
  readonly taskId: string;
  readonly account: string;
  /** Region, or `global`. */
  readonly region: string;
  readonly type: string;
  /** The instant the answer speaks of, ISO 8601 UTC. */
  readonly at: string;
  readonly isComplete: boolean;
  /** One full sentence: why it is incomplete, or what listed it. */
  readonly because: string;
}

interface Row extends Omit<Listing, 'taskId' | 'isComplete'> {
  readonly task_id: string;
  readonly is_complete: number;
}

const fromRow = ({ task_id, is_complete, ...rest }: Row): Listing => ({
  ...rest,
  taskId: task_id,
  isComplete: is_complete === 1,
});

export type ListingRepo = ReturnType<typeof listingRepo>;

/** What live tasks say about the presence of types. */
export function listingRepo(db: Database) {
  const insert = db.prepare(
    'INSERT OR REPLACE INTO listing VALUES (@taskId, @account, @region, @type, @at, @isComplete, @because)',
  );
  const all = db.prepare<[], Row>('SELECT * FROM listing ORDER BY at, account, region, type, task_id');
  return {
    add: (listing: Listing): void => void insert.run({ ...listing, isComplete: listing.isComplete ? 1 : 0 }),
    /** Oldest first. */
    all: (): readonly Listing[] => all.all().map(fromRow),
  };
}
