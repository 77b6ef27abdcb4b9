import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { System } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { middleTruncated } from '../../ui/middle-truncated.ts';
import classes from './scope.module.css';
import { openDialog } from './scope-ui.store.ts';
import { dataClassWords, expectationWords, regionWords, stanceWords, systemKindWords } from './scope-words.ts';

function SystemRow({ system }: { readonly system: System }) {
  const { id, kind, name, identifier, owner, dataClass, handlesCustomerData, stance, reason } = system;
  return (
    <tr>
      <td>
        <code className="type-mono text-3">{id}</code>
      </td>
      <td>
        <b>{name}</b>
        <small title={identifier}>
          <code className="type-mono">{middleTruncated(identifier, 24)}</code>
        </small>
      </td>
      <td>{systemKindWords[kind]}</td>
      <td>{owner === '' ? <span className="text-3">None named</span> : owner}</td>
      <td>
        {dataClassWords[dataClass]}
        <small>{handlesCustomerData ? 'customer data' : 'no customer data'}</small>
      </td>
      <td>
        <b>{stanceWords[stance]}</b>
        <small>{reason}</small>
      </td>
      <td>
        {regionWords(system)}
        {expectationWords(system)}
      </td>
      <td>
        <span className={classes.acts}>
          <Tooltip label="Edit">
            <ActionIcon
              variant="subtle"
              size={28}
              aria-label={`Edit ${name}`}
              onClick={() => openDialog({ kind: 'system', system })}
            >
              <Pencil size={15} strokeWidth={1.75} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Remove…">
            <ActionIcon
              variant="subtle"
              size={28}
              aria-label={`Remove ${name}`}
              onClick={() => openDialog({ kind: 'remove', system })}
            >
              <Trash2 size={15} strokeWidth={1.75} />
            </ActionIcon>
          </Tooltip>
        </span>
      </td>
    </tr>
  );
}

const heads = ['Id', 'System', 'Kind', 'Owner', 'Data', 'In or out', 'Regions and expectations', 'Change'] as const;

/** The scope register: every system declared in or out, each line with its way to be changed. */
export function Register({ systems }: { readonly systems: readonly System[] }) {
  const out = systems.filter(({ stance }) => stance !== 'in').length;
  return (
    <section aria-labelledby="register" id="scope-register" tabIndex={-1} className={classes.register}>
      <div className={classes.titleRow}>
        <h2 id="register">The register</h2>
        <span className="type-second text-3">
          {counted(systems.length, 'system')}, {systems.length - out} in scope, {out} left out.
        </span>
        <Button
          className={classes.push}
          leftSection={<Plus size={14} strokeWidth={1.75} />}
          onClick={() => openDialog({ kind: 'system', system: null })}
        >
          Add a system
        </Button>
      </div>
      <table className={classes.systems}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {systems.map((system) => (
            <SystemRow key={system.id} system={system} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
