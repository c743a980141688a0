// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

import { image, resource, text } from './conformance_content.mjs';

const fromUser = (...contents) => contents.map((content) => ({ role: 'user', content }));
const required = (...names) => names.map((name) => ({ name, description: `The ${name}`, required: true }));

/** The prompts that the suite asks for, by name; `run` makes the messages. */
export const kPrompts = {
  test_simple_prompt: {
    description: 'Takes nothing',
    run: () => fromUser(text('A prompt without arguments.')),
  },
  test_prompt_with_arguments: {
    description: 'Repeats both arguments',
    arguments: required('arg1', 'arg2'),
    run: ({ arg1, arg2 }) => fromUser(text(`First ${arg1}, then ${arg2}.`)),
  },
  test_prompt_with_embedded_resource: {
    description: 'Embeds the resource that it is given',
    arguments: required('resourceUri'),
    run: ({ resourceUri }) =>
      fromUser(resource(resourceUri, 'text/plain', 'An embedded text.'), text('Read it.')),
  },
  test_prompt_with_image: {
    description: 'Shows a picture',
    run: () => fromUser(image(), text('Look at it.')),
  },
};
