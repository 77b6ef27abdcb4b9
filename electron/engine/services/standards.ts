import type { Output } from '@shared/contract/contract.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Check } from '@shared/domain/check.ts';
import type { Control, Declaration } from '@shared/domain/control.ts';
import { comparison, declaredAt, type Standard, standards } from '@shared/domain/declaration.ts';
import { type Engagement, reportInterval, reportPeriod } from '@shared/domain/engagement.ts';
import { asJson, type Json } from '@shared/domain/json.ts';
import { dayOf, dayStart, earlier } from '@shared/domain/period.ts';
import { checks } from '../checks/registry.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';

/** What the checks compare with through time: the values that controls declare, else the defaults. */
export interface Standards {
  /** The value of a check's parameter at an instant (ISO 8601 UTC). */
  parameterOf(check: Check, name: string, at: string): Json;
  /** The instants from which a check compares with other values, oldest first, the empty text for the start; none while the defaults hold always. */
  changes(check: Check): readonly string[];
}

interface DeclaredStandard {
  readonly checkId: string;
  readonly name: string;
  readonly through: readonly Standard[];
}

const declaredEver = ({ declares, earlier }: Control): readonly Declaration[] => [
  ...declares,
  ...earlier.flatMap((past) => past.declares),
];

/** The parameters for which the matrix holds another value than the default on any day. */
function declaredStandards(controls: readonly Control[]): readonly DeclaredStandard[] {
  const declaring = controls.filter((control) => declaredEver(control).length > 0);
  const named = new Set(declaring.flatMap(declaredEver).map(({ checkId, parameter }) => `${checkId} ${parameter}`));
  return checks
    .flatMap(({ id, parameters }) =>
      parameters
        .filter(({ name }) => named.has(`${id} ${name}`))
        .map((it) => ({ checkId: id, name: it.name, through: standards(declaring, id, it) })),
    )
    .filter(({ through }) => through.length > 0);
}

/** Everything the checks compare with besides their defaults, as one text: two equal texts give the same verdicts. */
export const standardsText = (controls: readonly Control[]): string =>
  canonicalJson(asJson(declaredStandards(controls)));

/** Reads from the matrix what the checks compare with. What begins after the report period does not count in it. */
export function standardsOf(
  controls: readonly Control[],
  engagement: Pick<Engagement, 'scope' | 'timeZone'>,
): Standards {
  const end = reportInterval(engagement).to;
  const found = declaredStandards(controls).map(({ checkId, name, through }) => ({
    checkId,
    name,
    through: through
      .map(({ from, value }) => ({ at: from === null ? '' : dayStart(from, engagement.timeZone), value }))
      .filter(({ at }) => at < end),
  }));
  const byName = new Map(found.map(({ checkId, name, through }) => [`${checkId} ${name}`, through]));
  const byCheck = new Map(
    checks.map(({ id }) => {
      const own = found.filter(({ checkId }) => checkId === id).flatMap(({ through }) => through.map(({ at }) => at));
      return [id, [...new Set(own)].sort()];
    }),
  );
  return {
    parameterOf(check, name, instant) {
      const declared = byName.get(`${check.id} ${name}`)?.findLast(({ at }) => at <= instant);
      return (declared ?? { value: check.parameters.find((it) => it.name === name)?.default ?? null }).value;
    },
    changes: ({ id }) => byCheck.get(id) ?? [],
  };
}

/** The day judged, in the client's zone; never after the report period. */
export function judgedDay(workspace: Workspace, deps: Deps): string {
  const { scope, timeZone } = workspace.engagements.get();
  return earlier(dayOf(workspace.judgements.get()?.asOf ?? deps.clock(), timeZone), reportPeriod(scope).to);
}

/** The parameters of a check as they hold on a day: the value compared with, the control that declares it, and how it stands to the default. */
export const parametersOn = (
  check: Check,
  controls: readonly Control[],
  day: string,
): Output<'finding.detail'>['parameters'] =>
  check.parameters.map((parameter) => {
    const declared = declaredAt(controls, check.id, parameter, day);
    const value = declared === null ? parameter.default : declared.value;
    return {
      name: parameter.name,
      unit: parameter.unit,
      meaning: parameter.meaning,
      value: JSON.stringify(value),
      default: JSON.stringify(parameter.default),
      declaredBy: declared?.controlId ?? null,
      comparison: comparison(parameter, value),
    };
  });
