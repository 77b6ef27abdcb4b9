import { Button, Popover, Radio } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { DayInput } from '../../ui/day-input.tsx';
import classes from './cell-bar.module.css';
import { holdFrom, useControls } from './controls.store.ts';
import { type HoldsFrom, holdsWords } from './holds-from.ts';
import { useToday } from './use-today.ts';

const explained: Readonly<Record<HoldsFrom['kind'], string>> = {
  today: 'A new wording starts another version today; days before keep the old one.',
  day: 'A new wording starts another version on that day.',
  correct: 'The wording in force is put right as if it had always said so; no version starts.',
};

/** Says from when edits hold. Statement, nature, frequency, population and declared values are the wording. */
export function HoldsSwitch() {
  const holds = useControls((state) => state.holds);
  const today = useToday();
  const choose = (kind: string) =>
    holdFrom(kind === 'day' ? { kind, day: today } : { kind: kind === 'correct' ? 'correct' : 'today' });
  return (
    <div className={classes.holds}>
      <Popover position="bottom-end" width={380} trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            rightSection={<ChevronDown size={13} strokeWidth={1.75} />}
            data-warned={holds.kind !== 'today' || undefined}
          >
            {holdsWords(holds)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.choices} aria-label="From when edits hold">
          <Radio.Group value={holds.kind} onChange={choose} label="Edits hold from">
            <div className={classes.radios}>
              <Radio value="today" label="Today" description={explained.today} />
              <Radio value="day" label="A date" description={explained.day} />
              {holds.kind === 'day' ? (
                <DayInput
                  label="First day"
                  isInside
                  value={holds.day}
                  onChange={(day) => holdFrom(day === '' ? { kind: 'today' } : { kind: 'day', day })}
                />
              ) : null}
              <Radio value="correct" label="Correct the wording in force" description={explained.correct} />
            </div>
          </Radio.Group>
          <p className="type-second text-3">
            The wording is what an auditor tests: statement, nature, declared frequency, population source and declared
            values. Other fields have no versions.
          </p>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
