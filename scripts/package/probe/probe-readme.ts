/** What a person does with the probe, step by step. */
import { flowName, lastStep, usualWaits } from './probe-flow';

export interface ProbeReadmeNames { readonly connectorZip: string; readonly flowZip: string; readonly connectorName: string }

/** The text of the README beside the two solutions. */
export function probeReadme({ connectorZip, flowZip, connectorName }: ProbeReadmeNames): string {
  const file = (path: string): string => `\`${path.split('/').at(-1)}\``;
  const step = lastStep.replaceAll('_', ' ');
  return `# The probe

Some things about custom connectors stand in no document: how long custom code may run, what a trigger goes on with after
an error, which policies run when. The probe finds them out in an environment of yours. It is a connector
(\`${connectorName}\`) whose custom code answers every call itself, and a flow that calls it and shows the answers. It sends
nothing to anyone, reads no data, and asks for no credentials. The answers hold neither the name of your tenant or
environment nor an id of them; look through them before you pass them on.

You need an environment with Dataverse, the right to import solutions there, and a licence for custom connectors. It takes
about twenty minutes, most of them waiting.

## Part 1: import and wait

1. In Power Apps (https://make.powerapps.com) choose the environment, then **Solutions**, **Import solution**, and import
   ${file(connectorZip)}. Wait until the import has ended; custom code can take some minutes longer.
2. Choose **Connections**, **New connection**, **${flowName}**. Type the word \`refuse\` and create the connection. Note
   whether the dialog refuses it, or the list shows it as broken: that is \`refusedConnection\`. Delete it if it is there.
3. Create another connection with any other made-up word. It must be shown as connected.
4. Import ${file(flowZip)}. Where the import asks for a connection, choose the one of step 3.
5. Open the solution **${flowName} Flows**, and in it the flow. Turn it on, and note the time to the second, in UTC or with
   its zone: that is \`turnedOnAt\`.
6. Wait fifteen minutes. Runs come one after another; each takes about ${Math.ceil((usualWaits.reduce((sum, each) => sum + each, 0) + 60) / 60)} minutes, and steps in it fail on purpose.
7. In the run history open the newest run that has ended. Its last step is **${step}**. Show its outputs; where the trigger
   says \`"complete": true\` the probe is done. After thirty minutes without that, take the newest run that says
   \`"stage": "errorWithLocation"\`, or else the newest of all.
8. Look whether the list of runs shows one that was **cancelled**: that is \`cancelledRun\`.
9. Copy the whole output of **${step}**, from the first \`{\` to the last \`}\`, into a file \`answers.json\`.

## Part 2: an edited trigger (optional, twelve minutes)

1. Once a run was complete, edit the flow: open its trigger, change **Round** from 1 to 2, and save. Set \`roundChanged\` to true.
2. Wait for a run whose trigger says \`"stage": "edited"\`, \`"first"\` or \`"idle"\`, twelve minutes at most.
3. For \`"edited"\` and \`"idle"\` copy its answers in place of the former ones. For \`"first"\` keep the former file, and copy these into another.

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

Turn the flow off. Under **Solutions** delete **${flowName} Flows** first, then **${flowName}**; they are managed, so
everything in them goes with them. Then delete the connection.
`;
}
