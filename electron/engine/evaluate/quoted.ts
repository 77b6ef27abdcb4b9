import type { Verdict } from '@shared/domain/verdict.ts';

const seenLimit: Readonly<Record<Verdict['status'], number>> = { fail: 8, unknown: 8, pass: 2, 'not-applicable': 1 };
const valueLimit: Readonly<Record<Verdict['status'], number>> = {
  fail: 2_000,
  unknown: 2_000,
  pass: 300,
  'not-applicable': 300,
};

/** The most telling properties: all of a failure, the first few of a pass. A long value is cut; the item holds it whole. */
export const quoted = ({ status, because, seen }: Verdict): Verdict => ({
  status,
  because,
  seen: seen.slice(0, seenLimit[status]).map(({ path, value }) => ({
    path,
    value: value !== null && value.length > valueLimit[status] ? `${value.slice(0, valueLimit[status])}…` : value,
  })),
});
