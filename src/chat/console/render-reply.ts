import pc from 'picocolors';
import { markdownOf } from '../../knowledge/markdown.js';
import { nameOf, type Pointer, type Reply, type SourceLink } from '../reply.js';
import { printable } from './printable.js';

/** Draws a reply for a terminal: Markdown reads well there, so it stays Markdown. */
export function renderReply(reply: Reply): string {
  switch (reply.kind) {
    case 'excerpt': {
      const { passage, related } = reply;
      return [
        pc.bold(printable(nameOf(passage))),
        printable(markdownOf(passage.blocks)),
        ...(passage.shortened ? [pc.dim('… more in the source')] : []),
        pc.dim(printable(sourceLines(passage.sources, passage.checked))),
        ...relatedParts(related),
      ].join('\n\n');
    }
    case 'choices':
      return printable(
        [reply.text, ...reply.candidates.map((each) => `${pointerLine(each)}\n  ${each.gist}`)].join('\n\n'),
      );
    case 'notice':
      return [printable(reply.text), ...relatedParts(reply.related)].join('\n\n');
  }
}

function relatedParts(related: readonly Pointer[]): string[] {
  return related.length === 0
    ? []
    : [pc.dim(printable(['Related:', ...related.map(pointerLine)].join('\n')))];
}

function pointerLine(pointer: Pointer): string {
  return `- ${nameOf(pointer)}${pointer.url ? ` <${pointer.url}>` : ''}`;
}

function sourceLines(sources: readonly SourceLink[], checked: string | undefined): string {
  const lines = sources.map(({ title, url, license }) =>
    [url ? `${title} <${url}>` : title, license].filter(Boolean).join(', '),
  );
  return `Source: ${lines.join('\n        ')}${checked ? `, checked ${checked}` : ''}`;
}
