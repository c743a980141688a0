// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

import { CreateMessageResultSchema, ElicitResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { setTimeout as delay } from 'node:timers/promises';
import { audio, image, resource, text } from './conformance_content.mjs';
import { kDefaultsSchema, kDialectSchema, kEnumsSchema, kPersonSchema } from './conformance_schemas.mjs';

const kPauseMs = 50;
const kNothing = { type: 'object', properties: {} };

function oneString(name) {
  return { type: 'object', properties: { [name]: { type: 'string' } }, required: [name] };
}

const answer = (...content) => ({ content });
const fixed = (description, ...content) => ({
  description,
  inputSchema: kNothing,
  run: () => answer(...content),
});

/** A tool that asks the person behind the client to fill in a form. */
function asking(description, inputSchema, requestedSchema) {
  const run = async ({ message = description }, { sendRequest }) => {
    const request = { method: 'elicitation/create', params: { message, requestedSchema } };
    const { action, content } = await sendRequest(request, ElicitResultSchema);
    return answer(text(`${action}: ${JSON.stringify(content)}`));
  };
  return { description, inputSchema, run };
}

async function log(_, { sendNotification }) {
  for (const data of ['begun', 'under way', 'done']) {
    await sendNotification({ method: 'notifications/message', params: { level: 'info', data } });
    await delay(kPauseMs);
  }
  return answer(text('logged'));
}

async function reportProgress(_, { _meta, sendNotification }) {
  for (const progress of [0, 50, 100]) {
    if (_meta?.progressToken !== undefined) {
      const params = { progressToken: _meta.progressToken, progress, total: 100 };
      await sendNotification({ method: 'notifications/progress', params });
    }
    await delay(kPauseMs);
  }
  return answer(text('reported'));
}

async function sample({ prompt }, { sendRequest }) {
  const params = { messages: [{ role: 'user', content: text(prompt) }], maxTokens: 100 };
  const { content } = await sendRequest(
    { method: 'sampling/createMessage', params },
    CreateMessageResultSchema,
  );
  return answer(text(`The model said: ${content.text}`));
}

/** Hangs up in the middle of its own call, so that the client has to come back for the answer. */
async function reconnect(_, { closeSSEStream }) {
  await delay(kPauseMs);
  closeSSEStream?.();
  await delay(kPauseMs);
  return answer(text('came back'));
}

function fail() {
  throw new Error('This tool always fails');
}

/** The tools that the suite asks for, by name. */
export const kTools = {
  test_simple_text: fixed('Answers a text', text('A simple text.')),
  test_image_content: fixed('Answers a picture', image()),
  test_audio_content: fixed('Answers a sound', audio()),
  test_embedded_resource: fixed(
    'Answers a resource',
    resource('test://embedded-resource', 'text/plain', 'Inside.'),
  ),
  test_multiple_content_types: fixed(
    'Answers a mixture',
    text('Three things:'),
    image(),
    resource('test://mixed-content-resource', 'application/json', '{"three":3}'),
  ),
  test_tool_with_logging: { description: 'Logs while it works', inputSchema: kNothing, run: log },
  test_tool_with_progress: { description: 'Reports progress', inputSchema: kNothing, run: reportProgress },
  test_error_handling: { description: 'Fails', inputSchema: kNothing, run: fail },
  test_sampling: {
    description: 'Asks the client for a completion',
    inputSchema: oneString('prompt'),
    run: sample,
  },
  test_elicitation: asking('Asks who you are', oneString('message'), kPersonSchema),
  test_elicitation_sep1034_defaults: asking('Offers defaults', kNothing, kDefaultsSchema),
  test_elicitation_sep1330_enums: asking('Offers choices', kNothing, kEnumsSchema),
  test_reconnection: { description: 'Hangs up and goes on', inputSchema: kNothing, run: reconnect },
  json_schema_2020_12_tool: {
    ...fixed('Has a schema of 2020-12', text('fine')),
    inputSchema: kDialectSchema,
  },
};
