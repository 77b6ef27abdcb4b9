import type { Output } from '@shared/contract/contract.ts';
import { count, counted } from '@shared/domain/words.ts';
import { FileJson, FileSpreadsheet, FileText, Folder, Hash, type LucideIcon, ScrollText } from 'lucide-react';
import { bytesWords } from '../../ui/words.ts';
import classes from './binder.module.css';

type BinderFile = Output<'binder.preview'>['contents'][number];

function iconOf(name: string): LucideIcon {
  if (name.endsWith('/')) return Folder;
  if (name.endsWith('.xlsx')) return FileSpreadsheet;
  if (name.endsWith('.jsonl')) return ScrollText;
  if (name === 'SHA256SUMS') return Hash;
  return name.endsWith('.json') ? FileJson : FileText;
}

function FileLine({ file }: { readonly file: BinderFile }) {
  const Icon = iconOf(file.name);
  return (
    <tr>
      <td>
        <span className={classes.name}>
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
          <code className="type-mono">{file.name}</code>
        </span>
      </td>
      <td>{file.what}</td>
      <td className={classes.right}>{count(file.files)}</td>
      <td className={classes.right}>{bytesWords(file.bytes)}</td>
    </tr>
  );
}

/** What the next binder will hold, file by file. */
export function BinderContents({ contents }: { readonly contents: readonly BinderFile[] }) {
  const files = contents.reduce((sum, file) => sum + file.files, 0);
  const bytes = contents.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <section>
      <div className={classes.sectionHead}>
        <h2 className="type-section">What will be in it</h2>
        <span className="type-second text-3">
          {counted(files, 'file')}, about {bytesWords(bytes)}
        </span>
      </div>
      <table className={classes.table}>
        <colgroup>
          <col style={{ width: 216 }} />
          <col />
          <col style={{ width: 60 }} />
          <col style={{ width: 84 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">What</th>
            <th scope="col" className={classes.right}>
              Files
            </th>
            <th scope="col" className={classes.right}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {contents.map((file) => (
            <FileLine key={file.name} file={file} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is missing: listed here and printed in the binder. */
export function BinderMissing({ missing }: { readonly missing: Output<'binder.preview'>['missing'] }) {
  return (
    <section>
      <div className={classes.sectionHead}>
        <h2 className="type-section">What is missing, and is said in it</h2>
        <span className="type-second text-3">Nothing here stops the export</span>
      </div>
      {missing.length === 0 ? (
        <p className={classes.none}>Nothing that was planned is missing.</p>
      ) : (
        <table className={classes.table}>
          <colgroup>
            <col style={{ width: 64 }} />
            <col style={{ width: 240 }} />
            <col />
          </colgroup>
          <thead className={classes.quiet}>
            <tr>
              <th scope="col" className={classes.right}>
                Number
              </th>
              <th scope="col">What</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            {missing.map(({ count: number, what, detail }) => (
              <tr key={what}>
                <td className={classes.right}>
                  <b>{count(number)}</b>
                </td>
                <td className="text-1">{what}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
