import type { DocumentPath } from '../../src/knowledge/address.js';
import type { Document } from '../../src/knowledge/document.js';
import { NO_VOCABULARY, type Vocabulary } from '../../src/knowledge/vocabulary.js';
import { createSearch } from '../../src/search/search.js';
import { documentFrom } from '../documents.js';

/** A document of the reference, which says of its beginning what it answers. */
function conceptOf(title: string, question: string, text: string): Document {
  const name = title.toLowerCase();
  return documentFrom(
    `---
kind: concept
title: ${title}
summary: what ${title} are for
sources: [{ title: ${title}, url: https://kubernetes.io/${name}/, license: CC BY 4.0 }]
checked: 2026-01-31
questions: { intro: ["${question}"] }
---
${text}
`,
    `concepts/${name}.md`,
  );
}

function studyOf(company: string, industry: string, text: string): Document {
  const path: DocumentPath = `case-studies/${company.toLowerCase()}.md`;
  return documentFrom(
    `---
kind: case-study
title: ${company} on Kubernetes
summary: what ${company} does
sources: [{ title: Case study, url: https://example.com/${company.toLowerCase()}/, license: CC BY 4.0 }]
checked: 2026-01-31
company: ${company}
industry: ${industry}
year: 2020
tools: [Kubernetes, Prometheus]
themes: [testing]
---
${text}
`,
    path,
  );
}

/** Paragraphs that say little. */
const LONG = Array.from(
  { length: 40 },
  (_, n) => `Step ${n} of a rollout replaces one more Pod, waits until the new Pod is ready, and goes on.`,
).join('\n\n');

const STUDIES = ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli', 'Stark', 'Wonka', 'Tyrell', 'Cyberdyne']
  .concat(['Soylent', 'Duff', 'Oscorp'])
  .map((company, index) =>
    studyOf(
      company,
      index % 2 === 0 ? 'Retail' : 'Banking',
      `${company} moved its shops to Kubernetes in 2020.\n\n## Why ${company} moved\nDeploying by hand took ${company} a day.\n\n## Monitoring\n${company} uses Prometheus to watch its shops.`,
    ),
  );

/** A knowledge base that fits a hand, and still has an answer of each kind. */
export const SMALL: readonly Document[] = [
  conceptOf(
    'Pods',
    'What is a Pod?',
    `A Pod is the smallest thing that Kubernetes runs: one or more containers that share an address.

## Phases of a Pod
A Pod is pending, running, succeeded or failed.

## Restart policy
The restart policy says whether the containers of a Pod are started again when they end. Labels are case sensitive.

## Init containers
An init container of a Pod runs to its end before the others start.

## Probes of a Pod
A liveness probe restarts a container of a Pod; a readiness probe takes a Pod out of its Service.`,
  ),
  conceptOf(
    'Deployments',
    'What is a Deployment?',
    `A Deployment keeps as many Pods running as you ask for.

## How a rollout goes
${LONG}

## Scaling
A Deployment is scaled with kubectl scale, to as many replicas as you name.`,
  ),
  conceptOf(
    'Services',
    'What is a Service?',
    `A Service gives Pods one address that stays.

## Types of Services
A Service is a ClusterIP, a NodePort or a LoadBalancer.`,
  ),
  conceptOf(
    'StatefulSets',
    'What is a StatefulSet?',
    `A StatefulSet keeps Pods with names and disks of their own.

## Scaling
A StatefulSet is scaled one Pod after the other.`,
  ),
  ...STUDIES,
];

const VOCABULARY: Vocabulary = {
  ...NO_VOCABULARY,
  tools: { Kubernetes: [], Prometheus: [] },
  industries: { Banking: ['banks'], Retail: ['retailers'] },
  elsewhere: { Banking: ['Wayne Enterprises'] },
};

/** The small knowledge base, ready to be asked. */
export const SMALL_KNOWLEDGE = {
  documents: SMALL,
  vocabulary: VOCABULARY,
  problems: [],
  search: createSearch(SMALL),
};
