import { writeFile } from 'node:fs/promises';
import { openApiDocument } from './document.ts';

/** Writes the document that host teams read; a test keeps it equal to what the server tells. */
const file = new URL('../../../docs/licensing-api.json', import.meta.url);
await writeFile(file, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
