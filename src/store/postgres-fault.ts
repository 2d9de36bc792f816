const UNREACHABLE =
  'no server answers there; start it, or mend the host and the port of DATABASE_URL, and see that no firewall stands between';
const REFUSED = 'the server refuses the user or the password; mend them in DATABASE_URL';
const BUSY = 'another program keeps its tables locked; wait for that one, or end it';
const DAMAGED = 'the server finds it damaged; restore a backup of it, or name an empty database';
const UNTRUSTED =
  'the server’s certificate is not trusted; name the one that signed it with sslrootcert=… in DATABASE_URL, or, within a network of your own, write sslmode=no-verify';

/** What is wrong and what to do, by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html) or the system's code. */
const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  ENOENT: 'a file is not there that DATABASE_URL names; mend its path',
  ENOTFOUND: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  CERT_HAS_EXPIRED: 'the server’s certificate has expired; renew it there',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'the server’s certificate is for another host; name that host in DATABASE_URL',
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  '08P01':
    'what answers there is no PostgreSQL, or a pooler that refuses our settings; name the server behind it, or let the pooler ignore statement_timeout (PgBouncer: ignore_startup_parameters)',
  '25006': 'it can only be read; name the server that is written to, or a user who may write',
  '28000':
    'the server lets this user in neither from here nor so; mend the user in DATABASE_URL, add sslmode=require to it, or allow it in the server’s pg_hba.conf',
  '28P01': REFUSED,
  '3D000': 'there is no such database on the server; create it, or mend its name in DATABASE_URL',
  '42501':
    'its user may not make or use tables there; let the owner run: grant create, usage on schema public to that user; or name a database that is theirs',
  '42P07':
    'tables of another program stand there under our names; give this bot a database of its own, or a schema (?options=-c%20search_path%3Dcasebook in DATABASE_URL)',
  '53100': 'the server’s disk is full; make room there',
  '53300': 'the server has no connection left; end others, or raise its max_connections',
  '55P03': BUSY,
  '57014': BUSY,
  '57P01': 'the server is stopping; start it again',
  '57P03': 'the server is starting or stopping; wait for it',
  XX001: DAMAGED,
  XX002: DAMAGED,
};

/** What pg says without a code. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/timeout|terminated/i, UNREACHABLE],
  [
    /client password must be/,
    'the server asks for a password; add it to DATABASE_URL, after the user and a colon',
  ],
  [
    /does not support SSL/,
    'the server speaks no TLS; leave out sslmode in DATABASE_URL, or turn it on there',
  ],
];

/** Says what is wrong and what to do, in words for whoever runs the bot. */
export function postgresRemedyOf(cause: unknown): string {
  const { message, code } = postgresFaultOf(cause);
  const remedy = REMEDIES[code] ?? MESSAGES.find(([form]) => form.test(message))?.[1];
  return remedy ?? 'see what the server’s log says, or name another database';
}

/** What an error of pg says, and its code. */
export function postgresFaultOf(cause: unknown): { readonly message: string; readonly code: string } {
  // Of a host with several addresses, such as localhost, all were tried, and only the parts say what happened.
  if (cause instanceof AggregateError && cause.errors.length > 0) return postgresFaultOf(cause.errors[0]);
  const message = cause instanceof Error ? cause.message : String(cause);
  return { message, code: cause instanceof Error && 'code' in cause ? String(cause.code) : '' };
}
