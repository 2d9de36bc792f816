// Runs in the browser: keeps the last conversations in it, to open again; nothing of them leaves the machine.

/** A conversation as it is kept. */
export interface Talk {
  readonly id: string;
  /** Its first question. */
  readonly title: string;
  /** What stands behind the address that it has: a reload goes on with it. */
  readonly address: string;
  readonly html: string;
}

/** The conversations of this browser. */
export interface Talks {
  /** The one that goes on in this tab. */
  current(): Talk | undefined;
  all(): readonly Talk[];
  find(id: string): Talk | undefined;
  /** Keeps a conversation as the newest; whether the browser took it. */
  keep(talk: Talk): boolean;
  /** Goes on with another in this tab, or with none. */
  goOn(id: string | undefined): void;
  forget(id: string): void;
  forgetAll(): void;
  /** Hears of what other tabs keep, and whether they only deleted. */
  onElsewhere(listener: (isDeletion: boolean) => void): void;
}

const KEPT = 'casebook-talks';
const CURRENT = 'casebook-talk';

/** As many as one looks through; and in characters, half of what browsers keep for a page. */
const TALKS_KEPT = 30;
const SIZE_KEPT = 2_000_000;

/** Opens what is kept. A browser that keeps nothing has none. */
export function openTalks(): Talks {
  const all = (): readonly Talk[] => talksIn(withStorage(() => localStorage.getItem(KEPT)));
  const write = (talks: readonly Talk[]): boolean => {
    try {
      localStorage.setItem(KEPT, JSON.stringify(withinSize(talks)));
      return true;
    } catch {
      // Full, or switched off: the conversation goes on without.
      return false;
    }
  };
  const find = (id: string) => all().find((talk) => talk.id === id);
  const currentId = () => withStorage(() => sessionStorage.getItem(CURRENT)) ?? undefined;
  const goOn = (id: string | undefined): void => {
    withStorage(() =>
      id === undefined ? sessionStorage.removeItem(CURRENT) : sessionStorage.setItem(CURRENT, id),
    );
  };

  return {
    current: () => find(currentId() ?? ''),
    all,
    find,
    keep: (talk) => write([talk, ...all().filter(({ id }) => id !== talk.id)]),
    goOn,
    forget: (id) => {
      write(all().filter((talk) => talk.id !== id));
    },
    forgetAll: () => {
      write([]);
    },
    onElsewhere: (listener) => {
      addEventListener('storage', ({ key, oldValue, newValue }) => {
        // Without a key everything was deleted.
        if (key !== null && key !== KEPT) return;
        const before = new Map(talksIn(oldValue).map(({ id, html }) => [id, html]));
        // Who keeps something may push out what is oldest; who deletes leaves the others as they were.
        listener(talksIn(newValue).every(({ id, html }) => before.get(id) === html));
      });
    },
  };
}

function talksIn(json: string | null | undefined): readonly Talk[] {
  try {
    const kept: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(kept) ? kept.filter(isTalk) : [];
  } catch {
    return [];
  }
}

/** The newest, as far as there is room; the newest of all in any case. */
function withinSize(talks: readonly Talk[]): readonly Talk[] {
  let size = 0;
  return talks.slice(0, TALKS_KEPT).filter(({ html }, index) => {
    size += html.length;
    return index === 0 || size <= SIZE_KEPT;
  });
}

function isTalk(value: unknown): value is Talk {
  const talk = value as Partial<Talk> | null;
  return [talk?.id, talk?.title, talk?.address, talk?.html].every((each) => typeof each === 'string');
}

/** Does something with what the browser keeps; nothing where it keeps nothing. */
export function withStorage<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
