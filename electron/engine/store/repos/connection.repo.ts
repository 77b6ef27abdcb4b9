import { randomBytes } from 'node:crypto';
import { connection } from '@shared/contract/live.ts';
import type { Connection } from '@shared/domain/connection.ts';
import type { Database } from 'better-sqlite3';

interface Row {
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly reach: string;
  readonly created_at: string;
}

const fromRow = ({ created_at, reach, ...rest }: Row): Connection =>
  connection.parse({ ...rest, reach: JSON.parse(reach), createdAt: created_at });

export type ConnectionRepo = ReturnType<typeof connectionRepo>;

/** How clouds are reached; never a secret. */
export function connectionRepo(db: Database) {
  const put = db.prepare(
    'INSERT INTO connection VALUES (@id, @provider, @name, @reach, @createdAt) ON CONFLICT (id) DO UPDATE SET name = @name, reach = @reach',
  );
  const remove = db.prepare<[string]>('DELETE FROM connection WHERE id = ?');
  const all = db.prepare<[], Row>('SELECT * FROM connection ORDER BY created_at, id');
  const make = db.prepare<[string, string]>('INSERT OR IGNORE INTO own_value VALUES (?, ?)');
  const value = db.prepare<[string], { value: string }>('SELECT value FROM own_value WHERE name = ?');
  const own = (name: 'external-id' | 'commitment-salt'): string => {
    const known = value.get(name)?.value;
    if (known !== undefined) return known;
    make.run(name, randomBytes(16).toString('hex'));
    return value.get(name)?.value ?? '';
  };
  return {
    all: (): readonly Connection[] => all.all().map(fromRow),
    put: (it: Connection): void => void put.run({ ...it, reach: JSON.stringify(it.reach) }),
    remove: (id: string): boolean => remove.run(id).changes === 1,
    /** 128 random bits as hex, made at the first use. */
    externalId: (): string => own('external-id'),
    /** Takes an external id the client has already; false when another one is in use here. */
    takeExternalId(id: string): boolean {
      make.run('external-id', id);
      return own('external-id') === id;
    },
    /** The salt of the commitments that stand in for secrets; it is in no export. */
    commitmentSalt: (): string => own('commitment-salt'),
  };
}
