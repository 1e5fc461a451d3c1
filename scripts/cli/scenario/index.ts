/** The environment behind `konektor start` and `konektor invoke` (see environment-seam.ts). */
import { once } from 'node:events';
import type { JsonObject } from '../../environment';
import type { EnvironmentSeam } from '../environment-seam';
import { installedInWords, installedPackages } from './installed-packages';
import { connectionId, startLocalEnvironment } from './local-environment';
import { playScenes } from './play';
import { eventLine, servedRunLines } from './run-lines';

export const startEnvironment: EnvironmentSeam['startEnvironment'] = async request => {
  const packages = await installedPackages(request.packages);
  const environment = await startLocalEnvironment({ ...request, connector: packages.connector });
  let ended = false;
  return {
    address: environment.address,
    installed: installedInWords(packages),
    playScenario: async () => {
      const passed = await playScenes(environment, packages.flows, request.console, () => ended);
      environment.onPoll = (_, runs) => { for (const run of runs) request.console.out(`${eventLine(run)}\n`); };
      environment.onRun = history => { for (const line of servedRunLines(history, environment.outbox.messages)) request.console.out(`${line}\n`); };
      return passed;
    },
    servingNotes: [
      `The flows stay on. Runs: ${environment.address}/runs, how one went: ${environment.address}/history?run=<key>, messages: ${environment.address}/outbox. The service stand-in answers at ${environment.service.url}.`,
      `Make something happen: curl -X POST ${environment.service.controlUrl}/startRefresh -H 'X-Control-Token: ${environment.service.controlToken}' -H 'Content-Type: application/json' -d '{"submissionKind":"scheduled"}'`,
      `Let an hour pass:      curl -X POST ${environment.service.controlUrl}/advanceClock -H 'X-Control-Token: ${environment.service.controlToken}' -H 'Content-Type: application/json' -d '{"milliseconds":3600000}'`,
    ],
    interrupted: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => undefined),
    close: () => { ended = true; return environment.close(); },
  };
};

export const invokeOperation: EnvironmentSeam['invokeOperation'] = async ({ artifacts, operationId, input, connection, assumptions }) => {
  const { 'apiDefinition.swagger.json': definition, 'apiProperties.json': properties, 'script.csx': script } = artifacts;
  const connector = { name: 'connector', definition: JSON.parse(definition) as unknown, properties: JSON.parse(properties) as unknown, ...(script === undefined ? {} : { script }) };
  const environment = await startLocalEnvironment({ connector, port: 0, speed: 1, assumptions, ...(connection ? { connection } : {}) });
  try {
    const answer = await environment.gateway.invoke({ connectionId, operationId, inputs: input as JsonObject }); // read from a JSON file
    return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body).toString('utf8') };
  } finally {
    await environment.close();
  }
};
