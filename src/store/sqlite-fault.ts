/** What SQLite calls a fault, in short. */
export type SqliteFault = (typeof FAULTS)[keyof typeof FAULTS];

/** SQLite's primary result codes, of which we say more than their message does: https://sqlite.org/rescode.html */
const FAULTS = {
  3: 'READONLY',
  5: 'BUSY',
  6: 'BUSY',
  8: 'READONLY',
  10: 'FULL',
  11: 'CORRUPT',
  13: 'FULL',
  14: 'READONLY',
  26: 'CORRUPT',
} as const;

/** Tells which fault an error of libsql is. */
export function sqliteFaultOf(error: unknown): SqliteFault | undefined {
  if (!(error instanceof Error)) return undefined;
  // libsql names no extended code (`UNKNOWN_SQLITE_ERROR_1544`), whose last byte is the primary one.
  if ('rawCode' in error) return faultWith(Number(error.rawCode) & 0xff);
  // A file that it cannot open gets no code at all.
  return faultWith(Number(/^ConnectionFailed\(".*: (\d+)"\)$/s.exec(error.message)?.[1]));
}

function faultWith(code: number): SqliteFault | undefined {
  return Object.entries(FAULTS).find(([each]) => Number(each) === code)?.[1];
}
