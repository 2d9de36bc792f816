import { termsOf } from './terms.js';

/** Short names, and words that people use for one another in chat; each line means the same thing. */
const SAME: readonly string[] = [
  'k8s k8 kube kubernetes',
  'po pod',
  'svc service',
  'svc services',
  'deploy deployment',
  'ns namespace',
  'cm configmap',
  'sts statefulset',
  'ds daemonset',
  'rs replicaset',
  'ing ingress',
  'pv persistentvolume',
  'pvc persistentvolumeclaim',
  'sc storageclass',
  'hpa horizontalpodautoscaler',
  'vpa verticalpodautoscaler',
  'crd customresourcedefinition',
  'sa serviceaccount',
  'netpol networkpolicy',
  'lb loadbalancer',
  'vm vms',
  'ml machine-learning',
  'ai artificial-intelligence',
  'spof single-point-of-failure',
  'autoscale autoscaling autoscaler',
  'rollback revert undo',
  'choose chose chosen pick select',
  'move migrate migration switch adopt adoption',
  'leave abandon replace',
  'build built',
  'run ran',
  'grow grew grown',
  'leave left',
  'begin began start launch',
  'keep kept',
  'make made',
  'write wrote written',
  'find found',
  'break broke broken',
  'light lightweight lighter',
  'fast quick speed',
  'big large larger largest biggest size',
  'first initial originally',
  'cheap cost price',
  'die crash fail',
  'machine node server',
  'copy replica',
  'app application',
  'db database',
  'config configuration',
  'prod production',
  'repo repository',
  'impact outcome result benefit',
  'challenge problem',
  'employee staff people headcount',
];

/** The terms that mean the same as each term. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = synonymsFrom(SAME);

/** The terms to look for besides a term, because they mean the same. */
export function synonymsOf(term: string): readonly string[] {
  return SYNONYMS.get(term) ?? [];
}

function synonymsFrom(lines: readonly string[]): Map<string, string[]> {
  const synonyms = new Map<string, string[]>();
  for (const line of lines) {
    // The first term of each word is the whole of it: `machine-learning` is one term here.
    const terms = line.split(' ').flatMap((word) => termsOf(word).slice(0, 1));
    for (const term of terms) {
      const others = terms.filter((other) => other !== term);
      synonyms.set(term, [...new Set([...(synonyms.get(term) ?? []), ...others])]);
    }
  }
  return synonyms;
}
