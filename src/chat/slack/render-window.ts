import type { types } from '@slack/bolt';
import type { AnswerId } from '../../answers/answer.js';
import type { Reply } from '../reply.js';
import { COMMENT_HINT, COMMENT_LIMIT, COMMENT_TITLE } from '../words.js';
import { shareField } from './render-buttons.js';
import { renderBlocks } from './render-reply.js';

/** Slack refuses a longer title. */
const TITLE_LIMIT = 24;

/** What the window to ask in is called when it is sent. */
export const ASK_WINDOW = 'ask';

/** What the field to ask in is called when someone types. */
export const ASK_FIELD = 'question';

/** Draws a reply in a window that only the asker sees. */
export function renderWindow(reply: Reply, title: string): types.ModalView {
  return {
    type: 'modal',
    title: titleOf(title),
    close: { type: 'plain_text', text: 'Close' },
    blocks: [...shareField(reply.rated), ...renderBlocks(reply)],
  };
}

/** The window to ask in. */
export function askWindow(): types.ModalView {
  return {
    type: 'modal',
    callback_id: ASK_WINDOW,
    title: titleOf('Ask Casebook'),
    submit: { type: 'plain_text', text: 'Ask' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: ASK_FIELD,
        label: { type: 'plain_text', text: 'What would you like to know?' },
        hint: {
          type: 'plain_text',
          text: 'Type, then choose your question or one of the sections. Only you see the answer.',
        },
        element: searchField(ASK_FIELD),
      },
    ],
  };
}

/** The window in which one says what was missing, and its field. */
export const COMMENT_WINDOW = 'comment';
export const COMMENT_FIELD = 'comment';

/** The window to say in what an answer was missing. */
export function commentWindow(answer: AnswerId): types.ModalView {
  return {
    type: 'modal',
    callback_id: COMMENT_WINDOW,
    private_metadata: answer,
    title: titleOf('Not helpful'),
    submit: { type: 'plain_text', text: 'Send' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: COMMENT_FIELD,
        label: { type: 'plain_text', text: COMMENT_TITLE },
        hint: { type: 'plain_text', text: COMMENT_HINT },
        element: {
          type: 'plain_text_input',
          action_id: COMMENT_FIELD,
          multiline: true,
          max_length: COMMENT_LIMIT,
        },
      },
    ],
  };
}

/** A field that suggests while one types. */
export function searchField(name: string): types.ExternalSelect {
  return {
    type: 'external_select',
    action_id: name,
    min_query_length: 1,
    placeholder: { type: 'plain_text', text: 'What is a Pod?' },
  };
}

function titleOf(text: string): types.PlainTextElement {
  return {
    type: 'plain_text',
    text: text.length <= TITLE_LIMIT ? text : `${text.slice(0, TITLE_LIMIT - 1)}…`,
  };
}
