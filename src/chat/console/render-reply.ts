import pc from 'picocolors';
import type { Explanation } from '../../answers/explanation.js';
import { markdownOf } from '../../knowledge/markdown.js';
import { explanationLines, signalsLine } from '../explanation-text.js';
import {
  CLUE_LABEL,
  nameOf,
  type Passage,
  type Pointer,
  type Reply,
  type ReplyBody,
  type SourceLink,
} from '../reply.js';
import { printable } from './printable.js';

/** Draws a reply for a terminal, in colour or without: Markdown reads well there, so it stays Markdown. */
export function renderReply(reply: Reply, inColor: boolean): string {
  const { dim } = pc.createColors(inColor);
  return [renderBody(reply, inColor), ...(reply.note ? [dim(printable(reply.note))] : [])].join('\n\n');
}

/** Draws why an answer is what it is. */
export function renderExplanation(explanation: Explanation, inColor: boolean): string {
  const { bold, dim } = pc.createColors(inColor);
  const lines = [...explanationLines(explanation), ...signalsLine(explanation)].map((line) =>
    dim(printable(`- ${line}`)),
  );
  return [bold('Why this?'), ...lines].join('\n');
}

function renderBody(reply: ReplyBody, inColor: boolean): string {
  const { bold, dim } = pc.createColors(inColor);
  const relatedParts = (related: readonly Pointer[]) =>
    related.length === 0 ? [] : [dim(printable(['Related:', ...related.map(pointerLine)].join('\n')))];

  const passageParts = (passage: Passage) => [
    bold(printable(nameOf(passage))),
    printable(markdownOf(passage.blocks)),
    ...(passage.shortened ? [dim('… more in the source')] : []),
    dim(printable(sourceLines(passage.sources, passage.checked))),
  ];

  switch (reply.kind) {
    case 'excerpt': {
      const { passage, related, clue } = reply;
      return [
        ...(clue ? [dim(printable(`${CLUE_LABEL} ${clue}`))] : []),
        ...passageParts(passage),
        ...relatedParts(related),
      ].join('\n\n');
    }
    case 'list':
      return [
        printable(reply.text),
        ...reply.entries.map((entry) => printable(`${pointerLine(entry)}\n  ${entry.gist}`)),
        ...(reply.more > 0 ? [dim(`… and ${reply.more} more`)] : []),
      ].join('\n\n');
    case 'comparison':
      return [...(reply.text ? [printable(reply.text)] : []), ...reply.passages.flatMap(passageParts)].join(
        '\n\n',
      );
    case 'choices':
      return printable(
        [reply.text, ...reply.candidates.map((each) => `${pointerLine(each)}\n  ${each.gist}`)].join('\n\n'),
      );
    case 'notice':
      return [printable(reply.text), ...relatedParts(reply.related)].join('\n\n');
  }
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
