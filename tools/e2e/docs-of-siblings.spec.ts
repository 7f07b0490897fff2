// @long the commands of the other documents, as those of the first ones are run
import { commandsRun } from './docs/commands-run.ts';
import { otherDocuments } from './docs/documents.ts';

commandsRun(otherDocuments, { withoutNpx: true }); // docs.spec.ts types it, too
