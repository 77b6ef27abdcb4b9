import { CopyButton } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import classes from './detail.module.css';

/** The steps to check the value by hand, without Fieldwork. */
export function Reperform({ steps }: { readonly steps: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  if (steps.length === 0) return null;
  return (
    <section className={classes.block}>
      <div className={classes.headLine}>
        <h3 className="type-section">
          <button type="button" className={classes.opener} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Re-perform in {counted(steps.length, 'step')}
          </button>
        </h3>
        {isOpen ? (
          <CopyButton value={steps.join('\n')}>
            {({ copied, copy }) => (
              <button type="button" className="link type-second" onClick={copy}>
                {copied ? 'Copied' : 'Copy the steps'}
              </button>
            )}
          </CopyButton>
        ) : null}
      </div>
      {isOpen ? (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li key={step}>
              <code className="type-mono">{step}</code>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
