// Runs a module in a process of its own and reports its time and peak memory: node measure.mjs REPORT MODULE ARGUMENTS…
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , report, module, ...rest] = process.argv;
const begun = performance.now();
process.on('exit', () => {
  const seconds = (performance.now() - begun) / 1000;
  // maxRSS is in kilobytes on every system Node supports.
  writeFileSync(report, JSON.stringify({ seconds, rssMb: process.resourceUsage().maxRSS / 1024 }));
});
process.argv = [process.argv[0], module, ...rest];
await import(pathToFileURL(module).href);
