import type { Output } from '@shared/contract/contract.ts';
import { MonoId } from '../../../ui/mono-id.tsx';
import classes from './detail.module.css';
import { parameterWords } from './seen-words.ts';

/** Where the verdict looked, what it saw there, and by which rule. */
export function PathValue({ detail }: { readonly detail: Output<'finding.detail'> }) {
  const { seen, check, parameters } = detail;
  const compared = parameterWords(parameters);
  return (
    <dl className={classes.facts}>
      {seen.map(({ path, value }) => (
        <div key={path}>
          <dt>Path</dt>
          <dd>
            <code className="type-mono">{path}</code>
          </dd>
          <dt>Value</dt>
          <dd>{value === null ? 'The property is absent.' : <code className="type-mono">{value}</code>}</dd>
        </div>
      ))}
      {seen.length === 0 ? (
        <div>
          <dt>Path</dt>
          <dd>No property was there to read.</dd>
        </div>
      ) : null}
      <div>
        <dt>Rule</dt>
        <dd>
          <MonoId value={check.checkId} max={48} /> version {check.version}
          {compared === '' ? null : `, ${compared}`}
        </dd>
      </div>
    </dl>
  );
}
