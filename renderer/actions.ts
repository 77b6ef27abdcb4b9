import {
  BookOpen,
  Cable,
  CalendarCheck,
  CalendarPlus,
  CloudDownload,
  DoorOpen,
  FileInput,
  FileOutput,
  FilePlus,
  FileText,
  FolderInput,
  FolderOpen,
  Grid3x3,
  Import,
  Keyboard,
  LayoutGrid,
  ListChecks,
  ListPlus,
  type LucideIcon,
  PackageCheck,
  RotateCw,
  Scale,
  ScanSearch,
  ScrollText,
  SunMoon,
  Table2,
  TriangleAlert,
} from 'lucide-react';
import { call } from './api.ts';
import { attempt, chooseTheme, openOverlay } from './app.store.ts';
import { enter, leave, pickAndImport } from './engagement.store.ts';
import { go, type Screen } from './navigation.store.ts';

/** Something a person can do from anywhere: the palette, the keys, the home screen and the rail read this one list. */
export interface Action {
  readonly id: string;
  readonly words: string;
  readonly second: string;
  readonly icon: LucideIcon;
  readonly combo: string | null;
  /** False when it makes no sense without an open engagement. */
  readonly isGlobal: boolean;
  run(): void;
}

const act =
  (title: string, work: () => Promise<unknown>): (() => void) =>
  () =>
    void attempt(title, work);

async function openFolder(): Promise<void> {
  const picked = await call('workspace.pick', { purpose: 'open' });
  if (picked !== null) await enter(await call('engagement.open', { handle: picked.handle }));
}

/** The four starts of the home screen. */
export const starts: readonly Action[] = [
  {
    id: 'new',
    words: 'New engagement',
    second: 'One client, one report. Five questions.',
    icon: FilePlus,
    combo: 'mod+n',
    isGlobal: true,
    run: () => go('new-engagement'),
  },
  {
    id: 'open',
    words: 'Open a folder',
    second: 'An engagement on this computer or a drive.',
    icon: FolderOpen,
    combo: 'mod+o',
    isGlobal: true,
    run: act('The folder was not opened.', openFolder),
  },
  {
    id: 'import',
    words: 'Import files',
    second: 'Config snapshots, histories, saved answers.',
    icon: Import,
    combo: 'mod+i',
    isGlobal: true,
    run: act('Nothing was imported.', () => pickAndImport()),
  },
  {
    id: 'sample',
    words: 'Look at the sample',
    second: 'A finished engagement, invented.',
    icon: BookOpen,
    combo: 'mod+e',
    isGlobal: true,
    run: act('The sample was not opened.', async () => enter(await call('engagement.openSample', {}))),
  },
];

const opens = (screen: Screen, words: string, second: string, icon: LucideIcon, combo: string): Action => ({
  id: `go-${screen}`,
  words,
  second,
  icon,
  combo,
  isGlobal: false,
  run: () => go(screen),
});

/** The screens of an engagement, in the order of the rail. */
export const openings = {
  overview: opens('overview', 'Overview', 'Criteria, worries, the period.', LayoutGrid, 'mod+1'),
  controls: opens('controls', 'Controls', 'What the client declares.', Table2, 'mod+2'),
  scope: opens(
    'scope',
    'Scope',
    'What is declared to be in the report, beside what the clouds showed.',
    ScanSearch,
    'mod+8',
  ),
  collections: opens(
    'collections',
    'Collections',
    'What was brought in, and what was not read.',
    CloudDownload,
    'mod+3',
  ),
  findings: opens('findings', 'Findings', 'Every check on every resource.', ListChecks, 'mod+4'),
  criteria: opens('criteria', 'Criteria', 'Each criterion with its controls, findings and conclusion.', Scale, 'mod+9'),
  exceptions: opens(
    'exceptions',
    'Exceptions',
    'What did not hold, and what management says.',
    TriangleAlert,
    'mod+shift+e',
  ),
  plan: opens('plan', 'Remediation plan', 'Who does what by when.', CalendarCheck, 'mod+shift+p'),
  binder: opens('binder', 'Binder', 'What the auditor gets.', PackageCheck, 'mod+5'),
  log: opens('log', 'Audit log', 'Every change, chained by hash.', ScrollText, 'mod+6'),
} as const satisfies Partial<Record<Screen, Action>>;

const themeAction = (theme: 'system' | 'light' | 'dark', words: string): Action => ({
  id: `theme-${theme}`,
  words,
  second: 'Colours of the window.',
  icon: SunMoon,
  combo: null,
  isGlobal: true,
  run: act('The theme was not remembered.', () => chooseTheme(theme)),
});

/** Every action, in the order the palette shows them. */
export const actions: readonly Action[] = [
  ...Object.values(openings),
  {
    id: 'coverage',
    words: 'Coverage',
    second: 'Accounts by region: what was recorded and what was not.',
    icon: Grid3x3,
    combo: 'mod+7',
    isGlobal: false,
    run: () => go('collections', { view: 'coverage' }),
  },
  {
    id: 'connections',
    words: 'Connections',
    second: 'How each cloud is reached, and what the client must allow.',
    icon: Cable,
    combo: null,
    isGlobal: false,
    run: () => go('connect'),
  },
  {
    id: 'engagement',
    words: 'Engagement facts',
    second: 'Client, report, dates, auditor, previous report, people.',
    icon: FileText,
    combo: null,
    isGlobal: false,
    run: () => go('engagement'),
  },
  {
    id: 'roll-over',
    words: 'Roll over to next year',
    second: 'The next report from this engagement, in a folder of its own.',
    icon: CalendarPlus,
    combo: null,
    isGlobal: false,
    run: () => go('engagement', { dialog: 'roll-over' }),
  },
  {
    id: 'control-new',
    words: 'New control',
    second: 'A control of the client’s own.',
    icon: ListPlus,
    combo: null,
    isGlobal: false,
    run: () => go('controls', { ask: 'new' }),
  },
  {
    id: 'matrix-import',
    words: 'Import a control matrix',
    second: 'A workbook or a table, with a preview of every change.',
    icon: FileInput,
    combo: null,
    isGlobal: false,
    run: () => go('controls', { ask: 'import' }),
  },
  {
    id: 'matrix-export',
    words: 'Export the control matrix',
    second: 'A workbook that can be edited and imported again.',
    icon: FileOutput,
    combo: null,
    isGlobal: false,
    run: () => go('controls', { ask: 'export' }),
  },
  ...starts,
  {
    id: 'import-folder',
    words: 'Import a folder',
    second: 'Every file in it and in the folders below.',
    icon: FolderInput,
    combo: null,
    isGlobal: true,
    run: act('Nothing was imported.', () => pickAndImport(true)),
  },
  {
    id: 'evaluate',
    words: 'Judge again',
    second: 'Runs every check on what is stored.',
    icon: RotateCw,
    combo: null,
    isGlobal: false,
    run: act('The checks were not run.', () => call('engagement.evaluate', {})),
  },
  {
    id: 'close',
    words: 'Close the engagement',
    second: 'Returns to the list of engagements.',
    icon: DoorOpen,
    combo: null,
    isGlobal: false,
    run: act('The engagement was not closed.', leave),
  },
  themeAction('light', 'Theme: light'),
  themeAction('dark', 'Theme: dark'),
  themeAction('system', 'Theme: as the system'),
  {
    id: 'shortcuts',
    words: 'Keyboard shortcuts',
    second: 'Every key of this screen.',
    icon: Keyboard,
    combo: '?',
    isGlobal: true,
    run: () => openOverlay('shortcuts'),
  },
];
