/** Deployers of the real connector in tests of known problems: by the Web API, by pac, by paconn's service. */
import assert from 'node:assert/strict';
import connector from '../../../connector';
import { DeployError } from '../../../scripts/deploy/deploy-error';
import type { Finding, Plan } from '../../../scripts/deploy/plan';
import { makePlan } from '../../../scripts/deploy/planning/make-plan';
import type { ProcessRequest } from '../../../scripts/deploy/ports';
import type { Release } from '../../../scripts/deploy/release/release';
import type { DeploymentRequest } from '../../../scripts/deploy/request';
import { accessTokens } from '../../../scripts/deploy/secrets/access-tokens';
import type { Target } from '../../../scripts/deploy/target';
import { dataverseTarget } from '../../../scripts/deploy/targets/dataverse/dataverse-target';
import { pacTarget } from '../../../scripts/deploy/targets/pac/pac-target';
import { paconnTarget } from '../../../scripts/deploy/targets/paconn/paconn-target';
import { requestOf, smallRelease } from '../fake-release';
import { FakeDataverse } from '../targets/dataverse/fake-dataverse';
import { pacInMemory } from '../targets/pac/pac-in-memory';
import { FakePowerApps, environmentId } from '../targets/paconn/fake-power-apps';
import { released } from '../targets/released';
import { requestFor } from '../targets/requests';
import { sleepingClock, testPorts, type TestPorts } from '../targets/test-ports';

export interface Deployer { readonly ports: TestPorts; readonly request: DeploymentRequest; readonly target: Target }

/** Registers hooks that make a new organisation before each test; to be called inside of a describe. */
export class Deployers {
  release!: Release; // made before the first test
  clock = sleepingClock();
  fake = new FakeDataverse(this.clock.now);

  constructor() {
    before(async () => { this.release = await released('1.0.0', { flows: connector.flows!.slice(0, 1) }); });
    beforeEach(() => { this.clock = sleepingClock(); this.fake = new FakeDataverse(this.clock.now); });
  }

  byWebApi(change: Partial<DeploymentRequest> = {}): Deployer {
    const ports = testPorts({ clock: this.clock, http: this.fake.http });
    const request = requestFor(this.release, ports, change);
    return { ports, request, target: dataverseTarget(request.environment, ports, accessTokens(request.credential, 'Public', ports)) };
  }

  byPac(): Deployer & { readonly calls: readonly ProcessRequest[] } {
    const pac = pacInMemory(this.fake);
    const ports = { ...testPorts({ clock: this.clock, http: this.fake.http }), processes: pac.processes };
    const request = requestFor(this.release, ports);
    return { ports, request, calls: pac.calls, target: pacTarget(request.environment, ports, accessTokens(request.credential, 'Public', ports)) };
  }

  byPaconn(service: FakePowerApps): Deployer {
    const ports = testPorts({ clock: this.clock, http: service.http });
    const asked = requestFor(this.release, ports, { parts: 'connector' });
    const request: DeploymentRequest = { ...asked, environment: { ...asked.environment, target: 'paconn', id: environmentId } };
    return { ports, request, target: paconnTarget(request.environment, ports, accessTokens(request.credential, 'Public', ports)) };
  }
}

export const planned = async ({ target, request }: Deployer): Promise<Plan> => makePlan({ request, target, seen: await target.look(request), findings: target.check(request), notSeen: [] });

/** "refused: …" of the findings with that code. */
export const messageOf = (findings: readonly Finding[], code: string): readonly string[] => findings.filter(each => each.code === code).map(said);
export const said = ({ severity, message }: Finding): string => `${severity}: ${message}`;

/** "code: message" of the failure. */
export async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof DeployError, String(error));
  return `${error.code}: ${error.message}`;
}

/** The small release with other contents of its connector, which nobody signs in to. */
export function withContents(contents: Release['connector']['contents'], more: Partial<Release> = {}): DeploymentRequest {
  const release = smallRelease('1.0.0', more);
  return requestOf({ ...release, connector: { ...release.connector, signsIn: false, contents } });
}
