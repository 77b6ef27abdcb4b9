import { ActionIcon, Button, TextInput } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { Plus, X } from 'lucide-react';
import classes from './engagement.module.css';
import { namePerson, nextId, type PersonDraft } from './facts-draft.ts';
import type { FieldsProps } from './report-fields.tsx';

/** An owner role of the control matrix with the number of controls it owns. */
export interface OwnerRole {
  readonly role: string;
  readonly controls: number;
}

interface PeopleProps extends Pick<FieldsProps, 'draft' | 'errors' | 'change'> {
  readonly roles: readonly OwnerRole[];
}

interface OtherProps {
  readonly person: PersonDraft;
  readonly put: (person: PersonDraft) => void;
  readonly remove: () => void;
}

function Other({ person, put, remove }: OtherProps) {
  return (
    <tr>
      <td>
        <TextInput
          aria-label="Role"
          placeholder="Role"
          value={person.role}
          maxLength={120}
          onChange={(event) => put({ ...person, role: event.currentTarget.value })}
        />
      </td>
      <td className="text-3">owns no control</td>
      <td>
        <span className={classes.named}>
          <TextInput
            aria-label={`Name of the ${person.role}`}
            placeholder="Name"
            value={person.name}
            maxLength={120}
            onChange={(event) => put({ ...person, name: event.currentTarget.value })}
          />
          <ActionIcon variant="subtle" size={24} aria-label={`Remove ${person.role} ${person.name}`} onClick={remove}>
            <X size={16} strokeWidth={1.75} />
          </ActionIcon>
        </span>
      </td>
    </tr>
  );
}

/** Who fills the owner roles that the matrix names, and any others. */
export function PeopleFields({ draft, errors, change, roles }: PeopleProps) {
  const { people } = draft;
  // The first with a role of the matrix stands in that role's line; one more with the same role keeps its own.
  const named = new Set(roles.map(({ role }) => people.find((person) => person.role === role)));
  const others = people.filter((person) => !named.has(person));
  const put = (person: PersonDraft) => change({ people: people.map((it) => (it.id === person.id ? person : it)) });
  return (
    <>
      <table className={classes.people}>
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col">In the matrix</th>
            <th scope="col">Name</th>
          </tr>
        </thead>
        <tbody>
          {roles.map(({ role, controls }) => (
            <tr key={role}>
              <th scope="row">{role}</th>
              <td className="text-3">owns {counted(controls, 'control')}</td>
              <td>
                <TextInput
                  aria-label={`Name of the ${role}`}
                  value={people.find((person) => person.role === role)?.name ?? ''}
                  maxLength={120}
                  onChange={(event) => change({ people: namePerson(people, role, event.currentTarget.value) })}
                />
              </td>
            </tr>
          ))}
          {others.map((person) => (
            <Other
              key={person.id}
              person={person}
              put={put}
              remove={() => change({ people: people.filter(({ id }) => id !== person.id) })}
            />
          ))}
        </tbody>
      </table>
      {errors.people === undefined ? null : (
        <p className={classes.error} role="alert">
          {errors.people}
        </p>
      )}
      <div>
        <Button
          variant="subtle"
          leftSection={<Plus size={16} strokeWidth={1.75} />}
          onClick={() => change({ people: [...people, { id: nextId(people), role: '', name: '' }] })}
        >
          Add a role
        </Button>
      </div>
    </>
  );
}
