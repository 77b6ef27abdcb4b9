import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { type Stance, stances } from '@shared/domain/system.ts';
import { Plus, X } from 'lucide-react';
import classes from './dialogs.module.css';
import { type DraftErrors, type LocationDraft, type SystemDraft, withLocation } from './system-draft.ts';

const words: Readonly<Record<Stance, string>> = { in: 'In scope', excluded: 'Left out', unused: 'Not used' };
const choices = stances.map((value) => ({ value, label: words[value] }));

interface RowProps {
  readonly location: LocationDraft;
  readonly onChange: (location: LocationDraft) => void;
  readonly onRemove: () => void;
}

function LocationRow({ location, onChange, onRemove }: RowProps) {
  const name = location.region || 'this region';
  return (
    <div className={classes.location}>
      <TextInput
        aria-label="Region"
        placeholder="eu-west-1"
        value={location.region}
        maxLength={60}
        onChange={(event) => onChange({ ...location, region: event.currentTarget.value })}
      />
      <Select
        aria-label={`How ${name} is declared`}
        data={choices}
        value={location.stance}
        onChange={(value) => onChange({ ...location, stance: stances.find((one) => one === value) ?? location.stance })}
        allowDeselect={false}
      />
      <TextInput
        aria-label={`Why ${name} is declared so`}
        placeholder="Reason"
        value={location.reason}
        maxLength={2000}
        onChange={(event) => onChange({ ...location, reason: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" size={28} aria-label={`Take ${name} out of the list`} onClick={onRemove}>
        <X size={16} strokeWidth={1.75} />
      </ActionIcon>
    </div>
  );
}

interface LocationsFieldProps {
  readonly draft: SystemDraft;
  readonly errors: DraftErrors;
  readonly change: (part: Partial<SystemDraft>) => void;
  /** Regions in which something was seen. */
  readonly seen: readonly string[];
}

/** The regions an account declares. Those not named here are unused: a resource seen there is a difference. */
export function LocationsField({ draft, errors, change, seen }: LocationsFieldProps) {
  const { locations } = draft;
  const offered = seen.filter((region) => !locations.some((location) => location.region === region));
  const replace = (location: LocationDraft) =>
    change({ locations: locations.map((one) => (one.key === location.key ? location : one)) });
  return (
    <fieldset className={classes.locations}>
      <legend>Regions</legend>
      <p className="type-second text-3">
        Regions that are not named count as unused: a resource seen in one becomes a difference.
      </p>
      {locations.map((location) => (
        <LocationRow
          key={location.key}
          location={location}
          onChange={replace}
          onRemove={() => change({ locations: locations.filter(({ key }) => key !== location.key) })}
        />
      ))}
      {errors.locations === undefined ? null : (
        <p className={classes.error} role="alert">
          {errors.locations}
        </p>
      )}
      <div className={classes.offers}>
        <Button
          variant="subtle"
          leftSection={<Plus size={13} strokeWidth={1.75} />}
          onClick={() => change(withLocation(draft, ''))}
        >
          Add a region
        </Button>
        {offered.length === 0 ? null : <span className="type-second text-3">Seen:</span>}
        {offered.map((region) => (
          <Button
            key={region}
            size="compact-xs"
            aria-label={`Add ${region}`}
            onClick={() => change(withLocation(draft, region))}
          >
            {region}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
