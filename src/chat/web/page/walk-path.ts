/** Where tracks are walked. */
export const WALK_PATH = '/onboard';
