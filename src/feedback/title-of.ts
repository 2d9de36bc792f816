import type { SectionId } from '../knowledge/address.js';

/** Names a section for people: `Pods › Phases`, or its id where the knowledge base has it no more. */
export type TitleOf = (section: SectionId) => string;
