import { html } from 'hono/html';
import type { SectionId } from '../../../knowledge/address.js';
import type { Catalogue } from '../../catalogue.js';
import type { Html } from '../page/layout.js';

/** A question that shows what can be asked, while the knowledge base has what answers it. */
interface Example {
  readonly kind: string;
  readonly question: string;
  readonly needs: SectionId;
}

/** One for each kind of answer. */
const EXAMPLES: readonly Example[] = [
  { kind: 'Understand', question: 'What is a Pod?', needs: 'concepts/pods.md#intro' },
  {
    kind: 'Repair',
    question: 'My Pod is in CrashLoopBackOff, what now?',
    needs: 'troubleshooting/crashloopbackoff.md#intro',
  },
  {
    kind: 'Do',
    question: 'How do I roll back a Deployment?',
    needs: 'how-to/roll-back-a-deployment.md#intro',
  },
  {
    kind: 'Compare',
    question: 'Deployment or StatefulSet?',
    needs: 'comparisons/deployment-and-statefulset.md#intro',
  },
  {
    kind: 'Learn from others',
    question: 'Why did Spotify move to Kubernetes?',
    needs: 'case-studies/spotify.md#intro',
  },
  { kind: 'Find companies', question: 'Which companies use Istio?', needs: 'case-studies/slamtec.md#intro' },
];

/** What stands on the page before anything is asked, over the field and below it. */
export interface StartPage {
  readonly above: Html;
  readonly below: Html;
}

/** Draws what can be asked, and what others ask often. */
export function startPage({ find, size }: Catalogue, popular: readonly string[]): StartPage {
  const examples = EXAMPLES.filter(({ needs }) => find(needs) !== undefined);
  const shown = new Set(examples.map(({ question }) => likeOf(question)));
  const others = popular.filter((question) => !shown.has(likeOf(question)));
  return {
    above: html`<div class="welcome" id="welcome">
      <h1>What would you like to know about Kubernetes?</h1>
      <p>Answers are excerpts from ${size.documents} documents, each with its source. Ask in your own words, or paste what your cluster prints.</p>
    </div>`,
    below: html`<div class="examples" id="examples">
      ${
        examples.length === 0
          ? ''
          : html`<ul class="example-cards" aria-label="Examples">${examples.map(
              ({ kind, question }) =>
                html`<li><a href="${askAddress(question)}" data-ask="${question}"><span class="fine">${kind}</span>${question}</a></li>`,
            )}</ul>`
      }
      ${
        others.length === 0
          ? ''
          : html`<h2 class="fine">Or begin with</h2>
            <ul class="chips">${others.map((question) => html`<li><a class="chip" href="${askAddress(question)}" data-ask="${question}">${question}</a></li>`)}</ul>`
      }
      <p class="fine">New to Kubernetes? <a href="/onboard">Learn it step by step.</a></p>
    </div>`,
  };
}

/** The same for a question that is written in another way. */
function likeOf(question: string): string {
  return question.toLowerCase().replace(/\W+/g, ' ').trim();
}

/** Where a question is answered. */
function askAddress(question: string): string {
  return `/?${new URLSearchParams({ q: question })}`;
}
