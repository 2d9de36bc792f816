import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTrack } from '../../src/onboarding/parse-track.js';
import { SMALL_TRACK, smallTrack, trackFrom } from './small-track.js';

const problemsOf = (text: string) => {
  const parsed = parseTrack('t.md', text);
  return 'steps' in parsed ? [] : parsed.map(({ path, line, message }) => `${path}:${line} ${message}`);
};

/** The small track with one line in place of another, and what is then said of it. */
const changed = (from: string, to: string) => {
  expect(SMALL_TRACK).toContain(from);
  return problemsOf(SMALL_TRACK.replace(from, to));
};
const lineOf = (text: string) => SMALL_TRACK.slice(0, SMALL_TRACK.indexOf(text)).split('\n').length;

describe('a track', () => {
  test('says what it is, and has steps with what is to be read, tried and answered', () => {
    const { id, title, audience, introduction, steps } = smallTrack();
    expect({ id, title, audience }).toEqual({
      id: 'first-steps',
      title: 'First steps',
      audience: 'newcomers',
    });
    expect(introduction).toHaveLength(1);
    expect(steps.map((step) => [step.id, step.reads.length, step.task.length, step.quizzes.length])).toEqual([
      ['meet-the-pod', 2, 1, 1],
      ['look-around', 0, 0, 0],
      ['meet-the-deployment', 1, 0, 2],
      ['meet-the-service', 1, 0, 1],
    ]);
    expect(steps[0]?.reads.map(({ label, section }) => [label, section])).toEqual([
      ['What a Pod is', 'concepts/pods.md#intro'],
      ['Its phases', 'concepts/pods.md#phases-of-a-pod'],
    ]);
  });

  test('keeps questions and choices letter by letter, and as they were written', () => {
    const [quiz] = smallTrack().steps[0]?.quizzes ?? [];
    expect(quiz?.question).toBe('What does <none> in NODE say of a Pod_that_waits?');
    expect(quiz?.choices.map(({ text, isRight }) => [text, isRight])).toEqual([
      ['It is pending.', true],
      ['It has failed.', false],
      ['1. <b>None</b>', false],
    ]);
    expect(JSON.stringify(quiz?.written)).toContain('inlineCode');
    expect(JSON.stringify(quiz?.choices[0]?.written)).toContain('inlineCode');
  });

  test('may have several right choices, and code in a question', () => {
    const text = SMALL_TRACK.replace('How is it scaled?', 'How is it scaled?\n\n```sh\nkubectl get x\n```');
    const quizzes = trackFrom(text).steps.flatMap((step) => step.quizzes);
    expect(quizzes[2]?.written.map(({ type }) => type)).toEqual(['paragraph', 'code']);
    expect(quizzes[3]?.choices.filter(({ isRight }) => isRight)).toHaveLength(2);
  });

  test('names a step by its heading, wherever it stands', () => {
    const moved = SMALL_TRACK.replace('## Look around\n\nNothing is asked here.\n', '').concat(
      '\n## Look around\n\nNothing is asked here.\n',
    );
    const ids = (text: string) => trackFrom(text).steps.map(({ id }) => id);
    expect(ids(moved).sort()).toEqual(ids(SMALL_TRACK).sort());
  });
});

describe('every mistake is named with its line:', () => {
  test.each([
    ['title: First steps', 'titel: First steps', 't.md:2 front matter lacks `title`'],
    ['title: First steps', 'titel: First steps', 't.md:2 front matter has an unknown key: titel'],
    ['duration: an hour', 'duration: 5', 't.md:5 front matter `duration`: must be a text'],
    ['audience: newcomers', 'audience: ""', 't.md:4 front matter `audience`: must not be empty'],
    ['summary: You', 'summary: [You', /^t\.md:\d front matter is not valid YAML/],
    [
      'title: First steps',
      'a: &a [1]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]',
      /refers to itself/,
    ],
  ])('%j made %j', (from, to, expected) => {
    const isThere = (each: string) =>
      typeof expected === 'string' ? each === expected : expected.test(each);
    expect(changed(from, to).filter(isThere)).toHaveLength(1);
  });

  test.each([
    ['## Look around', '# Look around', 'stands inside a step'],
    ['## Look around', '## Meet the Pod!', 'two steps are named “Meet the Pod!”'],
    ['## Look around', '## !!!', 'a step needs a name'],
    ['### Try', '### Tests', 'none named “Tests”'],
    ['### Try', '#### Deeper', 'none named “Deeper”'],
    ['- [x] Pods [Where this stands](../concepts/deployments.md)', '- [x] Pods', 'ends with a link'],
    ['- [x] Pods [Where', '- [x] [Where', 'no words before its link'],
    ['- [x] Pods [Where', '- Pods [Where', 'begins with “[x]” or “[ ]”'],
    ['- [x] Pods [Where', `- [x] ${'P'.repeat(71)} [Where`, '70 characters at most'],
    [
      '- [ ] By hand [Where this stands](../concepts/deployments.md#scaling)',
      '- [ ] By hand [Where this stands](../concepts/deployments.md#scaling) or so',
      'nothing that follows is shown',
    ],
    [
      '- [What a Service is](../concepts/services.md)',
      '- [What a Service is]()',
      'is no document of the knowledge base',
    ],
    [
      '- [What a Service is](../concepts/services.md)',
      '- [What a Service is](https://example.com/)',
      'is no document of the knowledge base',
    ],
    [
      '- [What a Service is](../concepts/services.md)',
      '- [What a Service is](../concepts/services.md#50%-off)',
      'is no document of the knowledge base',
    ],
  ])('%j made %j', (from, to, message) => {
    const problems = changed(from, to);
    expect(
      problems.filter((each) => each.includes(message) && each.startsWith(`t.md:${lineOf(from)} `)),
    ).toHaveLength(1);
  });

  test('quizzes without a question, without choices, with too many, and with none that is right', () => {
    expect(changed('What does a Deployment keep?\n', '')).toEqual([
      `t.md:${lineOf('### Quiz\n\nWhat does a Deployment')} a quiz is a question and two to 5 choices: “- [x] right” or “- [ ] wrong”`,
    ]);
    expect(changed('- [ ] Nodes [Where this stands](../concepts/pods.md)', '')).toHaveLength(1);
    const many = Array.from({ length: 5 }, (_, n) => `- [ ] Thing ${n} [w](../concepts/pods.md)`).join('\n');
    expect(changed('- [ ] Nodes [Where this stands](../concepts/pods.md)', many)).toHaveLength(1);
    expect(changed('- [x] Pods [', '- [ ] Pods [')).toEqual([
      expect.stringContaining('none of the choices is right'),
    ]);
    expect(
      changed('How is it scaled?', 'How?\n\n- [x] A [w](../a.md)\n- [ ] B [w](../a.md)\n\nAnd then?'),
    ).toEqual([expect.stringContaining('nothing that follows is shown')]);
  });

  test('a Read without links, one with too many, and a link in a text to no place', () => {
    expect(changed('- [What a Service is](../concepts/services.md)', 'Nothing.')).toEqual([
      expect.stringContaining('has no link'),
    ]);
    expect(changed('- [Its phases]', `${'- [a](../a.md)\n'.repeat(4)}- [Its phases]`)).toEqual([
      expect.stringContaining('5 sections to read at most'),
    ]);
    expect(changed('Nothing is asked here.', 'See [this](<../no where.md>).')).toEqual([
      expect.stringContaining('is no document'),
    ]);
    expect(changed('Nothing is asked here.', 'See [this](https://example.com/) and [that](#x).')).toEqual([]);
  });

  test('a step without text, a track without steps, and one without anything', () => {
    expect(changed('Nothing is asked here.', '')).toEqual([
      `t.md:${lineOf('## Look around')} the step “Look around” has no text`,
    ]);
    expect(problemsOf('')).toEqual([
      ...['title', 'summary', 'audience', 'duration'].map((key) => `t.md:1 front matter lacks \`${key}\``),
      't.md:1 the track has no steps; begin each with a heading: `## Its name`',
    ]);
  });

  test('what nests too deep', () => {
    expect(changed('Nothing is asked here.', '>'.repeat(150))).toEqual([
      `t.md:${lineOf('Nothing is asked here.')} nests more than 100 levels deep; write it flatter`,
    ]);
  });
});

test('whatever is written, it is a track or has named problems', () => {
  const piece = fc.constantFrom(
    '---\n',
    'title: a\n',
    '# a\n',
    '## b\n',
    '### Read\n',
    '### Quiz\n',
    '- [x] ',
    '- [ ] ',
    '[a](../b.md)',
    '[a](%)',
    '[a](../b.md#%)',
    '[a]: ../c.md\n',
    '\n\n',
    '> ',
    '    ',
    '`',
    '**',
    '<b>',
    '|a|\n|-|\n',
    '1. ',
    '\u0000',
    '\ud800',
    'word ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      for (const each of [text, `${SMALL_TRACK}${text}`, SMALL_TRACK.replace('Nothing is', text)]) {
        const parsed = parseTrack('t.md', each);
        if ('steps' in parsed) expect(parsed.steps.length).toBeGreaterThan(0);
        else {
          expect(parsed.length).toBeGreaterThan(0);
          for (const { line } of parsed) expect(line).toBeLessThanOrEqual(each.split('\n').length);
        }
      }
    }),
    { numRuns: 300 },
  );
});
