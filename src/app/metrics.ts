import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AnswerEvent } from '../chat/answering.js';
import type { Knowledge } from '../knowledge/load-knowledge.js';

/** What an operator's Prometheus reads from `/metrics`. */
export interface Metrics {
  countAnswer(event: AnswerEvent): void;
  countLimited(platform: string): void;
  setConnected(adapter: string, connected: boolean): void;
  setKnowledge(knowledge: Pick<Knowledge, 'documents' | 'problems'>): void;
  /** The figures in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Makes the figures, all at zero. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: 'casebook_answers_total',
    help: 'Questions answered, by platform and kind of answer',
    labelNames: ['platform', 'kind'],
    registers,
  });
  const seconds = new Histogram({
    name: 'casebook_answer_seconds',
    help: 'Time from question to reply, without the platform',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5],
    registers,
  });
  const limited = new Counter({
    name: 'casebook_limited_total',
    help: 'Questions and presses of buttons that were too many, by platform',
    labelNames: ['platform'],
    registers,
  });
  const connected = new Gauge({
    name: 'casebook_adapter_connected',
    help: 'Whether an adapter is connected to its platform (1) or not (0)',
    labelNames: ['adapter'],
    registers,
  });
  const documents = new Gauge({ name: 'casebook_documents', help: 'Documents served', registers });
  const sections = new Gauge({ name: 'casebook_sections', help: 'Sections served', registers });
  const problems = new Gauge({
    name: 'casebook_knowledge_problems',
    help: 'Problems found in the knowledge folders',
    registers,
  });

  return {
    countAnswer: ({ platform, kind, millis }) => {
      answers.inc({ platform, kind });
      seconds.observe(millis / 1000);
    },
    countLimited: (platform) => limited.inc({ platform }),
    setConnected: (adapter, isConnected) => connected.set({ adapter }, isConnected ? 1 : 0),
    setKnowledge: (knowledge) => {
      documents.set(knowledge.documents.length);
      sections.set(knowledge.documents.reduce((total, document) => total + document.sections.length, 0));
      problems.set(knowledge.problems.length);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
