// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

// Forms and a tool schema with the features that the conformance suite looks for.

const kValues = ['option1', 'option2', 'option3'];
const kTitled = ['First', 'Second', 'Third'].map((title, index) => ({ const: `value${index + 1}`, title }));

export const kPersonSchema = {
  type: 'object',
  properties: { username: { type: 'string' }, email: { type: 'string' } },
  required: ['username', 'email'],
};

/** SEP-1034: a default for each primitive type. */
export const kDefaultsSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', default: 'John Doe' },
    age: { type: 'integer', default: 30 },
    score: { type: 'number', default: 95.5 },
    status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
    verified: { type: 'boolean', default: true },
  },
};

/** SEP-1330: each way to write a choice. */
export const kEnumsSchema = {
  type: 'object',
  properties: {
    untitledSingle: { type: 'string', enum: kValues },
    titledSingle: { type: 'string', oneOf: kTitled },
    legacyEnum: { type: 'string', enum: ['opt1', 'opt2', 'opt3'], enumNames: ['One', 'Two', 'Three'] },
    untitledMulti: { type: 'array', items: { type: 'string', enum: kValues } },
    titledMulti: { type: 'array', items: { anyOf: kTitled } },
  },
};

/** SEP-1613: keywords of JSON Schema 2020-12 that must arrive as they were written. */
export const kDialectSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: {
    address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } },
  },
  properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
  additionalProperties: false,
};
