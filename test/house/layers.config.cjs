// The rooms of the house and which may know which. Design: thinking rooms import shared/ and their own room only;
// each heavy package has one room; only services join rooms; only main and preload know Electron.
const engine = '^electron/engine';
const thinking = ['normalise', 'checks', 'evaluate', 'report'];

const thinkingRules = thinking.map((room) => ({
  name: `${room}-thinks-alone`,
  severity: 'error',
  comment: 'a thinking room knows shared/ and itself; heavy packages are named below',
  from: { path: `${engine}/${room}/` },
  to: { path: '^(electron|renderer|test)/', pathNot: `${engine}/${room}/` },
}));

const heavy = [
  { package: 'better-sqlite3', room: `${engine}/store/` },
  { package: 'exceljs', room: `${engine}/report/(writers|forms)/` },
  { package: 'pdfmake', room: `${engine}/report/writers/` },
  { package: 'yauzl', room: `${engine}/report/matrix/read/` },
  { package: 'saxes', room: `${engine}/report/matrix/read/` },
  { package: 'csv-parse', room: `${engine}/report/matrix/read/` },
  { package: '@aws-sdk', room: `${engine}/collect/aws/` },
  { package: '@azure', room: `${engine}/collect/azure/` },
  { package: 'electron', room: '^electron/(main|preload)/' },
  { package: 'react', room: '^renderer/' },
  { package: '@mantine', room: '^renderer/' },
].map(({ package: name, room }) => ({
  name: `${name.replace(/\W/g, '')}-has-one-room`,
  severity: 'error',
  comment: `${name} is imported in ${room} only`,
  from: { path: '^(electron|renderer|shared)/', pathNot: room },
  to: { path: `node_modules/${name}(/|$)` },
}));

/** Node's own modules that touch disk, network or processes. */
const touching = '^(node:)?(fs|fs/promises|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|cluster)$';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', comment: 'no cycles', from: {}, to: { circular: true } },
    {
      name: 'not-resolvable',
      severity: 'error',
      comment: 'an import that leads nowhere',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?raw$|\\.css$' },
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      comment: 'shared/ is below everything',
      from: { path: '^shared/' },
      to: { path: '^(electron|renderer|test)/' },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'no Node in shared/',
      from: { path: '^shared/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-knows-shared-only',
      severity: 'error',
      comment: 'the window talks through the contract',
      from: { path: '^renderer/' },
      to: { path: '^(electron|test)/' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      comment: 'the renderer is sandboxed',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-knows-no-window',
      severity: 'error',
      comment: 'the engine is plain Node',
      from: { path: engine },
      to: { path: '^electron/(main|preload|cli)/|^renderer/' },
    },
    {
      name: 'main-knows-the-protocol-only',
      severity: 'error',
      comment: 'main relays; it does not reach into the engine',
      from: { path: '^electron/main/' },
      to: { path: engine, pathNot: `${engine}/protocol.ts` },
    },
    {
      name: 'only-services-join',
      severity: 'error',
      comment: 'store and collect know shared/ and themselves',
      from: { path: `${engine}/(store|collect)/` },
      to: { path: `${engine}/`, pathNot: `${engine}/$1/` },
    },
    {
      name: 'services-are-joined-by-the-door',
      severity: 'error',
      comment: 'rooms do not call services',
      from: { path: `${engine}/(store|collect|normalise|checks|evaluate|report)/` },
      to: { path: `${engine}/services/` },
    },
    {
      name: 'ui-has-no-store-and-no-api',
      severity: 'error',
      comment: 'shared parts take props',
      from: { path: '^renderer/ui/' },
      to: { path: '^renderer/(screens/|api|.*\\.store)' },
    },
    {
      name: 'screens-do-not-call-sideways',
      severity: 'error',
      comment: 'a screen knows no other screen',
      from: { path: '^renderer/screens/([^/]+)/' },
      to: { path: '^renderer/screens/', pathNot: '^renderer/screens/$1/' },
    },
    ...thinkingRules,
    {
      name: 'thinking-touches-nothing',
      severity: 'error',
      comment: 'no disk and no network where we only think',
      from: { path: `${engine}/(normalise|checks|evaluate)/` },
      to: { dependencyTypes: ['core'], path: touching },
    },
    {
      name: 'only-collect-has-the-network',
      severity: 'error',
      comment: 'the network has one room',
      from: { path: '^electron/', pathNot: `${engine}/collect/` },
      to: { path: '^(node:)?(net|http|https|http2|tls|dgram|dns)$' },
    },
    ...heavy,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'test/house/layers.tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
