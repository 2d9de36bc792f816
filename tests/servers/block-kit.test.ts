import { describe, expect, test } from 'vitest';
import { blocksFault, optionsFault, TOO_LONG, viewFault } from './block-kit.js';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (length: number, more: object = {}) => ({
  type: 'section',
  text: mrkdwn('x'.repeat(length)),
  ...more,
});
const button = (more: object = {}) => ({
  type: 'button',
  action_id: 'a',
  text: plain('Go'),
  value: 'v',
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const options = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ text: plain('o'), value: `v${n}` }));
const thumbs = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'rate',
      positive_button: { text: plain('Good'), value: '1' },
      negative_button: { text: plain('Bad'), value: '0' },
    },
  ],
};
const input = {
  type: 'input',
  label: plain('Ask'),
  element: { type: 'external_select', action_id: 'q', min_query_length: 1 },
};
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const modal = (more: object = {}) => ({
  type: 'modal',
  title: plain('Title'),
  blocks: [section(1)],
  ...more,
});

describe('a message', () => {
  test.each<[string, object[]]>([
    ['fifty sections', Array(50).fill(section(100))],
    ['a section of 3,000 characters with a button', [section(3_000, { accessory: button() })]],
    [
      '25 buttons, each with a name of its own',
      [actions(...Array.from({ length: 25 }, (_, n) => button({ action_id: `${n}` })))],
    ],
    ['thumbs and a table', [thumbs, table]],
    ['12,000 characters', Array(4).fill(section(3_000))],
  ])('may hold %s', (_, blocks) => {
    expect(blocksFault(blocks)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['what is no list', {}],
    ['51 blocks', Array(51).fill(section(1))],
    ['an empty section', [section(0)]],
    ['a section of 3,001 characters', [section(3_001)]],
    ['a block of which nobody has heard', [{ type: 'sparkles' }]],
    ['a property of which nobody has heard', [section(1, { colour: 'red' })]],
    ['an input', [input]],
    ['26 buttons', [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `${n}` })))]],
    ['a row of none', [actions()]],
    ['two buttons of one name in a row', [actions(button(), button())]],
    ['a button of 76 characters', [actions(button({ text: plain('x'.repeat(76)) }))]],
    ['a button with marked up text', [actions(button({ text: mrkdwn('x') }))]],
    ['a button whose value is too long', [actions(button({ value: 'x'.repeat(2_001) }))]],
    ['a button whose name is too long', [actions(button({ action_id: 'x'.repeat(256) }))]],
    ['a context of 11 texts', [{ type: 'context', elements: Array(11).fill(mrkdwn('x')) }]],
    ['a header of 151 characters', [{ type: 'header', text: plain('x'.repeat(151)) }]],
    ['thumbs among other buttons', [actions(...thumbs.elements)]],
    ['two tables', [table, table]],
    ['a table with an empty cell', [{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }]],
    ['half a character', [{ type: 'section', text: mrkdwn('\ud83d') }]],
    ['a menu of 101 options', [actions({ type: 'static_select', action_id: 'm', options: options(101) })]],
  ])('may not hold %s', (_, blocks) => {
    expect(blocksFault(blocks)).toEqual(expect.any(String));
  });

  test('may not hold more than 12,000 characters in all', () => {
    expect(blocksFault([...Array(4).fill(section(3_000)), section(1)])).toBe(TOO_LONG);
    expect(blocksFault([...Array(4).fill(section(3_000)), section(1)], 'modal')).toBeUndefined();
  });
});

describe('a view', () => {
  test.each<[string, object]>([
    ['a modal', modal()],
    ['a modal with an input and a button to send it', modal({ blocks: [input], submit: plain('Ask') })],
    ['a modal of a hundred blocks', modal({ blocks: Array(100).fill(section(1)) })],
    ['a Home tab', { type: 'home', blocks: [section(1)] }],
  ])('may be %s', (_, view) => {
    expect(viewFault(view)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a modal without a title', { type: 'modal', blocks: [] }],
    ['a modal whose title is too long', modal({ title: plain('x'.repeat(25)) })],
    ['a modal with an input that cannot be sent', modal({ blocks: [input] })],
    ['a modal with thumbs', modal({ blocks: [thumbs] })],
    ['a modal with a table', modal({ blocks: [table] })],
    ['a modal of 101 blocks', modal({ blocks: Array(101).fill(section(1)) })],
    ['a modal that carries too much', modal({ private_metadata: 'x'.repeat(3_001) })],
    [
      'a modal of more than 250 kB',
      modal({ blocks: Array(100).fill({ type: 'section', text: mrkdwn('語'.repeat(3_000)) }) }),
    ],
    ['a Home tab with a title', { type: 'home', title: plain('x'), blocks: [] }],
    ['something else', { type: 'window', blocks: [] }],
  ])('may not be %s', (_, view) => {
    expect(viewFault(view)).toEqual(expect.any(String));
  });
});

test('a field that suggests may have nothing to offer, and no more than a hundred options', () => {
  expect(optionsFault([])).toBeUndefined();
  expect(optionsFault(options(100))).toBeUndefined();
  expect(optionsFault(options(101))).toEqual(expect.any(String));
  expect(optionsFault([{ text: plain('x'), value: 'x'.repeat(76) }])).toEqual(expect.any(String));
});
