/** How a maker gets what the connection dialog asks for. */
import type { Authentication, ConnectionParameter, ConnectionParameters } from '../model/connection';
import { consentAddress } from './connection-emit';
import { cell, table } from './readme-table';

/** Paragraphs about each way of connecting, sign-ins as steps and typed fields as a table. */
export function credentialsSection(authentication: Authentication): string[] {
  switch (authentication.kind) {
    case 'none': return ['No credentials are needed.'];
    case 'parameters': return waysIn(authentication.parameters);
    case 'sets': return [
      `${authentication.description} There are ${authentication.sets.length} ways to connect.`,
      ...authentication.sets.flatMap(set => [`### ${set.title}`, set.description, ...waysIn(set.parameters)]),
    ];
  }
}

function waysIn(parameters: ConnectionParameters): string[] {
  const entries = Object.values(parameters);
  const fields = entries.flatMap(fieldRows);
  return [...entries.flatMap(signInSteps), ...(fields.length > 0 ? [table(['Field', 'Required', 'Description'], fields)] : [])];
}

function signInSteps(parameter: ConnectionParameter): string[] {
  switch (parameter.kind) {
    case 'entraUser': return [[
      '1. Whoever deploys the connector registers an application in Microsoft Entra ID, once for each environment.',
      `2. As redirect address (type Web) it gets \`${consentAddress}\`${parameter.redirectMode === 'GlobalPerConnector' ? ' followed by a slash and the id of the connector, which its Security page shows after creation' : ''}.`,
      `3. It gets delegated permission for \`${parameter.resource}\`${parameter.scopes && parameter.scopes.length > 0 ? ` (${parameter.scopes.join(', ')})` : ''}, and a client secret. Client id and secret are entered when the connector is deployed; they are in none of its files.`,
      '4. Makers sign in with their own account when they create a connection.',
    ].join('\n')];
    case 'entraServicePrincipal': return [[
      '1. Register an application in Microsoft Entra ID and create a client secret for it.',
      `2. Give the application access to \`${parameter.resource}\`.`,
      '3. Enter tenant ID, client ID and client secret in the connection dialog. No person signs in.',
    ].join('\n')];
    case 'oauth2': return [[
      `1. Whoever deploys the connector registers an application with the provider at \`${parameter.authorizationUrl}\`.`,
      `2. As redirect address it gets \`${consentAddress}\`${parameter.redirectMode === 'GlobalPerConnector' ? ' followed by a slash and the id of the connector' : ''}.`,
      '3. Makers sign in with their own account when they create a connection.',
    ].join('\n')];
    default: return [];
  }
}

function fieldRows(parameter: ConnectionParameter): string[][] {
  if (parameter.kind === 'entraUser' || parameter.kind === 'oauth2') return [];
  if (parameter.kind === 'entraServicePrincipal') {
    return [
      ['Tenant ID', 'yes', 'The ID of the Microsoft Entra tenant that the application belongs to.'],
      ['Client ID', 'yes', 'The application (client) ID of the app registration.'],
      ['Client secret', 'yes', 'A secret of the app registration.'],
    ];
  }
  return [[cell(parameter.title), parameter.required ? 'yes' : 'no', cell(parameter.description)]];
}
