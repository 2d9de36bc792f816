import { Kysely } from 'kysely';
import { openLibsqlDatabase } from './libsql-database.js';
import { createLibsqlDialect } from './libsql-dialect.js';
import { migrate } from './migrations.js';
import type { Tables } from './schema.js';

/** Opens a SQLite file, and brings its tables up to date. */
export async function openSqliteDatabase(path: string): Promise<Kysely<Tables>> {
  const database = new Kysely<Tables>({ dialect: createLibsqlDialect(await openLibsqlDatabase(path)) });
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
