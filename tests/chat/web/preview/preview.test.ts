import fc from 'fast-check';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAnswerQuestion } from '../../../../src/answers/answer-question.js';
import { PLATFORM_PREVIEWS } from '../../../../src/app/platform-previews.js';
import { createCatalogue } from '../../../../src/chat/catalogue.js';
import { askedExamples, type ExampleReply, shownExamples } from '../../../../src/chat/example-replies.js';
import { commandReply } from '../../../../src/chat/help.js';
import { notice, type Reply } from '../../../../src/chat/reply.js';
import type { DrawPage } from '../../../../src/chat/web/page/layout.js';
import { type PlatformPreview, previewRoutes } from '../../../../src/chat/web/preview/preview.js';
import {
  drawDiscordComponents,
  drawDiscordMessage,
} from '../../../../src/chat/web/preview/preview-discord.js';
import {
  drawSlackBlocks,
  drawSlackMessage,
  drawSlackNotification,
} from '../../../../src/chat/web/preview/preview-slack.js';
import { loadKnowledge } from '../../../../src/knowledge/load-knowledge.js';
import { loadTracks } from '../../../../src/onboarding/load-tracks.js';
import { createSearch } from '../../../../src/search/search.js';
import { blocksFault, viewFault } from '../../../servers/block-kit.js';
import { messageFault } from '../../../servers/discord-components.js';
import { readAsDiscord } from '../../discord/discord-reader.js';
import { nastyUnicode } from '../../discord/nasty-text.js';
import { elementsIn, lettersIn, textIn } from './drawn-text.js';

const AT = new Date('2026-11-21T12:00:00Z');

let examples: readonly ExampleReply[] = [];

beforeAll(async () => {
  const knowledge = await loadKnowledge(['knowledge']);
  const { tracks } = await loadTracks(['knowledge']);
  const catalogue = createCatalogue(knowledge.documents);
  const answer = createAnswerQuestion(knowledge, () => 'answer-1', createSearch(knowledge.documents));
  const parts = { answer, catalogue, sourceUrlOf: () => undefined, tracks };
  const help = commandReply({ kind: 'help' }, catalogue, parts.sourceUrlOf);
  examples = [
    ...(await askedExamples(parts, async () => {})),
    ...shownExamples(parts),
    { name: 'help', label: 'Help', reply: { ...help, note: 'A note <b> & more.' } },
  ];
});

/** All forms of all examples on a platform. */
async function messagesOn(name: PlatformPreview['name']) {
  const platform = PLATFORM_PREVIEWS.find((each) => each.name === name);
  const forms = examples.map(async ({ name: of, reply }) =>
    ((await platform?.messagesOf(reply)) ?? []).map(({ kind, json }) => ({ of, kind, json })),
  );
  return (await Promise.all(forms)).flat();
}

/** The strings under some names, wherever they stand. */
function stringsUnder(names: readonly string[], value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' && names.includes(name) ? [each] : stringsUnder(names, each),
  );
}

/** What Slack makes of a text: without its markup, whose signs are no letters. */
function readAsSlack(text: string): string {
  return text
    .replace(/<@[^>]*>/g, 'somebody')
    .replace(/<[^|<>]*\|([^<>]*)>/g, '$1')
    .replace(/&(?:amp|lt|gt);/g, '');
}

test('there is an example of each kind of reply', () => {
  expect(examples.map(({ name, reply }) => `${name}: ${reply.kind}`)).toEqual([
    'excerpt: excerpt',
    'table: excerpt',
    'clue: excerpt',
    'choices: choices',
    'list: list',
    'comparison: comparison',
    'declined: notice',
    'companies: list',
    'tracks: choices',
    'step: excerpt',
    'quiz: excerpt',
    'missed: excerpt',
    'help: notice',
  ]);
});

test('every text that Slack is sent is in the drawing, and nothing is left out', async () => {
  for (const { of, kind, json } of await messagesOn('slack')) {
    const { blocks, text = '' } = json as { readonly blocks: unknown; readonly text?: string };
    expect(kind === 'window' ? viewFault(json) : blocksFault(blocks), `${of} ${kind}`).toBeUndefined();
    const html = `${drawSlackMessage(json, AT)}${drawSlackNotification(json)}`;
    expect(html).not.toContain('not drawn');
    const drawn = lettersIn(textIn(html));
    for (const each of [text, ...stringsUnder(['text'], json)]) {
      expect(drawn, `${of} ${kind}`).toContain(lettersIn(readAsSlack(each)));
    }
    expect(html.includes('Only visible to you')).toBe(kind === 'private');
  }
});

test('every text that Discord is sent is in the drawing, and nothing is left out', async () => {
  for (const { of, kind, json } of await messagesOn('discord')) {
    expect(messageFault(json as Readonly<Record<string, unknown>>), `${of} ${kind}`).toBeUndefined();
    const html = String(drawDiscordMessage(json, AT));
    expect(html).not.toContain('not drawn');
    const drawn = lettersIn(textIn(html));
    for (const each of stringsUnder(['content', 'label', 'placeholder', 'description'], json)) {
      const read = readAsDiscord(each.replace(/<@\d+>/g, 'somebody')).text;
      expect(drawn, `${of} ${kind}`).toContain(lettersIn(read));
    }
    expect(html.includes('Only you can see this')).toBe(kind === 'private');
  }
});

test('nothing in a drawing can be pressed, and every button says so', async () => {
  const drawings = [
    ...(await messagesOn('slack')).map(({ json }) => String(drawSlackMessage(json, AT))),
    ...(await messagesOn('discord')).map(({ json }) => String(drawDiscordMessage(json, AT))),
  ];
  const buttons = drawings.flatMap(elementsIn).filter((tag) => /^<(?:button|input|select|summary)/.test(tag));
  expect(buttons.length).toBeGreaterThan(50);
  for (const button of buttons) {
    expect(button).toContain('aria-describedby="inert"');
    if (button.startsWith('<button')) expect(button).toContain(' disabled');
  }
});

describe('what cannot be drawn is said in its place:', () => {
  test.each([
    ['a block', { type: 'video' }, 'not drawn: a block of the type “video”'],
    ['a block that is none', 'x', 'not drawn: a block that is none'],
    ['a name that objects have', { type: 'constructor' }, 'not drawn: a block of the type “constructor”'],
    [
      'an element',
      { type: 'actions', elements: [{ type: 'timepicker' }] },
      'not drawn: an element of the type “timepicker”',
    ],
    [
      'a text',
      { type: 'section', text: { type: 'html', text: 'x' } },
      'not drawn: a text of the type “html”',
    ],
    [
      'rich text',
      { type: 'rich_text', elements: [{ type: 'rich_text_new' }] },
      'not drawn: rich text of the type “rich_text_new”',
    ],
    ['a cell', { type: 'table', rows: [[{ type: 'chart' }]] }, 'not drawn: a cell of the type “chart”'],
  ])('%s of Slack', (_, block, words) => {
    expect(textIn(String(drawSlackBlocks([block])))).toContain(words);
  });

  test.each([
    ['a component', { type: 99 }, 'not drawn: a component of the type 99'],
    ['a component that is none', null, 'not drawn: a component that is none'],
    [
      'an accessory',
      { type: 9, components: [], accessory: { type: 13 } },
      'not drawn: a component of the type 13',
    ],
  ])('%s of Discord', (_, component, words) => {
    expect(textIn(String(drawDiscordComponents([component])))).toContain(words);
  });
});

test('Slack’s other blocks are drawn with all their words', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const html = drawSlackBlocks([
    { type: 'header', text: plain('Heading') },
    { type: 'divider' },
    { type: 'image', alt_text: 'a chart', image_url: 'https://evil.example/x.png' },
    { type: 'markdown', text: '# Title\n\n- [a](https://k.io)\n\n| x |\n|---|\n| y |' },
    { type: 'section', fields: [plain('left'), { type: 'mrkdwn', text: '*right*' }] },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: 'word '.repeat(200) },
      accessory: { type: 'overflow', options: [{ text: plain('Option'), value: '1' }] },
    },
    {
      type: 'actions',
      elements: [
        { type: 'button', text: plain('Delete'), style: 'danger' },
        { type: 'static_select', placeholder: plain('Pick'), options: [{ text: plain('One'), value: '1' }] },
      ],
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_list',
          style: 'ordered',
          indent: 1,
          elements: [{ elements: [{ type: 'text', text: 'item' }] }],
        },
        { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'code' }] },
        { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://k.io', text: 'quoted' }] },
      ],
    },
  ]);
  const text = textIn(String(html));
  const words = 'Heading|a chart|Title|a|x|y|left|right|See more|Option|Delete|Pick|One|item|code|quoted';
  for (const each of words.split('|')) expect(text).toContain(each);
  expect(String(html)).not.toContain('evil.example');
  expect(String(html)).not.toContain('not drawn');
});

/** The elements that drawings are made of; what is in a message adds none, and no attribute but an address. */
const OURS =
  /^<(?:\/?(?:a|b|strong|i|em|s|del|u|p|div|span|code|pre|blockquote|ul|ol|li|br|hr|table|thead|tbody|tr|th|td|time|small|details|summary|label|figure|figcaption|h\d|button|input|svg|rect)(?: (?:class|href|rel|tabindex|role|aria-label|aria-describedby|aria-hidden|scope|type|datetime|start|width|height|fill|data-language)="[^"<>]*"| disabled)*)>$/;

function expectHarmless(html: string): void {
  for (const tag of html.match(/<[^>]*>?/g) ?? [])
    expect(tag.startsWith('</') || OURS.test(tag), tag).toBe(true);
  for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g)) {
    expect(address).toMatch(/^(?:https?:\/\/|mailto:)/i);
  }
}

const HOSTILE = fc.oneof(
  nastyUnicode,
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x' <b style=\"x\">",
    '</pre></div></details><h1>x',
    '<https://k.io/"onmouseover="x|label>',
    '[x](https://k.io/"onmouseover="x)',
    '<javascript:alert(1)|x>',
    '```html\n<script>\n```',
    '&lt;script&gt;&amp;lt;',
    '`<i>`',
  ),
);

test('whatever stands in a block is shown as text, and makes no element of ours', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const plain = { type: 'plain_text', text };
      const blocks = [
        {
          type: 'section',
          text: { type: 'mrkdwn', text },
          accessory: { type: 'button', text: plain, accessibility_label: text },
        },
        { type: 'section', text: { type: 'mrkdwn', text, verbatim: true }, fields: [plain] },
        { type: 'header', text: plain },
        { type: 'context', elements: [plain, { type: 'image', alt_text: text }] },
        { type: 'markdown', text },
        {
          type: 'actions',
          elements: [
            { type: 'static_select', placeholder: plain, options: [{ text: plain, description: plain }] },
            { type: text },
          ],
        },
        { type: 'table', rows: [[{ type: 'raw_text', text }]], column_settings: [{ align: text }] },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text },
                { type: 'link', url: text, text },
                { type: 'link', url: `https://k.io/${text}` },
              ],
            },
          ],
        },
        { type: text },
      ];
      const html = `${drawSlackMessage({ blocks, text, response_type: 'ephemeral' }, AT)}${drawSlackNotification({ blocks, text })}`;
      expectHarmless(html);
      // Line breaks of a menu's item and of a cell are kept as they are.
      expect(textIn(html).split(text).length - 1).toBeGreaterThanOrEqual(text === '' ? 0 : 8);
    }),
    { numRuns: 300 },
  );
});

test('whatever stands in a component is shown as text, and makes no element of ours', () => {
  fc.assert(
    fc.property(HOSTILE, (text) => {
      const components = [
        {
          type: 17,
          accent_color: text,
          components: [
            { type: 10, content: text },
            { type: 12, items: [{ description: text }] },
          ],
        },
        {
          type: 9,
          components: [{ type: 10, content: text }],
          accessory: { type: 2, label: text, style: 5, url: text },
        },
        {
          type: 1,
          components: [
            { type: 2, label: text, emoji: { name: text } },
            { type: 2, label: text, style: 5, url: `https://k.io/${text}` },
          ],
        },
        {
          type: 1,
          components: [{ type: 3, placeholder: text, options: [{ label: text, description: text }] }],
        },
        { type: text },
      ];
      const html = String(drawDiscordMessage({ components, content: text, flags: 64 }, AT));
      expectHarmless(html);
      expect(textIn(html).split(text).length - 1).toBeGreaterThanOrEqual(text === '' ? 0 : 6);
    }),
    { numRuns: 300 },
  );
});

const page: DrawPage = ({ main }) => main;

function site(shown: Readonly<Record<string, Reply>> = {}) {
  const find = async (id: string) => shown[id];
  const routes = previewRoutes({
    platforms: PLATFORM_PREVIEWS,
    examples: async () => examples,
    shown: { find },
    page,
  });
  const app = new Hono();
  app.route('/preview', routes);
  return async (path: string) => {
    const response = await app.request(`http://127.0.0.1${path}`);
    return { status: response.status, html: await response.text() };
  };
}

test('a reply that was shown is drawn on each platform in every form, with its JSON and links between them', async () => {
  const open = site({ x: { ...notice('Hello <there>.'), share: { kind: 'post', page: 'companies' } } });
  const { status, html } = await open('/preview/x/slack');
  expect(status).toBe(200);
  expect(html.match(/<h2[^>]*>[^<]*/g)?.map((tag) => tag.replace(/.*>/, ''))).toEqual([
    'For everybody',
    'For you alone',
    'Shared',
    'In a window',
    'In a notification',
    'See it in Slack itself',
  ]);
  expect(textIn(html)).toContain('"text": "Hello &lt;there&gt;."');
  expect(html).toContain('<a href="/preview/x/discord">Discord</a>');
  expect(textIn((await open('/preview/x/discord')).html)).toContain('"content": "Hello \\\\<there>."');
});

test('a preview names the question that its address carries, on each platform, and leads back to its answer', async () => {
  const { html } = await site({ x: notice('Hello.') })('/preview/x/slack?q=And+%3Cb%3E%3F&after=Pods%3F');
  expect(html).toContain('<p class="preview-question">And &lt;b&gt;?</p>');
  const query = '?q=And+%3Cb%3E%3F&amp;after=Pods%3F';
  expect(html).toContain(`<p class="preview-back"><a href="/${query}"`);
  expect(html).toContain(`<a href="/preview/x/discord${query}">Discord</a>`);
});

test('an answer that is no longer kept is said to be gone, and a platform that there is not is not found', async () => {
  const open = site();
  expect(await open('/preview/gone/slack')).toMatchObject({ status: 404 });
  expect((await open('/preview/gone/slack')).html).toContain('no longer kept');
  expect((await open('/preview/gone/slack?q=Pods%3F')).html).toContain(
    '<a href="/?q=Pods%3F">Ask it again</a>',
  );
  expect(await open('/preview/excerpt/teams')).toMatchObject({ status: 404 });
});

test('the gallery shows every example on one page, and leads to each', async () => {
  const { html } = await site()('/preview?on=discord');
  for (const { name, label } of examples) {
    expect(html).toContain(`<h2 id="${name}">${label}</h2>`);
    expect(html).toContain(`href="/preview/${name}/discord"`);
  }
});
