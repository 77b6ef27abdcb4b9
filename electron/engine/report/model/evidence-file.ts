import type { EvidenceItem } from '@shared/domain/exception.ts';

const mostCharacters = 80;

/** A name that every system accepts: plain characters, short, no dot at an end. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.');
  const dot = plain.lastIndexOf('.');
  const extension = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : '';
  const stem = plain.slice(0, plain.length - extension.length).slice(0, mostCharacters - extension.length);
  return `${stem}${extension}`.replace(/^[.-]+|[.-]+$/g, '') || 'file';
}

/** The file of a piece of evidence in the binder. Its id comes first, so that no two are alike; null without a file. */
export const evidenceFile = ({ id, fileName, sha256 }: EvidenceItem): string | null =>
  sha256 === null ? null : `evidence/${id}-${plainName(fileName ?? 'file')}`;
