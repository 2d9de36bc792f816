import { parseTrack } from '../../src/onboarding/parse-track.js';
import type { Track } from '../../src/onboarding/track.js';

const MATTER = `---
title: First steps
summary: You know what a Pod is.
audience: newcomers
duration: an hour
---
`;

/** Four steps through the small knowledge base: a question, none, two questions, and one with two right choices. */
export const SMALL_TRACK = `${MATTER}
# First steps

Four small steps.

## Meet the Pod

A Pod is where it begins.

### Read

- [What a Pod is](../concepts/pods.md)
- [Its phases](../concepts/pods.md#phases-of-a-pod)

### Try

\`\`\`sh
kubectl get pods
\`\`\`

### Quiz

What does \`<none>\` in **NODE** say of a Pod_that_waits?

- [x] It is \`pending\`. [Where this stands](../concepts/pods.md#phases-of-a-pod)
- [ ] It has *failed*. [Where this stands](../concepts/pods.md#phases-of-a-pod)
- [ ] 1. <b>None</b> [Where this stands](../concepts/pods.md)

## Look around

Nothing is asked here.

## Meet the Deployment

It keeps Pods running.

### Read

- [What a Deployment is](../concepts/deployments.md)

### Quiz

What does a Deployment keep?

- [x] Pods [Where this stands](../concepts/deployments.md)
- [ ] Nodes [Where this stands](../concepts/pods.md)

### Quiz

How is it scaled?

- [ ] By hand [Where this stands](../concepts/deployments.md#scaling)
- [x] With kubectl scale [Where this stands](../concepts/deployments.md#scaling)

## Meet the Service

It gives Pods one address.

### Read

- [What a Service is](../concepts/services.md)

### Quiz

Which two are types of a Service?

- [x] ClusterIP [Where this stands](../concepts/services.md#types-of-services)
- [ ] ReplicaSet [Where this stands](../concepts/deployments.md)
- [x] NodePort [Where this stands](../concepts/services.md#types-of-services)
`;

/** Reads a text that is a track. */
export function trackFrom(text: string, path: `${string}.md` = 'first-steps.md'): Track {
  const parsed = parseTrack(path, text);
  if (!('steps' in parsed))
    throw new Error(parsed.map(({ line, message }) => `${line} ${message}`).join('\n'));
  return parsed;
}

/** The small track. */
export function smallTrack(): Track {
  return trackFrom(SMALL_TRACK);
}

/** The same without a step, by its name. */
export function without(track: Track, title: string): Track {
  return { ...track, steps: track.steps.filter((step) => step.title !== title) };
}

/** A track of steps with names, each with so many questions. */
export function trackOf(steps: Readonly<Record<string, number>>): Track {
  const quiz = (n: number) =>
    `### Quiz\n\nQuestion ${n}?\n\n- [x] right [w](../a.md)\n- [ ] wrong [w](../a.md)\n`;
  const texts = Object.entries(steps).map(([name, quizzes]) =>
    [`## ${name}\n\nText.\n`, ...Array.from({ length: quizzes }, (_, n) => quiz(n))].join('\n'),
  );
  return trackFrom(`${MATTER}\n${texts.join('\n')}`);
}
