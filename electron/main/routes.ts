import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contract, type Input, type Output } from '@shared/contract/contract.ts';
import type { RouteName } from '@shared/contract/routes.ts';
import { reportPeriod } from '@shared/domain/engagement.ts';
import { AppError } from '@shared/errors.ts';
import { ok, type Result } from '@shared/result.ts';
import { app, type BrowserWindow, nativeTheme, shell } from 'electron';
import type { EngineRoute, MainRoute } from '../engine/protocol.ts';
import { mainRoutes } from '../engine/protocol.ts';
import { labelOf, pickFiles, pickFolder, saveFile } from './dialogs.ts';
import type { EngineHost } from './engine-host.ts';
import type { Handles } from './handles.ts';
import type { SettingsFile } from './settings.ts';

interface Parts {
  readonly engine: EngineHost;
  readonly handles: Handles;
  readonly settings: SettingsFile;
}

type MainHandlers = {
  readonly [R in MainRoute]: (input: Input<R>, window: BrowserWindow) => Promise<Result<Output<R>>> | Result<Output<R>>;
};

const summaryOf = contract['engagement.summary'].output;
const summaryIn = contract['engagement.rollOver'].output.transform(({ summary }) => summary);

function words({ counts, coverage }: Output<'engagement.summary'>): string {
  const { fail, lapsed, unknown } = counts.findings;
  if (coverage.planned === 0) return 'Nothing imported yet';
  return [`${fail} fail`, `${lapsed} lapsed`, `${unknown} unknown`].join(', ');
}

/** Keeps the home screen's list true: an engagement that answered is remembered as it stands now. */
function remember(route: RouteName, result: Result<unknown>, settings: SettingsFile): void {
  const schema = route === 'engagement.rollOver' ? summaryIn : summaryOf;
  const parsed = result.ok ? schema.safeParse(result.value) : null;
  if (parsed === null || !parsed.success) return;
  const { engagement, label, folder, line, isSample } = parsed.data;
  if (isSample) return;
  settings.remember({
    path: folder,
    client: engagement.client,
    label,
    openedAt: new Date().toISOString(),
    segments: line,
    period: reportPeriod(engagement.scope),
    asOf: parsed.data.asOf,
    summary: words(parsed.data),
  });
}

const summaryRoutes: readonly RouteName[] = [
  'engagement.create',
  'engagement.open',
  'engagement.openRecent',
  'engagement.openSample',
  'engagement.summary',
  'engagement.evaluate',
  'engagement.update',
  'engagement.rollOver',
];

/** A new engagement gets a folder of its own when the one chosen has something in it. */
function newFolder(chosen: string, wanted: string): string {
  const name =
    wanted
      .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
      .trim()
      .replace(/^\.+/, '') || 'Engagement';
  return join(chosen, name);
}

/** The name of the folder that a route makes in the one chosen; null where it takes the chosen one itself. */
function newName(route: EngineRoute, input: object): string | null {
  if (route === 'engagement.create' && 'client' in input) return String(input.client);
  return route === 'engagement.rollOver' && 'name' in input ? String(input.name) : null;
}

/** Puts paths in the place of handles before the engine is asked. */
function withPaths(route: EngineRoute, input: unknown, { handles }: Parts): unknown {
  if (route === 'engagement.openSample') return { path: join(app.getPath('userData'), 'sample') };
  if (typeof input !== 'object' || input === null) return input;
  if ('handles' in input && Array.isArray(input.handles)) {
    const { handles: given, ...rest } = input;
    return { ...rest, paths: given.map((it) => handles.path(String(it))) };
  }
  if (!('handle' in input)) return input;
  const { handle, ...rest } = input;
  const path = handles.path(String(handle));
  const name = newName(route, rest);
  return { ...rest, path: name === null ? path : newFolder(path, name) };
}

/** The folder a binder was written to gets a handle, so that the window can show it. */
function withHandle(route: RouteName, result: Result<unknown>, handles: Handles): Result<unknown> {
  if (
    route !== 'binder.export' ||
    !result.ok ||
    typeof result.value !== 'object' ||
    result.value === null ||
    !('folder' in result.value)
  )
    return result;
  return ok({ ...result.value, handle: handles.add(String(result.value.folder)) });
}

function createMainHandlers(parts: Parts): MainHandlers {
  const { engine, handles, settings } = parts;
  const named = (path: string) => ({ handle: handles.add(path), label: labelOf(path) });
  return {
    'app.state': async () => {
      // An engine that was never started has nothing open, and the first page does not wait for it.
      const isOpen = engine.isRunning() && (await engine.call('engagement.summary', {})).ok;
      return ok({
        version: app.getVersion(),
        platform: process.platform,
        theme: settings.get().theme,
        recents: settings.recents(),
        isOpen,
      });
    },
    'app.setTheme': ({ theme }) => {
      settings.setTheme(theme);
      nativeTheme.themeSource = theme;
      return ok(null);
    },
    'app.reveal': ({ handle }) => {
      const path = handles.path(handle);
      if (!existsSync(path)) throw new AppError('not-found', `${path} is not there any more.`);
      shell.showItemInFolder(path);
      return ok(null);
    },
    'workspace.pick': async ({ purpose }, window) => {
      const path = await pickFolder(window, purpose);
      return ok(path === null ? null : named(path));
    },
    'file.pick': async (input, window) => ok((await pickFiles(window, input)).map(named)),
    'file.save': async (input, window) => {
      const path = await saveFile(window, input);
      return ok(path === null ? null : named(path));
    },
    'file.drop': ({ paths }) => ok(paths.map(named)),
    'engagement.openRecent': async ({ id }) => {
      const found = settings.get().recents.find((it) => it.id === id);
      if (found === undefined) throw new AppError('not-found', 'That engagement is no longer in the list.');
      const result = await engine.call('engagement.open', { path: found.path });
      // The engine's answer to this route is the contract's own summary.
      return result as Result<Output<'engagement.openRecent'>>;
    },
    'engagement.forget': ({ id }) => {
      settings.forget(id);
      return ok(null);
    },
  };
}

const isMainRoute = (route: RouteName): route is MainRoute => mainRoutes.some((it) => it === route);

/** Answers every route: main's own here, all others by the engine. */
export function createAnswer(
  parts: Parts,
): (route: RouteName, input: unknown, window: BrowserWindow) => Promise<Result<unknown>> {
  const own = createMainHandlers(parts);
  return async (route, input, window) => {
    const result = isMainRoute(route)
      ? // The wrapper has parsed the input with this very route's schema.
        await own[route](input as never, window)
      : withHandle(route, await parts.engine.call(route, withPaths(route, input, parts)), parts.handles);
    if (summaryRoutes.includes(route)) remember(route, result, parts.settings);
    return result;
  };
}
