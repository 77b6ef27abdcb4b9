import { go } from '../../navigation.store.ts';
import type { ScopeView } from '../../scope.store.ts';
import classes from './scope.module.css';
import { systemKindWords } from './scope-words.ts';

/** The systems that no cloud can show, each with the controls that speak of it. */
export function Elsewhere({ elsewhere }: Pick<ScopeView, 'elsewhere'>) {
  if (elsewhere.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere">
      <div className={classes.titleRow}>
        <h2 id="elsewhere">Declared, with no cloud to read</h2>
        <span className="type-second text-3">Judged from evidence only.</span>
      </div>
      <ul className={classes.elsewhere}>
        {elsewhere.map(({ system, controls }) => (
          <li key={system.id}>
            <span>{system.name}</span>
            <small>{system.method === null ? systemKindWords[system.kind] : `Subservice, ${system.method}`}</small>
            <small>
              {controls.length === 0
                ? 'no control names it'
                : controls.map((id) => (
                    <button
                      key={id}
                      type="button"
                      className="link type-mono-tag"
                      onClick={() => go('controls', { id })}
                    >
                      {id}
                    </button>
                  ))}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
