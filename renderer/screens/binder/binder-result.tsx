import { CopyButton } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { bytesWords } from '../../ui/words.ts';
import classes from './binder.module.css';
import type { Written } from './binder.store.ts';
import { fingerprintWords } from './fingerprint-words.ts';

const checkCommand = 'sha256sum -c SHA256SUMS';

interface FactsProps {
  readonly fingerprint: string;
  readonly head: string;
  readonly folder: string;
  readonly of: ReactNode;
}

/** What a person reads out to compare a binder, and how to check it without Fieldwork. */
function Facts({ fingerprint, head, folder, of }: FactsProps) {
  return (
    <>
      <p className={classes.fingerprint} title={fingerprint}>
        {fingerprintWords(fingerprint)}
      </p>
      <dl className={classes.facts}>
        <dt>Fingerprint of</dt>
        <dd>{of}</dd>
        <dt>Whole</dt>
        <dd>
          <MonoId value={fingerprint} max={29} copy />
        </dd>
        <dt>Log head</dt>
        <dd>
          <MonoId value={head} max={29} copy />
        </dd>
        <dt>Folder</dt>
        <dd className={classes.folder}>{folder}</dd>
        <dt>Check it</dt>
        <dd>
          <code className="type-mono">{checkCommand}</code>{' '}
          <CopyButton value={checkCommand}>
            {({ copied, copy }) => (
              <button type="button" className="link" onClick={copy} aria-label={`Copy ${checkCommand}`}>
                {copied ? 'Copied' : <Copy size={13} strokeWidth={1.75} />}
              </button>
            )}
          </CopyButton>
        </dd>
      </dl>
    </>
  );
}

function JustWritten({ written }: { readonly written: Written }) {
  const show = () => void attempt('The folder was not shown.', () => call('app.reveal', { handle: written.handle }));
  return (
    <>
      <div className={classes.resultHead}>
        <h2 className="type-section">Binder {written.number} written</h2>
        <button type="button" className="link type-second" onClick={show}>
          Show in folder
        </button>
      </div>
      <Facts
        {...written}
        of={
          <>
            <code className="type-mono">SHA256SUMS</code>, {counted(written.files, 'file')}, {bytesWords(written.bytes)}
            , all read back and equal
          </>
        }
      />
    </>
  );
}

interface BinderResultProps {
  readonly written: Written | null;
  readonly last: Output<'binder.preview'>['last'];
}

/** The binder written last, with what an auditor compares. */
export function BinderResult({ written, last }: BinderResultProps) {
  if (written !== null) return <JustWritten written={written} />;
  if (last === null)
    return (
      <>
        <h2 className="type-section">No binder yet</h2>
        <p className={classes.none}>
          A binder is a folder for the CPA firm: report, workbook, raw items, log and a file of checksums. It can be
          checked with a text editor and sha256sum, without Fieldwork.
        </p>
      </>
    );
  return (
    <>
      <div className={classes.resultHead}>
        <h2 className="type-section">Binder {last.number}</h2>
        <span className="type-second text-3">
          <Time at={last.at} form="instant" />
        </span>
      </div>
      <Facts {...last} of={<code className="type-mono">SHA256SUMS</code>} />
    </>
  );
}
