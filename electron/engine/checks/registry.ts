import type { Check } from '@shared/domain/check.ts';
import { ruleChecks } from './rule-results.ts';

const files = import.meta.glob<Check>('./*/*.check.ts', { eager: true, import: 'default' });

/** Every check, by id. A new file is found by its name; there is no list to keep. Rules that AWS Config judges come from data. */
export const checks: readonly Check[] = [...Object.values(files), ...ruleChecks].sort((a, b) => (a.id < b.id ? -1 : 1));

/** The files and what they export: the house test compares name and id. */
export const checkFiles: Readonly<Record<string, Check>> = files;
