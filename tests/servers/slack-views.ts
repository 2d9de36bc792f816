import { randomUUID } from 'node:crypto';
import { TOO_LONG, viewFault } from './block-kit.js';

/** A window or a Home tab as Slack keeps it. */
export interface ShownView {
  readonly id: string;
  /** The window at the bottom of the stack. */
  readonly root: string;
  /** Whose Home tab it is. */
  readonly user?: string;
  readonly view: Readonly<Record<string, unknown>>;
}

/** How a view came to be shown. */
export interface ViewChange extends ShownView {
  readonly method: string;
}

/** The windows and Home tabs of a workspace, and the triggers that open them. */
export interface SlackViews {
  /** Every view that was shown, in order. */
  readonly changes: readonly ViewChange[];
  /** Gives out a trigger, for something done in a message or, when it is named, in a window. */
  trigger(view?: string): string;
  /** Lets every trigger grow old. */
  expireTriggers(): void;
  /** A view as it is shown now. */
  find(id: string): ShownView | undefined;
  /** Shows a window that came with an acknowledgement. */
  acknowledged(id: string, view: unknown): void;
  /** Answers a method of the Web API. */
  call(method: string, body: Readonly<Record<string, unknown>>): object;
}

/** How long a trigger is good for, in milliseconds. */
const TRIGGER_LIFE = 3_000;

/** Windows that may lie over one another. */
const STACK_LIMIT = 3;

interface Trigger {
  readonly view: string | undefined;
  readonly givenAt: number;
  isUsed: boolean;
}

/** Makes a workspace in which no window is open. */
export function createSlackViews(): SlackViews {
  const changes: ViewChange[] = [];
  const shown = new Map<string, ShownView>();
  const triggers = new Map<string, Trigger>();
  let triggersExpiredAt = Number.NEGATIVE_INFINITY;

  const show = (method: string, view: ShownView): object => {
    shown.set(view.id, view);
    changes.push({ method, ...view });
    return { ok: true, view: { ...view.view, id: view.id, root_view_id: view.root } };
  };

  const faultOf = (view: unknown, type: 'modal' | 'home'): object | undefined => {
    const fault = viewFault(view) ?? (typeOf(view) === type ? undefined : `the view is no ${type}`);
    if (fault === undefined) return undefined;
    const error = fault === 'view_too_large' || fault === TOO_LONG ? fault : 'invalid_arguments';
    return { ok: false, error, response_metadata: { messages: [`[ERROR] ${fault}`] } };
  };

  const useTrigger = (id: unknown): Trigger | string => {
    const trigger = triggers.get(String(id));
    if (!trigger) return 'invalid_trigger_id';
    if (trigger.isUsed) return 'exchanged_trigger_id';
    if (trigger.givenAt <= triggersExpiredAt || Date.now() - trigger.givenAt > TRIGGER_LIFE)
      return 'expired_trigger_id';
    trigger.isUsed = true;
    return trigger;
  };

  return {
    changes,
    trigger: (view) => {
      const id = `${triggers.size + 1}.2222.${randomUUID().replaceAll('-', '')}`;
      triggers.set(id, { view, givenAt: Date.now(), isUsed: false });
      return id;
    },
    expireTriggers: () => {
      triggersExpiredAt = Date.now();
    },
    find: (id) => shown.get(id),
    acknowledged: (id, view) => {
      const fault = viewFault(view);
      if (fault) throw new Error(`Slack takes no such view: ${fault}`);
      show('response_action', { id, root: shown.get(id)?.root ?? id, view: view as ShownView['view'] });
    },
    call: (method, { view, trigger_id, view_id, user_id }) => {
      const refuse = (error: string) => ({ ok: false, error });
      const fault = faultOf(view, method === 'views.publish' ? 'home' : 'modal');
      if (fault) return fault;
      const drawn = view as ShownView['view'];
      switch (method) {
        case 'views.open': {
          const trigger = useTrigger(trigger_id);
          if (typeof trigger === 'string') return refuse(trigger);
          const id = `V${randomUUID()}`;
          return show(method, { id, root: id, view: drawn });
        }
        case 'views.push': {
          const trigger = useTrigger(trigger_id);
          if (typeof trigger === 'string') return refuse(trigger);
          const below = shown.get(trigger.view ?? '');
          if (!below) return refuse('not_found');
          const stack = [...shown.values()].filter(({ root }) => root === below.root);
          if (stack.length >= STACK_LIMIT) return refuse('push_limit_reached');
          return show(method, { id: `V${randomUUID()}`, root: below.root, view: drawn });
        }
        case 'views.update': {
          const current = shown.get(String(view_id));
          if (!current) return refuse('not_found');
          return show(method, { ...current, view: drawn });
        }
        default: {
          if (typeof user_id !== 'string') return refuse('user_not_found');
          const id = `V-home-${user_id}`;
          return show(method, { id, root: id, user: user_id, view: drawn });
        }
      }
    },
  };
}

function typeOf(view: unknown): unknown {
  return typeof view === 'object' && view !== null && 'type' in view ? view.type : undefined;
}
