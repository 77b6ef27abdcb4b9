import type { Check, Knowledge, Scene } from '@shared/domain/check.ts';
import { earlier } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import type { Verdict } from '@shared/domain/verdict.ts';
import { quoted } from './quoted.ts';

/** A verdict that rests on one item: wherever and whenever it is judged under the same accounts, it is the same. */
interface ItemVerdict {
  readonly checkId: string;
  readonly verdict: Verdict;
  /** The instant from which it is another one; null when time alone never changes it. */
  readonly turnsAt: string | null;
}

interface ItemVerdicts {
  readonly verdicts: readonly ItemVerdict[];
  /** True when one of them asked which accounts are the client's. */
  readonly asksAccounts: boolean;
}

type JudgeItem = (resource: Resource, ownAccounts: readonly string[]) => ItemVerdicts;

interface Stage extends Scene {
  accounts: readonly string[];
  capturedAt: string;
  turnsAt: string | null;
  asksAccounts: boolean;
  /** True once the check looked at more than the item: what it says then is not kept. */
  looksBeyond: boolean;
}

// What a check sees that looks beyond the item: throwing there would take longer than letting it end.
const nothing: readonly Resource[] = [];
const anyInstant = '1970-01-01T00:00:00.000Z';
const anyKnowledge: Knowledge = { isKnown: true };

/** A scene that shows the client's accounts and the default parameters, and nothing else. */
function buildStage({ parameters }: Check): Stage {
  const defaults = new Map(parameters.map((parameter) => [parameter.name, parameter.default]));
  const beyond = <Shown>(shown: Shown): Shown => {
    stage.looksBeyond = true;
    return shown;
  };
  const stage: Stage = {
    accounts: [],
    capturedAt: '',
    turnsAt: null,
    asksAccounts: false,
    looksBeyond: false,
    get asOf() {
      return beyond(anyInstant);
    },
    isPast(instant) {
      if (instant <= stage.capturedAt) return true;
      stage.turnsAt = earlier(instant, stage.turnsAt ?? instant);
      return false;
    },
    get ownAccounts() {
      stage.asksAccounts = true;
      return stage.accounts;
    },
    of: () => beyond(nothing),
    known: () => beyond(anyKnowledge),
    parameter: (name) => defaults.get(name) ?? null,
  };
  return stage;
}

/** The verdict of a check that needs nothing but the item; null when it looks beyond, whatever it made of what it saw there. */
function judgeAlone(check: Check, stage: Stage, resource: Resource): Verdict | null {
  stage.looksBeyond = false;
  stage.turnsAt = null;
  stage.capturedAt = resource.capturedAt;
  try {
    const verdict = check.judge(resource, stage);
    return stage.looksBeyond ? null : verdict;
  } catch (error) {
    if (stage.looksBeyond) return null;
    throw error;
  }
}

/**
 * Prepares the judging of items one by one, while each is at hand in full. What needs more than the item (others
 * around it, the time, what can be known) is left to the evaluation, as is all that is only inventory.
 */
export function createItemJudge(checks: readonly Check[]): JudgeItem {
  const types = new Set(checks.flatMap(({ looksAt }) => looksAt));
  const looking = new Map(
    [...types].map((type) => [
      type,
      checks.filter(({ looksAt }) => looksAt.includes(type)).map((check) => ({ check, stage: buildStage(check) })),
    ]),
  );
  return (resource, ownAccounts) => {
    const verdicts: ItemVerdict[] = [];
    let asksAccounts = false;
    if (resource.standing === 'inventory' || resource.isDeleted) return { verdicts, asksAccounts };
    for (const { check, stage } of looking.get(resource.type) ?? []) {
      stage.accounts = ownAccounts;
      stage.asksAccounts = false;
      const verdict = judgeAlone(check, stage, resource);
      if (verdict === null) continue;
      const said = verdict.status === 'fail' ? verdict : quoted(verdict);
      verdicts.push({ checkId: check.id, verdict: said, turnsAt: stage.turnsAt });
      asksAccounts ||= stage.asksAccounts;
    }
    return { verdicts, asksAccounts };
  };
}
