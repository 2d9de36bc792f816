import { expect, test } from 'vitest';
import { modalFault } from './discord-components.js';

const field = { type: 4, custom_id: 'words', style: 2, max_length: 4_000 };
const label = { type: 18, label: 'x'.repeat(45), description: 'x'.repeat(100), component: field };
const modal = { custom_id: 'x'.repeat(100), title: 'x'.repeat(45), components: [label] };

test('a window as large as Discord takes it is taken', () => {
  expect(modalFault(modal)).toBeUndefined();
  expect(modalFault({ ...modal, components: Array(5).fill(label) })).toBeUndefined();
});

test.each([
  ['a title that is too long', { ...modal, title: 'x'.repeat(46) }],
  ['no title', { ...modal, title: undefined }],
  ['a name that is too long', { ...modal, custom_id: 'x'.repeat(101) }],
  ['nothing in it', { ...modal, components: [] }],
  ['more than five components', { ...modal, components: Array(6).fill(label) }],
  ['a flag', { ...modal, flags: 64 }],
  ['a row in place of a label', { ...modal, components: [{ type: 1, components: [field] }] }],
  ['a label that is too long', { ...modal, components: [{ ...label, label: 'x'.repeat(46) }] }],
  ['a description that is too long', { ...modal, components: [{ ...label, description: 'x'.repeat(101) }] }],
  [
    'a field with a label of its own',
    { ...modal, components: [{ ...label, component: { ...field, label: 'x' } }] },
  ],
  [
    'a field without style',
    { ...modal, components: [{ ...label, component: { ...field, style: undefined } }] },
  ],
  [
    'a field that is too long',
    { ...modal, components: [{ ...label, component: { ...field, max_length: 4_001 } }] },
  ],
])('a window with %s is refused', (_, wrong) => {
  expect(modalFault(wrong)).toBeDefined();
});
