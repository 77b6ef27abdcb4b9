import { join } from 'node:path';
import { AppError, errorCodes } from '@shared/errors.ts';
import { failed, ok, type Result } from '@shared/result.ts';
import type { Emit, EngineInput, EngineOutput, EngineRoute, Handlers } from './protocol.ts';
import { controlDetail, listControls, updateControl } from './services/controls.ts';
import { collectionDetail, coverage } from './services/coverage.ts';
import type { Deps } from './services/deps.ts';
import { createEngagement, openEngagement, summarise } from './services/engagement.ts';
import { binderFolderName, exportBinder, previewBinder } from './services/export-binder.ts';
import { findingDetail, pageFindings, queryFindings } from './services/findings.ts';
import { listLog } from './services/log.ts';
import { overview } from './services/overview.ts';
import { searchObjects } from './services/palette.ts';
import { openSample } from './services/sample.ts';
import { createSession } from './services/session.ts';
import { verifyWorkspace } from './services/verify.ts';

/** The engine behind the window, the command line and the tests. */
export interface Engine {
  call<R extends EngineRoute>(route: R, input: EngineInput<R>): Promise<Result<EngineOutput<R>>>;
  /** Ends what runs and closes the engagement. */
  close(): Promise<void>;
}

const isDiskError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'EACCES', 'EROFS'].includes(String(error.code));

/** Any error in the closed list of refusals; what was not expected becomes `internal`. */
function failureOf(error: unknown): Result<never> {
  if (error instanceof AppError && errorCodes.includes(error.code))
    return failed({
      code: error.code,
      message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    });
  const message = error instanceof Error ? error.message : String(error);
  if (isDiskError(error))
    return failed({
      code: 'disk',
      message: `The disk refused to write: ${message}.`,
      remedy: 'Free space or check the rights, then try again. Nothing was half-written.',
    });
  return failed({
    code: 'internal',
    message: `Something unexpected happened: ${message}.`,
    remedy: 'Try again; if it happens again, report it with what you did.',
  });
}

/** Joins the rooms: every route of the contract that the engine answers. */
function createHandlers(deps: Deps, emit: Emit): { handlers: Handlers; close: () => Promise<void> } {
  const session = createSession(deps, emit);
  const open = session.workspace;
  const handlers: Handlers = {
    'engagement.create': ({ path, ...input }) => session.opened(() => createEngagement(path, input, deps)),
    'engagement.open': ({ path }) => session.opened(() => openEngagement(path)),
    'engagement.openSample': ({ path }) => session.opened(() => openSample(path, deps)),
    'engagement.close': async () => {
      await session.close();
      return null;
    },
    'engagement.summary': () => summarise(open()),
    'engagement.evaluate': ({ asOf }) => session.judge(asOf),
    'overview.get': () => overview(open(), deps),
    'finding.query': (query) => queryFindings(open(), deps, query),
    'finding.page': (input) => pageFindings(open(), deps, input),
    'finding.detail': ({ id }) => findingDetail(open(), deps, id),
    'control.list': () => listControls(open(), deps),
    'control.detail': ({ id }) => controlDetail(open(), deps, id),
    'control.update': (input) => session.changing('controls', () => updateControl(open(), deps, input)),
    'collection.list': () => open().collections.all(),
    'collection.detail': ({ id }) => collectionDetail(open(), id),
    'collection.import': ({ paths }) => session.importFiles(paths),
    'collection.cancel': () => session.cancel(),
    'coverage.get': () => coverage(open()),
    'binder.preview': () => previewBinder(open(), deps),
    // The person chooses where; the binder gets a folder of its own there.
    'binder.export': ({ path, ...options }) =>
      session.exporting((signal, onProgress) =>
        exportBinder(open(), deps, join(path, binderFolderName(open())), options, signal, onProgress),
      ),
    'binder.cancel': () => session.cancel(),
    'log.list': (input) => listLog(open(), input),
    'log.verify': () => verifyWorkspace(open()),
    'palette.search': ({ text }) => searchObjects(open(), deps, text),
  };
  return { handlers, close: session.close };
}

/** Makes an engine. Expected refusals are values; nothing is thrown across its border. */
export function createEngine(deps: Deps, emit: Emit): Engine {
  const { handlers, close } = createHandlers(deps, emit);
  return {
    async call(route, input) {
      try {
        return ok(await handlers[route](input));
      } catch (error) {
        return failureOf(error);
      }
    },
    close,
  };
}
