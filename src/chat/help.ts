import { type Catalogue, companiesReply } from './catalogue.js';
import type { Command } from './command.js';
import { FIRST_READ } from './first-read.js';
import { type SourceUrlOf, sectionPointer } from './passage.js';
import { notice, type Reply } from './reply.js';
import { sectionKeyOf } from './section-key.js';

/** A command that asks no question and changes nothing. */
export type InformingCommand = Extract<Command, { kind: 'companies' | 'onboard' | 'help' }>;

/** What is replied to such a command. */
export function commandReply(
  { kind }: InformingCommand,
  catalogue: Catalogue,
  sourceUrlOf: SourceUrlOf,
): Reply {
  switch (kind) {
    case 'companies':
      return { ...companiesReply(catalogue), share: { kind: 'post', page: kind } };
    case 'onboard':
      return readingList(catalogue, sourceUrlOf);
    case 'help':
      return notice(HELP);
  }
}

/** How to ask, command by command. */
const HELP = [
  'Ask me about Kubernetes, or about a company that runs on it, in your own words. I answer with an excerpt and its source, and say so when I don’t know.',
  '',
  '/k8s What is a Pod?',
  '/k8s case Spotify: the story of a company',
  '/k8s companies: all of them; /k8s companies Prometheus: those that use it',
  '/k8s compare Deployment and StatefulSet',
  '/k8s onboard: learn it step by step',
  '/k8s onboard team: how far everybody is (for admins)',
  '/k8s onboard welcome on, here or off: whether I welcome people who join (for admins)',
  '/k8s gaps: what I could not answer lately (for admins)',
  '/k8s forget-me: deletes everything that I keep of you',
  '/k8s channel on, mentions or off: when I speak in this channel (for admins)',
  '',
  'Only you see what I answer to a command; share it with a button. Mention me in a channel, and everybody sees it.',
].join('\n');

/** Where to begin, as a list of documents. */
function readingList(catalogue: Catalogue, sourceUrlOf: SourceUrlOf): Reply {
  const found = FIRST_READ.flatMap((id) => catalogue.find(id) ?? []);
  if (found.length === 0) return notice(NOTHING_TO_BEGIN);
  return {
    kind: 'choices',
    share: { kind: 'post', page: 'onboard' },
    text: 'New to Kubernetes? Read these, in this order, and ask whatever they leave open:',
    candidates: found.map(({ document, section }) => ({
      ...sectionPointer(document, section, sourceUrlOf),
      button: { kind: 'read', section: sectionKeyOf(section.id) },
      gist: document.frontMatter.summary ?? '',
    })),
  };
}

const NOTHING_TO_BEGIN =
  'This knowledge base has no documents for newcomers. Ask me instead, for example: “What is a Pod?”';
