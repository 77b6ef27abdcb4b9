import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { middleTruncated } from './middle-truncated.ts';
import classes from './mono-id.module.css';

interface MonoIdProps {
  readonly value: string;
  /** Longest text shown, in characters; 40 unless told. */
  readonly max?: number | undefined;
  readonly copy?: boolean | undefined;
}

/** An id in the mono face: shortened in the middle, whole on hover, copied whole. */
export function MonoId({ value, max = 40, copy = false }: MonoIdProps) {
  return (
    <span className={classes.id}>
      <code className="type-mono" title={value}>
        {middleTruncated(value, max)}
      </code>
      {copy ? <CopyId value={value} /> : null}
    </span>
  );
}

function CopyId({ value }: { readonly value: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied.' : 'Copy'}>
          <UnstyledButton className={classes.copy} aria-label={`Copy ${value}`} onClick={copy}>
            {copied ? <Check size={14} strokeWidth={1.75} /> : <Copy size={14} strokeWidth={1.75} />}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
