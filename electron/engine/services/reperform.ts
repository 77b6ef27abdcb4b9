import type { Snapshot } from '@shared/domain/collection.ts';
import type { Seen } from '@shared/domain/verdict.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';

const unpacked = (snapshot: Snapshot): readonly string[] => [
  ...(snapshot.encoding.includes('gzip') ? ['gunzip -c'] : []),
  ...(snapshot.encoding.startsWith('utf-16')
    ? [`iconv -f ${snapshot.encoding.slice(0, 8).toUpperCase()} -t UTF-8`]
    : []),
];

/** The steps that lead from the file as received to the value seen, with tools every system has. */
export function reperform(
  stored: StoredResource,
  snapshot: Snapshot,
  seen: Seen | null,
  form: string | null,
): readonly string[] {
  const decode = unpacked(snapshot);
  const from = decode.length === 0 ? '' : `${decode.join(' | ')} | `;
  return [
    `sha256sum FILE gives ${snapshot.sha256}, where FILE is ${snapshot.fileName} as received.`,
    `cat FILE | ${from}tail -c +${stored.offset + 1} | head -c ${stored.length} > item.json cuts out the item.`,
    `sha256sum item.json gives ${stored.sha256}.`,
    ...(form === null ? [] : [form]),
    ...(seen === null ? [] : [`In item.json, ${seen.path} is ${seen.value ?? 'absent'}.`]),
  ];
}
