import pc from 'picocolors';
import { markdownOf } from '../../knowledge/markdown.js';
import type { Pointer, Reply, SourceLink } from '../reply.js';

/** Draws a reply for a terminal: Markdown reads well there, so it stays Markdown. */
export function renderReply(reply: Reply): string {
  switch (reply.kind) {
    case 'excerpt': {
      const { passage, related } = reply;
      const { checked } = passage;
      const parts = [
        pc.bold(nameOf(passage)),
        markdownOf(passage.blocks),
        ...(passage.shortened ? [pc.dim('… more in the source')] : []),
        pc.dim(
          `Source: ${passage.sources.map(sourceLine).join('\n        ')}${checked ? `, checked ${checked}` : ''}`,
        ),
        ...relatedParts(related),
      ];
      return printable(parts.join('\n\n'));
    }
    case 'choices':
      return printable(
        [reply.text, ...reply.candidates.map((each) => `${pointerLine(each)}\n  ${each.gist}`)].join('\n\n'),
      );
    case 'notice':
      return printable([reply.text, ...relatedParts(reply.related)].join('\n\n'));
  }
}

function relatedParts(related: readonly Pointer[]): string[] {
  return related.length === 0 ? [] : [pc.dim(['Related:', ...related.map(pointerLine)].join('\n'))];
}

function pointerLine(pointer: Pointer): string {
  return `- ${nameOf(pointer)}${pointer.url ? ` <${pointer.url}>` : ''}`;
}

function nameOf({ title, heading }: Pointer): string {
  return heading ? `${title} › ${heading}` : title;
}

function sourceLine({ title, url, license }: SourceLink): string {
  return [url ? `${title} <${url}>` : title, license].filter(Boolean).join(', ');
}

/** Without control characters but line ends, tabs and our own colours: a document must not steer the terminal. */
function printable(text: string): string {
  return text.replace(NOT_PRINTABLE, '');
}

const NOT_PRINTABLE = /\u001b(?!\[\d+m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f]/g;
