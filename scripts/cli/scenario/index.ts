/** The environment behind `konektor start` and `konektor invoke` (see environment-seam.ts). */
import { once } from 'node:events';
import type { JsonObject } from '../../environment';
import type { EnvironmentSeam } from '../environment-seam';
import { connectionId, startLocalEnvironment } from './local-environment';
import { playScenes, runLine } from './play';

export const startEnvironment: EnvironmentSeam['startEnvironment'] = async request => {
  const environment = await startLocalEnvironment(request);
  let ended = false;
  return {
    address: environment.address,
    playScenario: async () => {
      const passed = await playScenes(environment, request.console, () => ended);
      environment.onPoll = (_, runs) => { for (const run of runs) request.console.out(`${runLine(run)}\n`); };
      return passed;
    },
    servingNotes: [
      `The flows stay on; runs are listed at ${environment.address}/runs. The service stand-in answers at ${environment.service.url}.`,
      `Make something happen: curl -X POST ${environment.service.controlUrl}/startRefresh -H 'X-Control-Token: ${environment.service.controlToken}' -H 'Content-Type: application/json' -d '{"submissionKind":"scheduled"}'`,
      `Let an hour pass:      curl -X POST ${environment.service.controlUrl}/advanceClock -H 'X-Control-Token: ${environment.service.controlToken}' -H 'Content-Type: application/json' -d '{"milliseconds":3600000}'`,
    ],
    interrupted: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => undefined),
    close: () => { ended = true; return environment.close(); },
  };
};

export const invokeOperation: EnvironmentSeam['invokeOperation'] = async ({ artifacts, operationId, input, connection }) => {
  const environment = await startLocalEnvironment({ artifacts, port: 0, speed: 1, assumptions: {}, ...(connection ? { connection } : {}) });
  try {
    const answer = await environment.gateway.invoke({ connectionId, operationId, inputs: input as JsonObject }); // read from a JSON file
    return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body).toString('utf8') };
  } finally {
    await environment.close();
  }
};
