import type { LanguageFn } from 'highlight.js';
import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import nginx from 'highlight.js/lib/languages/nginx';
import properties from 'highlight.js/lib/languages/properties';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

/** Programs that a Kubernetes shell is full of; the language itself knows those of Unix. */
const PROGRAMS = [
  'kubectl',
  'helm',
  'kustomize',
  'docker',
  'minikube',
  'kind',
  'kubeadm',
  'etcdctl',
  'crictl',
];

/** A shell in which the programs of the field and their options stand out. */
const shell: LanguageFn = (api) => {
  const language = bash(api);
  const keywords = language.keywords as Readonly<Record<string, string | string[]>>;
  const option = { scope: 'attr', match: /(?<=[\s[])--?[A-Za-z][\w.-]*/ };
  return Object.assign(language, {
    aliases: ['bash', 'sh', 'zsh', 'console', 'shell-session'],
    keywords: { ...keywords, built_in: [keywords.built_in ?? [], PROGRAMS].flat() },
    contains: [...language.contains, option],
  });
};

/** The languages of the field: they take 20 ms and 5 MB to load, all that there are 100 ms and 29 MB. */
const LANGUAGES = {
  shell,
  diff,
  dockerfile,
  go,
  ini,
  javascript,
  json,
  makefile,
  markdown,
  nginx,
  properties,
  python,
  sql,
  typescript,
  xml,
  yaml,
} satisfies Record<string, LanguageFn>;

for (const [name, language] of Object.entries(LANGUAGES)) highlighter.registerLanguage(name, language);

/** Longer code is shown as it is: 66,000 characters took 50 ms, which others would wait for. */
const HIGHLIGHT_LIMIT = 8_000;

/** Code as HTML in which its parts have classes, everything escaped; nothing for a language that we do not know. */
export function highlighted(code: string, language: string): string | undefined {
  if (code.length > HIGHLIGHT_LIMIT || highlighter.getLanguage(language) === undefined) return undefined;
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
