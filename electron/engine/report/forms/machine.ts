import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Response } from '@shared/domain/response.ts';
import { sha256 } from '../hash.ts';
import { fields } from './fields.ts';
import { formsFormat } from './source.ts';

/** Columns of a form, from 0: what is asked, the answer, a good example; then two that only programs read. */
export const columns = { label: 0, answer: 1, example: 2, name: 3, digest: 4 } as const;

/** Whose form it is: the first row of its sheet, hidden. */
export interface Machine {
  readonly format: string;
  readonly engagement: string;
  readonly exception: string;
  /** Of the response as it went out; see `formDigest`. */
  readonly digest: string;
}

/** The digest of an answer as it went out: what it is compared with when the form comes back. */
export const answerDigest = (text: string): string => sha256(text).slice(0, 16);

/** Ties the ids of a form to the answers it went out with, so that neither can be exchanged unseen. */
export const formDigest = (ids: Pick<Machine, 'engagement' | 'exception'>, digests: readonly string[]): string =>
  sha256(canonicalJson([formsFormat, ids.engagement, ids.exception, ...digests]));

/** The digests of a response, in the order of the fields. */
export const answerDigests = (response: Response): readonly string[] =>
  fields.map((field) => answerDigest(field.text(response)));
