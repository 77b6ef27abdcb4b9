import { Select } from '@mantine/core';
import type { Control, PastWording } from '@shared/domain/control.ts';
import { declarationWords } from '@shared/domain/declaration.ts';
import { dayWords } from '@shared/domain/words.ts';
import { useState } from 'react';
import { wordDiff } from '../../ui/word-diff.ts';
import { frequencyWords, natureNames } from './control-words.ts';
import classes from './panel.module.css';

const since = (day: string | null): string => (day === null ? 'from the start' : `from ${dayWords(day)}`);

/** A text with the words put in and taken out. */
function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  return wordDiff(before, after).map(({ kind, text }, place) => {
    // The parts of one comparison keep their places.
    const key = `${place} ${kind}`;
    if (kind === 'inserted') return <ins key={key}>{text}</ins>;
    return kind === 'deleted' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
  });
}

const declared = ({ declares }: PastWording): string => declares.map(declarationWords).join(', ');

/** The other parts of a wording that differ, as words before and after. */
function otherChanges(before: PastWording, after: PastWording) {
  const parts = [
    ['Frequency', frequencyWords[before.frequency], frequencyWords[after.frequency]],
    ['Nature', natureNames[before.nature], natureNames[after.nature]],
    ['Population', before.population, after.population],
    ['Declared', declared(before), declared(after)],
  ] as const;
  return parts.filter(([, was, is]) => was !== is);
}

/** The statement in force, and how a version before it differed. */
export function VersionList({ control }: { readonly control: Control }) {
  const wordings: readonly PastWording[] = [...control.earlier, control];
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = wordings.find(({ version }) => String(version) === chosen) ?? control;
  const before = wordings[wordings.indexOf(shown) - 1];
  const title =
    before === undefined
      ? `Statement, version ${shown.version}`
      : `Statement, version ${shown.version} against ${before.version}`;
  return (
    <section>
      <h3>{title}</h3>
      {wordings.length < 3 ? null : (
        <Select
          aria-label="Version compared with the one before it"
          data={wordings.toReversed().map(({ version, effectiveFrom }) => ({
            value: String(version),
            label: `Version ${version}, ${since(effectiveFrom)}`,
          }))}
          value={String(shown.version)}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <p className={classes.statement}>
        {before === undefined ? shown.statement : <Diff before={before.statement} after={shown.statement} />}
      </p>
      {before === undefined
        ? null
        : otherChanges(before, shown).map(([name, was, is]) => (
            <p key={name} className={classes.otherChange}>
              <span className="text-3">{name}</span> {was === '' ? null : <del>{was}</del>} <ins>{is}</ins>
            </p>
          ))}
      {before === undefined ? null : (
        <p className="type-second text-3">
          Version {before.version} held {since(before.effectiveFrom)}; version {shown.version}{' '}
          {since(shown.effectiveFrom)}. Two versions inside a period are two populations.
        </p>
      )}
    </section>
  );
}
