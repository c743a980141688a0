// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { kPng } from './conformance_content.mjs';

const kContents = {
  'test://static-text': { mimeType: 'text/plain', text: 'A text that never changes.' },
  'test://static-binary': { mimeType: 'image/png', blob: kPng },
  'test://watched-resource': { mimeType: 'text/plain', text: 'A text that one may subscribe to.' },
};
const kTemplateUri = /^test:\/\/template\/([^/]+)\/data$/;

export const kResources = Object.entries(kContents).map(([uri, { mimeType }]) => {
  return { uri, name: uri.slice('test://'.length), description: `What is at ${uri}`, mimeType };
});

export const kResourceTemplates = [
  {
    uriTemplate: 'test://template/{id}/data',
    name: 'template',
    description: 'Data of an id',
    mimeType: 'application/json',
  },
];

/** The content at `uri`; throws what a client gets as a JSON-RPC error if there is none. */
export function readResource(uri) {
  if (Object.hasOwn(kContents, uri)) {
    return { uri, ...kContents[uri] };
  }
  const id = kTemplateUri.exec(uri)?.[1];
  if (id === undefined) {
    throw new McpError(ErrorCode.InvalidParams, `no resource at ${uri}`);
  }
  return { uri, mimeType: 'application/json', text: JSON.stringify({ id }) };
}
