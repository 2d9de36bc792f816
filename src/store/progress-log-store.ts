import type { Kysely } from 'kysely';
import type { ProgressLog } from '../onboarding/team.js';
import { progressOf } from './progress-store.js';
import type { Tables } from './schema.js';

/** Reads how far everybody is: some hundred rows, in a team of some hundred people. */
export function createProgressLog(database: Kysely<Tables>): ProgressLog {
  return {
    everyone: async () => {
      const rows = await database.selectFrom('progress').selectAll().execute();
      return rows.map(progressOf);
    },
  };
}
