import { main } from './main.ts';

// A library below the workbook writer uses an old form of Buffer; its warning is nothing a user can act on.
process.noDeprecation = true;

process.exitCode = await main(process.argv.slice(2));
