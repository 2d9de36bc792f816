import type { SectionId } from '../knowledge/address.js';

/** What newcomers read first, in this order; a team's own knowledge base may have none of it. */
export const FIRST_READ: readonly SectionId[] = [
  'beginnings/kubernetes-learning-path.md#intro',
  'concepts/what-is-kubernetes.md#intro',
  'beginnings/a-cluster-on-your-laptop.md#intro',
  'beginnings/your-first-deployment.md#intro',
  'concepts/pods.md#intro',
  'concepts/deployments.md#intro',
  'concepts/services.md#intro',
  'beginnings/kubectl-basics.md#intro',
];
