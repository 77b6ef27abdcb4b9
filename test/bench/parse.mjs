// The baseline of an import: only reading and parsing the same bytes.
import { readFileSync } from 'node:fs';

JSON.parse(readFileSync(process.argv[2], 'utf8'));
