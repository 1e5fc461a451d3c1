/** What a person does with the probe, step by step. */
import { probeConnector } from './probe-connector';
import { lastStep, usualWaits } from './probe-flow';
import { signInConnector } from './sign-in-connector';

/** The zips beside the README. */
export interface ProbeReadmeNames { readonly connectorZip: string; readonly flowZip: string; readonly signInConnectorZip: string; readonly signInFlowZip: string }

/** The text of the README beside the solutions. */
export function probeReadme({ connectorZip, flowZip, signInConnectorZip, signInFlowZip }: ProbeReadmeNames): string {
  const step = lastStep.replaceAll('_', ' ');
  return `# The probe

Some things about custom connectors stand in no document: how long custom code may run, what a trigger goes on with after
an error, which policies run when. The probe finds them out in an environment of yours. It is a connector
whose custom code answers every call itself, and a flow that calls it and shows the answers. It sends nothing to anyone,
reads no data, and asks for no credentials but in part 3. The answers hold neither the name of your tenant or
environment nor an id of them; look through them before you pass them on.

You need an environment with Dataverse, the right to import solutions there, and a licence for custom connectors. It takes
about half an hour, most of it waiting.

## Part 1: import and wait

1. In Power Apps (https://make.powerapps.com) choose the environment, then **Solutions**, **Import solution**, and import
   \`${connectorZip}\`. Wait until the import has ended; custom code can take some minutes longer.
2. Choose **Connections**, **New connection**, **${probeConnector.title}**. Type the word \`refuse\` and create the connection. Note
   whether the dialog refuses it, or the list shows it as broken: that is \`refusedConnection\`. Delete it if it is there.
3. Create another connection with any other made-up word. It must be shown as connected.
4. Import \`${flowZip}\`. Where the import asks for a connection, choose the one of step 3.
5. Open the solution **${probeConnector.title} Flows**, and in it the flow. Turn it on, and note the time to the second, in UTC or
   with its zone: that is \`turnedOnAt\`.
6. Wait eighteen minutes. Runs come one after another; each takes about ${Math.ceil((usualWaits.reduce((sum, each) => sum + each, 0) + 60) / 60)} minutes, and steps in it fail on purpose.
7. In the run history open the newest run that has ended. Its last step is **${step}**. Show its outputs;
   where the trigger says \`"complete": true\` the probe is done. After thirty minutes without that, take the newest run
   that says \`"stage": "errorWithLocation"\`, or else the newest of all.
8. Look whether the list of runs shows one that was **cancelled**: that is \`cancelledRun\`.
9. Copy the whole output of **${step}**, from the first \`{\` to the last \`}\`, into a file \`answers.json\`.

## Part 2: an edited trigger (optional, twelve minutes)

1. Once a run was complete, edit the flow: open its trigger, change **Round** from 1 to 2, and save. That is
   \`roundChanged\`.
2. Wait for a run whose trigger says \`"stage": "edited"\`, \`"first"\` or \`"idle"\`, twelve minutes at most.
3. For \`"edited"\` and \`"idle"\` copy its answers in place of the former ones. For \`"first"\` keep the former file, and
   copy these into another.

## Part 3: an application signs in (optional, five minutes)

This needs an app registration in Microsoft Entra ID with a client secret, and no permission at all. The token goes to the
probe's custom code alone, which tells what kind of token it is and nothing of what is in it but its audience.

1. Import \`${signInConnectorZip}\`. Under **Connections** make a connection to **${signInConnector.title}**
   with tenant, client ID and secret of the app registration.
2. Import \`${signInFlowZip}\` with this connection, turn its flow on, and wait for a run.
3. Put the outputs of its last step in place of \`null\` behind \`"signIn":\` in \`answers.json\`. Where the connector could not be
   imported, the connection not be made, or no run came in five minutes, write \`"failed"\` there.

## Write in what you saw

At the end of \`answers.json\` stands what only you could see. What you did not look at stays as it is.

\`\`\`json
"observed": {
  "turnedOnAt": "2026-03-02T07:00:12Z",
  "cancelledRun": false,
  "roundChanged": true,
  "refusedConnection": true
}
\`\`\`

## Read the answers

\`\`\`
konektor doctor --probe answers.json
konektor doctor --probe answers.json --write
\`\`\`

The first tells what differs from what the local environment assumes; the second keeps it in \`konektor.yaml\`.

## Clean up

Turn the flows off. Under **Solutions** delete **${probeConnector.title} Flows** first, then **${probeConnector.title}**; they are managed, so
everything in them goes with them. Then delete the connection. Do the same with **${signInConnector.title}**, and delete
the client secret.
`;
}
