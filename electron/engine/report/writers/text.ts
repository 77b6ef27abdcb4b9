import type { AuditHead } from '@shared/domain/audit-log.ts';
import type { BinderModel } from '../binder-model.ts';
import { disclaimer } from '../model/method.ts';
import type { FileEntry } from './json.ts';
import { visible } from './visible.ts';

/** HEAD: how many entries the log has and the hash of the last. */
export const headText = ({ entries, hash }: AuditHead): string => `${entries} ${hash}\n`;

/** SHA256SUMS in the format of GNU coreutils, sorted by the bytes of the names. */
export function sumsText(files: readonly Pick<FileEntry, 'name' | 'sha256'>[]): string {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}

/** VERIFY.txt: how to check the binder with the tools of any computer. */
export function verifyText({ heading, head, number }: BinderModel): string {
  return `${disclaimer}.

Binder ${number} of ${visible(heading.client).replaceAll('\n', ' ')}: ${heading.report}, ${heading.period}.
Judged as of ${heading.judged}.

1. NOTHING WAS ALTERED SINCE THE EXPORT

   SHA256SUMS lists every file of this folder with its SHA-256. Open a terminal in this folder.

   Linux:    sha256sum -c SHA256SUMS
   macOS:    shasum -a 256 -c SHA256SUMS
   Windows (PowerShell):

     Get-Content SHA256SUMS | ForEach-Object {
       $sum, $name = $_ -split '  ', 2
       $found = (Get-FileHash -Algorithm SHA256 $name).Hash.ToLower()
       if ($found -ne $sum) { "$name differs" }
     }

   Linux and macOS print OK for each file; the lines for PowerShell print only files that differ. A file that
   differs is not the file that was exported. The sums do not say who changed it.
   The SHA-256 of SHA256SUMS itself is the fingerprint that was shown at the export.

2. A SENTENCE RESTS ON A VALUE

   a. Take a gap in gap-report.pdf, for example G-01. Under "Evidence" it names findings and files.
   b. Find the finding, for example F-0001, in findings.json or in binder.xlsx, sheet Findings. It names the rule
      and its version, the path of the property and the value seen.
   c. Open the file items/<SHA-256>.json. It holds the raw item, byte for byte as it was read; its name is the
      SHA-256 of its content.
   d. Follow the path. The value there is the value of the finding. A path such as
      configuration.ipPermissions[1].fromPort counts places in a list from 0. Some items hold JSON inside a text;
      the path goes on inside that text.

   An exception in exceptions.pdf names its evidence, for example E-001. The file is evidence/E-001-<name>, byte for
   byte as it was attached. What management writes there is its own word and is not tested by this binder.

   Findings that pass are in findings.json with the hash of their item. Their items are not in this folder; they
   can be asked for by that hash.

3. THE LOG OF THE WORK IS WHOLE

   audit-log.jsonl has one entry a line, ${head.entries} in all. The last entry's hash is

     ${head.hash}

   and is also in the file HEAD, on the cover of the report and, shortened, at the foot of each page. An entry's hash
   is the SHA-256 of a zero byte followed by the entry's line without the member "entryHash" (members sorted by
   name, no spaces); the line holds the hash of the entry before it. The entry before the first counts as 64 zeros.
   If you kept a head from an earlier binder, find it further up in the same file: the earlier log must be the
   beginning of this one.

4. WHAT THIS BINDER DOES NOT SHOW

   Unknown is not a pass: binder.xlsx, sheet Not read, lists what could not be read, and why.
   A hash shows that a file is the one that was read. It does not show that the client's system told the truth.
`;
}
