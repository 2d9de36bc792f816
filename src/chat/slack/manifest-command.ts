import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { slackManifest } from './manifest.js';

/** How the command is used. */
const USAGE = `Usage: npm run -s slack:manifest -- [options]

Prints the manifest to create the Slack app from, as YAML.

  --url ADDRESS    over HTTP, at this public address; without it, Socket Mode
  --auto-answer    with the rights to answer in channels without being mentioned
  --welcome        with the rights to see who joins, to welcome them
  --json           as JSON
  --help           show this`;

const OK = 0;
const WRONG_USAGE = 2;

/** Prints the manifest that the arguments ask for, and returns the exit code. */
export function manifestCommand(
  args: readonly string[],
  write: (text: string) => void,
  complain: (text: string) => void,
): number {
  const wrong = (problem: string) => {
    complain(`${problem}\n\n${USAGE}\n`);
    return WRONG_USAGE;
  };
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.help) {
      write(`${USAGE}\n`);
      return OK;
    }
    const { url, 'auto-answer': autoAnswer, welcome, json } = values;
    if (url !== undefined && !isPublicAddress(url)) {
      return wrong(`--url must be an https address that Slack can reach, and is ${JSON.stringify(url)}`);
    }
    const manifest = slackManifest({ autoAnswer, welcome, ...(url && { url }) });
    write(json ? `${JSON.stringify(manifest, null, 2)}\n` : stringify(manifest));
    return OK;
  } catch (error) {
    return wrong((error as Error).message);
  }
}

const OPTIONS = {
  url: { type: 'string' },
  'auto-answer': { type: 'boolean', default: false },
  welcome: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Slack sends to https only. */
function isPublicAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
