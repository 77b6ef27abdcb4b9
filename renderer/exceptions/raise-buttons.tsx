import { Button, Menu } from '@mantine/core';
import type { Origin } from '@shared/domain/exception.ts';
import { counted } from '@shared/domain/words.ts';
import { ChevronDown } from 'lucide-react';
import { call } from '../api.ts';
import { attempt } from '../app.store.ts';
import { go } from '../navigation.store.ts';
import { coveringException, isClosed, raise, useExceptions } from './exceptions.store.ts';

/** A link to the exception that covers a finding or a scope difference. */
function ExceptionLink({ id, title }: { readonly id: string; readonly title: string }) {
  return (
    <button type="button" className="link" title={title} onClick={() => go('exception', { id })}>
      Exception {id}
    </button>
  );
}

async function add(id: string, findings: readonly string[]): Promise<void> {
  await call('exception.add', { id, findings: [...findings] });
  go('exception', { id });
}

interface RaiseButtonsProps {
  /** What did not hold; several findings with one cause make one exception. */
  readonly origins: readonly Origin[];
  /** Controls the findings speak about: an open exception of one of them can take them in. */
  readonly controlIds: readonly string[];
}

/** Raises an exception from what is at hand, adds it to an open one of the same control, or leads to the one that covers it. */
export function RaiseButtons({ origins, controlIds }: RaiseButtonsProps) {
  const rows = useExceptions((state) => state.rows);
  const free = origins.filter(({ id }) => coveringException(rows, id) === null);
  const covering = [...new Set(origins.flatMap(({ id }) => coveringException(rows, id)?.exception ?? []))];
  const links = covering.map(({ id, title }) => <ExceptionLink key={id} id={id} title={title} />);
  if (free.length === 0) return links;
  const takers = free.every(({ kind }) => kind === 'finding')
    ? (rows ?? []).filter((row) => !isClosed(row) && controlIds.includes(row.exception.controlId))
    : [];
  const words =
    origins.length === 1 ? 'Raise an exception' : `Raise an exception from ${counted(free.length, 'finding')}`;
  return (
    <>
      <Button onClick={() => void attempt('No exception was raised.', () => raise({ origins: free }))}>{words}</Button>
      {takers.length === 0 ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" rightSection={<ChevronDown size={14} strokeWidth={1.75} />}>
              Add to
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {takers.map(({ exception: { id, title } }) => (
              <Menu.Item
                key={id}
                onClick={() =>
                  void attempt('The findings were not added.', () =>
                    add(
                      id,
                      free.map((origin) => origin.id),
                    ),
                  )
                }
              >
                {id} {title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {links}
    </>
  );
}
