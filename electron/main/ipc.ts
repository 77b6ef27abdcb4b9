import { contract } from '@shared/contract/contract.ts';
import type { RouteName } from '@shared/contract/routes.ts';
import { AppError } from '@shared/errors.ts';
import { failed, type Result } from '@shared/result.ts';
import type { BrowserWindow } from 'electron';

/** Answers one route, with input that the contract has accepted. */
export type Answer = (route: RouteName, input: unknown, window: BrowserWindow) => Promise<Result<unknown>>;

const maxBytes = 8 << 20;

function isSmall(input: unknown): boolean {
  try {
    return JSON.stringify(input ?? null).length <= maxBytes;
  } catch {
    return false;
  }
}

const words = (error: unknown): Result<never> => {
  if (error instanceof AppError)
    return failed({
      code: error.code,
      message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    });
  return failed({
    code: 'internal',
    message: `Something unexpected happened: ${error instanceof Error ? error.message : String(error)}.`,
  });
};

/** Checks the input against the route's contract, answers, and turns what is thrown into a refusal. */
export async function take(
  route: RouteName,
  raw: unknown,
  window: BrowserWindow,
  answer: Answer,
): Promise<Result<unknown>> {
  const parsed = isSmall(raw) ? contract[route].input.safeParse(raw) : null;
  if (parsed === null || !parsed.success) {
    const issue = parsed?.error?.issues[0];
    const where = issue === undefined ? '' : ` (${issue.path.join('.') || 'input'}: ${issue.message})`;
    return failed({ code: 'bad-input', message: `The request ${route} was not understood${where}.` });
  }
  try {
    return await answer(route, parsed.data, window);
  } catch (error) {
    return words(error);
  }
}
