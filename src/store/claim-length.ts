/**
 * How long others leave somebody to the process that is telling or welcoming them, in milliseconds: it takes seconds, or
 * has died.
 */
export const CLAIM_LENGTH = 10 * 60 * 1_000;
