import type { AutocompleteInteraction } from 'discord.js';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createCatalogue } from '../../../src/chat/catalogue.js';
import { suggestOptions } from '../../../src/chat/discord/suggest-options.js';
import { choicesFault } from '../../servers/discord-components.js';
import { inDm, typingOf } from '../../servers/discord-interactions.js';
import { botThat } from '../fake-bot.js';
import { SMALL } from '../small-knowledge.js';
import { type Guild, type GuildOptions, openGuild, until } from './guild.js';
import { nastyUnicode } from './nasty-text.js';

describe('while somebody types an option, Discord', () => {
  let guild: Guild;

  afterEach(async () => {
    expect(guild.warnings).toEqual([]);
    await guild.close();
  });

  async function open(options: GuildOptions = {}): Promise<void> {
    guild = await openGuild(options);
  }

  const suggested = async (...typed: Parameters<typeof typingOf>) => {
    const choices = await guild.nextSuggested(() => guild.interact(typingOf(...typed)));
    return choices.map(({ name }) => String(name));
  };

  test.each([
    ['ask', 'question', 'stateful', ['Ask: stateful', 'StatefulSets', 'StatefulSets › Scaling']],
    ['case', 'company', 'wo', ['Wonka']],
    ['companies', 'industry', 'ba', ['Banking']],
    ['companies', 'industry', '', ['Banking', 'Retail']],
    ['companies', 'tool', 'prom', ['Prometheus']],
    ['companies', 'theme', 'TEST', ['testing']],
    ['compare', 'a', 'deploy', ['Deployments']],
    ['compare', 'b', 'stateful', ['StatefulSets']],
  ])('is told for /k8s %s %s:%s', async (name, option, typed, names) => {
    await open();
    expect(await suggested(name, option, typed)).toEqual(names);
  });

  test('is told what to read first before a question is begun', async () => {
    await open();
    expect(await suggested('ask', 'question', '   ')).toEqual(['Pods', 'Deployments', 'Services']);
    expect(await suggested('ask', 'question', '', {}, inDm())).toHaveLength(3);
  });

  test('is told nothing for an option that is unknown', async () => {
    await open();
    expect(await suggested('ask', 'elsewhere', 'pod')).toEqual([]);
    expect(await suggested('forecast', 'crystal', '', {}, inDm())).toEqual([]);
  });

  test('is told for the option in which one types, whatever the others hold', async () => {
    await open();
    expect(await suggested('companies', 'tool', 'pro', { industry: 'Banking', private: true })).toEqual([
      'Prometheus',
    ]);
  });

  test('leaves no word of it in the log or the memory, whatever its level', async () => {
    await open();
    const claimed: string[] = [];
    const { isNew } = guild.lasting.events;
    guild.lasting.events.isNew = (names) => {
      claimed.push(...names);
      return isNew(names);
    };
    for (const typed of ['a-s', 'a-secret', 'a-secret-word']) await suggested('ask', 'question', typed);
    expect(guild.log()).not.toContain('a-secret');
    expect(claimed).toEqual([]);
    expect(guild.questions).toEqual([]);
  });

  test('that is too late is told of in one line without what was typed', async () => {
    await open();
    guild.discord.fail({ method: 'POST', path: /callback$/, status: 404, body: { code: 10062 } });
    guild.interact(typingOf('ask', 'question', 'a-secret-word'));
    await until(() => expect(guild.warnings).toHaveLength(1));
    expect(guild.takeWarnings()).toEqual([expect.stringContaining('the time in which')]);
    expect(guild.log()).not.toContain('a-secret');
  });
});

describe('suggestOptions()', () => {
  const bot = botThat(
    async () => {
      throw new Error('nobody asked');
    },
    { catalogue: createCatalogue(SMALL) },
  );

  async function choicesFor(name: string, value: string): Promise<readonly { readonly value: unknown }[]> {
    let told: readonly { readonly value: unknown }[] | undefined;
    const typing = {
      options: { getFocused: () => ({ name, value }) },
      respond: async (choices: typeof told) => {
        told = choices;
      },
    };
    await suggestOptions(typing as unknown as AutocompleteInteraction, bot);
    if (told === undefined) throw new Error('nothing was told');
    return told;
  }

  const OPTIONS = ['question', 'company', 'industry', 'tool', 'theme', 'a', 'b', 'private', '__proto__'];

  test('stays within what Discord takes, whatever is typed', async () => {
    const typed = fc.oneof(nastyUnicode, fc.constantFrom('p', 'po', 'a', 'c', '.*', '[', '\\'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...OPTIONS), typed, async (option, text) => {
        expect(choicesFault(await choicesFor(option, text))).toBeUndefined();
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  test('offers what was typed itself as long as it can come back unchanged', async () => {
    const longest = 'x'.repeat(100);
    expect(await choicesFor('question', longest)).toMatchObject([{ value: longest }]);
    expect(await choicesFor('question', `${longest}x`)).toEqual([]);
  });

  test('offers each section once, and no more than 25 of anything', async () => {
    for (const option of ['question', 'company', 'a']) {
      const choices = await choicesFor(option, option === 'question' ? 'a' : '');
      expect(choices.length).toBeLessThanOrEqual(25);
      expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
    }
  });
});
