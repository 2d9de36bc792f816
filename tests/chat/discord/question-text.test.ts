import { expect, test } from 'vitest';
import { questionText } from '../../../src/chat/discord/question-text.js';

test.each([
  ['<@100000000000000002> what is a Pod?', 'what is a Pod?'],
  ['what is <@!100000000000000002> a Pod?', 'what is a Pod?'],
  ['what is a Pod? <@100000000000000002>', 'what is a Pod?'],
  ['<@100000000000000002>, what is a Pod?', 'what is a Pod?'],
  ['<@100000000000000002>: what is a Pod?', 'what is a Pod?'],
  ['<@1> and <@&3> ask in <#4>: what is a Pod?', 'and ask in : what is a Pod?'],
  ['what <:pod:123> is <a:spin:456> a Pod?', 'what is a Pod?'],
  ['why did it fail at <t:1618953630:R>?', 'why did it fail at ?'],
  ['</k8s ask:500000000000000001> what is a Pod?', 'what is a Pod?'],
  ['@everyone what is a Pod?', 'what is a Pod?'],
  ['<@1>', ''],
  ['', ''],
])('questionText() reads %j', (content, expected) => {
  expect(questionText(content)).toBe(expected);
});

test.each([
  'why does `kubectl get pods -o jsonpath="<@1>"` fail?',
  'what is wrong?\n```yaml\nkind: Pod\n  name: <#4>\n```\nIt says @everyone',
  '> CrashLoopBackOff\nwhat does this mean?',
  'is 3 < 4 and a<b>c?',
  'what does “exec format error” mean',
])('questionText() keeps quotes and code as they were typed: %j', (content) => {
  expect(questionText(`<@100000000000000002> ${content}`)).toBe(content.replace(/ @everyone$/, ''));
});
