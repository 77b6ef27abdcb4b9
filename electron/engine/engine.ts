import { join } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import { AppError, errorCodes } from '@shared/errors.ts';
import { failed, ok, type Result } from '@shared/result.ts';
import type { Emit, EngineInput, EngineOutput, EngineRoute, Handlers } from './protocol.ts';
import {
  clientPermissions,
  listConnections,
  removeConnection,
  saveConnection,
  setCertificate,
} from './services/connections.ts';
import { controlDetail, listControls, readControl, updateControl } from './services/controls.ts';
import { collectionDetail, coverage } from './services/coverage.ts';
import { concludeCriterion, listCriteria } from './services/criteria.ts';
import type { Deps } from './services/deps.ts';
import { createEngagement, openEngagement, summarise } from './services/engagement.ts';
import { readiness, updateEngagement } from './services/engagement-facts.ts';
import { attachEvidence } from './services/evidence.ts';
import { moveExceptions } from './services/exception-move.ts';
import {
  addToException,
  exceptionDetail,
  keepResponse,
  listExceptions,
  raiseException,
  typeResponse,
  updateException,
} from './services/exceptions.ts';
import { binderFolderName, exportBinder, previewBinder, previewReport } from './services/export-binder.ts';
import { findingDetail, pageFindings, queryFindings } from './services/findings.ts';
import { startImport } from './services/import-files.ts';
import { importStated } from './services/import-stated.ts';
import { listLog } from './services/log.ts';
import { editMatrix, matrixState, readRows, redoMatrix, undoMatrix } from './services/matrix.ts';
import { exportMatrix, importMatrix, previewMatrix, readMatrixFile } from './services/matrix-file.ts';
import { restatedSteps } from './services/matrix-steps.ts';
import { overview } from './services/overview.ts';
import { searchObjects } from './services/palette.ts';
import { planException, remediationPlan } from './services/plan.ts';
import { exportForms, importForms, previewForms } from './services/response-forms.ts';
import { previewRollOver, rollOver } from './services/roll-over.ts';
import { openSample } from './services/sample.ts';
import { confirmScope, decideDifference, declarePlace, editScope, scopeView } from './services/scope.ts';
import { createSession, type Session } from './services/session.ts';
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

function engagementHandlers(session: Session, deps: Deps) {
  const open = session.workspace;
  return {
    'engagement.create': ({ path, ...input }) => session.opened(() => createEngagement(path, input, deps)),
    'engagement.open': ({ path }) => session.opened(() => openEngagement(path)),
    'engagement.openSample': ({ path }) => session.opened(() => openSample(path, deps)),
    'engagement.close': async () => {
      await session.close();
      return null;
    },
    'engagement.summary': () => summarise(open()),
    'engagement.evaluate': ({ asOf }) => session.judge(asOf),
    'engagement.update': (input) => {
      const asOf = session.changing('engagement', () => updateEngagement(open(), deps, input, session.free));
      return asOf === null ? summarise(open()) : session.judge(asOf);
    },
    'engagement.readiness': () => readiness(open(), deps),
    'engagement.previewRollOver': (input) => previewRollOver(open(), deps, input),
    'engagement.rollOver': async (input) => {
      session.free();
      const { workspace, ...told } = rollOver(open(), deps, input);
      return { summary: await session.opened(() => workspace), ...told };
    },
  } satisfies Partial<Handlers>;
}

/** After a step on the matrix that changed what the checks compare with, the findings are judged again and rows read anew. */
function restated<T>(session: Session, stepsBefore: number, done: T, readAgain: (done: T) => T): T {
  const workspace = session.workspace();
  if (restatedSteps(workspace) === stepsBefore || workspace.judgements.get() === null) return done;
  session.judge(undefined);
  return readAgain(done);
}

function matrixHandlers(session: Session, deps: Deps) {
  const open = session.workspace;
  const rows = ({ changed, removed }: Output<'matrix.edit'>) =>
    readRows(open(), deps, [...changed.map(({ control }) => control.id), ...removed]);
  const step = (work: () => Output<'matrix.edit'>) =>
    restated(session, restatedSteps(open()), session.changing('controls', work), rows);
  return {
    'control.list': () => listControls(open(), deps),
    'control.detail': ({ id }) => controlDetail(open(), deps, id),
    'control.update': (input) => {
      const update = () => updateControl(open(), deps, input, session.free);
      const again = () => readControl(open(), deps, input.id);
      return restated(session, restatedSteps(open()), session.changing('controls', update), again);
    },
    'matrix.state': () => matrixState(open(), deps),
    'matrix.edit': (input) => step(() => editMatrix(open(), deps, input, session.free)),
    'matrix.undo': () => step(() => undoMatrix(open(), deps, session.free)),
    'matrix.redo': () => step(() => redoMatrix(open(), deps, session.free)),
    'matrix.export': ({ path }) => exportMatrix(open(), deps, path),
    'matrix.read': ({ path }) => readMatrixFile(open(), deps, path),
    'matrix.preview': (input) => previewMatrix(open(), deps, input),
    'matrix.import': async (input) => {
      session.free();
      const before = restatedSteps(open());
      const done = await importMatrix(open(), deps, input);
      return restated(
        session,
        before,
        session.changing('controls', () => done),
        rows,
      );
    },
    'criterion.list': () => listCriteria(open(), deps),
    'criterion.conclude': (input) => session.changing('criteria', () => concludeCriterion(open(), deps, input)),
  } satisfies Partial<Handlers>;
}

function scopeHandlers(session: Session, deps: Deps) {
  const open = session.workspace;
  return {
    'scope.get': () => scopeView(open(), deps),
    'scope.edit': (input) => session.changing('scope', () => editScope(open(), deps, input)),
    'scope.decide': (input) => session.changing('scope', () => decideDifference(open(), deps, input)),
    'scope.declare': (input) => session.changing('scope', () => declarePlace(open(), deps, input)),
    'scope.confirm': (input) => session.changing('scope', () => confirmScope(open(), deps, input)),
  } satisfies Partial<Handlers>;
}

function exceptionHandlers(session: Session, deps: Deps) {
  const open = session.workspace;
  const changing = <T>(work: () => T): T => session.changing('exceptions', work);
  return {
    'exception.list': () => listExceptions(open(), deps),
    'exception.detail': ({ id }) => exceptionDetail(open(), deps, id),
    'exception.raise': (input) => changing(() => raiseException(open(), deps, input)),
    'exception.add': (input) => changing(() => addToException(open(), deps, input)),
    'exception.update': (input) => changing(() => updateException(open(), deps, input)),
    // No event: the window that types knows what it typed.
    'exception.type': (input) => typeResponse(open(), deps, input),
    'exception.keep': ({ id }) => changing(() => keepResponse(open(), deps, id)),
    'exception.move': (input) => changing(() => moveExceptions(open(), deps, input)),
    'exception.attach': async (input) => {
      const done = await attachEvidence(open(), deps, input);
      return changing(() => done);
    },
    'exception.plan': (input) => changing(() => planException(open(), deps, input)),
    'plan.get': () => remediationPlan(open(), deps),
    'exception.exportForms': (input) => exportForms(open(), deps, input),
    'exception.previewForms': (input) => previewForms(open(), deps, input),
    'exception.importForms': async (input) => {
      const done = await importForms(open(), deps, input);
      return changing(() => done);
    },
  } satisfies Partial<Handlers>;
}

function liveHandlers(session: Session, deps: Deps) {
  const open = session.workspace;
  const { close: _, ...live } = session.live;
  const changing = <T>(work: () => T): T => session.changing('collections', work);
  return {
    'connection.list': () => listConnections(open()),
    'connection.save': (input) => changing(() => saveConnection(open(), deps, input)),
    'connection.remove': ({ id }) => changing(() => removeConnection(open(), deps, id)),
    'connection.certificate': (input) => changing(() => setCertificate(open(), deps, input)),
    'connection.permissions': (input) => clientPermissions(open(), input),
    ...live,
  } satisfies Partial<Handlers>;
}

/** Joins the rooms: every route of the contract that the engine answers. */
function createHandlers(deps: Deps, emit: Emit): { handlers: Handlers; close: () => Promise<void> } {
  const session = createSession(deps, emit);
  const open = session.workspace;
  const handlers: Handlers = {
    ...engagementHandlers(session, deps),
    'overview.get': () => overview(open(), deps),
    'finding.query': (query) => queryFindings(open(), deps, query),
    'finding.page': (input) => pageFindings(open(), deps, input),
    'finding.detail': ({ id }) => findingDetail(open(), deps, id),
    ...matrixHandlers(session, deps),
    ...scopeHandlers(session, deps),
    ...exceptionHandlers(session, deps),
    'collection.list': () => open().collections.all(),
    'collection.detail': ({ id }) => collectionDetail(open(), id),
    'collection.import': ({ paths }) =>
      session.importing((workspace, told) => startImport(workspace, deps, { paths, ...told })),
    'collection.importStated': (stated) =>
      session.importing((workspace, told) => importStated(workspace, deps, { ...stated, ...told })),
    'collection.cancel': () => session.cancel(),
    ...liveHandlers(session, deps),
    'coverage.get': () => coverage(open()),
    'binder.preview': () => previewBinder(open(), deps),
    'binder.report': (options) => previewReport(open(), deps, options),
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
