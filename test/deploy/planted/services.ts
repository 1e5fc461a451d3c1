/** Services that quote secrets back: Entra ID, Key Vault, the runner, Dataverse and the service of paconn, as one network; and a pac that does. */
import { readFileSync } from 'node:fs';
import type { DeployPorts, ProcessRequest } from '../../../scripts/deploy/ports';
import { environmentId, FakeDataverse, url } from '../targets/dataverse/fake-dataverse';
import { FakePowerApps } from '../targets/paconn/fake-power-apps';
import { planted, quoted } from './planted';

export const vault = 'https://contoso.vault.azure.net/secrets/shelter';
const runner = 'https://pipelines.actions.githubusercontent.com/token?job=1';
const login = 'https://login.microsoftonline.com/';

/** Which service fails, quoting whatever it was told and may know. `none`: all go well, and chatter. */
export type Trouble = 'none' | 'look' | 'write' | 'upload' | 'entra' | 'vault' | 'runner';

export const jobVariables: Readonly<Record<string, string>> = {
  DEPLOYER_SECRET: planted.deployer, CLIENT_SECRET: planted.client, ACTIONS_ID_TOKEN_REQUEST_URL: runner, ACTIONS_ID_TOKEN_REQUEST_TOKEN: planted.runner, GH_TOKEN: planted.other, PATH: process.env['PATH'] ?? '',
};

const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
export class QuotingServices {
  trouble: Trouble = 'none';
  /** Secrets that the process has been given so far: whoever it talks to knows those at most. */
  private known = new Set<string>();
  readonly dataverse: FakeDataverse;
  readonly powerApps = new FakePowerApps();
  readonly pacCalls: ProcessRequest[] = [];

  constructor(now: () => number) {
    this.dataverse = new FakeDataverse(now);
  }

  /** Another process begins, with the secrets that its settings find in variables. */
  begin(trouble: Trouble, inVariables: readonly string[]): void {
    this.trouble = trouble;
    this.known = new Set(inVariables);
  }

  /** All that is known, and what this very request carried. */
  private quotes({ headers = {}, body }: RequestInit): string {
    const { Authorization, authorization } = headers as Readonly<Record<string, string>>; // as all our requests have them
    const bearer = (Authorization ?? authorization ?? '').replace('Bearer ', '');
    return `${[...this.known, ...(bearer === '' ? [] : [bearer])].map(quoted).join('; ')} ${typeof body === 'string' ? body.slice(0, 2_000) : ''}`;
  }

  readonly http = async (address: string, request: RequestInit): Promise<Response> => {
    const method = request.method ?? 'GET';
    const isOfService = !address.startsWith(login) && !address.startsWith(runner) && !address.startsWith(vault);
    if (address.startsWith(runner)) {
      this.known.add(planted.runner);
      if (this.trouble === 'runner') return json(403, { message: this.quotes(request) });
      this.known.add(planted.oidc);
      return json(200, { value: planted.oidc });
    }
    if (address.startsWith(vault)) {
      if (this.trouble === 'vault') return json(403, { error: { code: 'Forbidden', message: this.quotes(request) } });
      this.known.add(planted.client);
      return json(200, { value: planted.client });
    }
    if (address.startsWith(login) && this.trouble === 'entra') return json(401, { error: 'invalid_client', error_description: `AADSTS9999999: It was: ${this.quotes(request)}` });
    if (isOfService && (this.trouble === 'look' || (this.trouble === 'write' && method !== 'GET'))) return json(400, { error: { code: '0x1', message: `Refused: ${this.quotes(request)}` } });
    if (this.trouble === 'upload' && method === 'PUT') {
      this.known.add(planted.storage);
      return new Response(`AuthenticationFailed: ${address} ${this.quotes({})}`, { status: 403 });
    }
    const scope = address.startsWith(login) && typeof request.body === 'string' ? new URLSearchParams(request.body).get('scope') ?? '' : '';
    const isOfPaconn = scope.startsWith('https://service.powerapps.com') || (isOfService && !address.startsWith(url));
    const answer = await (isOfPaconn ? this.powerApps.http : this.dataverse.http)(address, request);
    // What is shown of an answer that went well: who we are, and what a definition's validation says.
    if (address.includes('/systemusers(')) return json(200, { fullname: `# Deployer ${this.quotes(request)}` });
    if (address.includes('/validateApiSwagger')) return json(200, `No errors. ${this.quotes(request)}`);
    return answer;
  };

  readonly processes: DeployPorts['processes'] = {
    find: name => `/usr/bin/${name}`,
    run: async request => {
      this.pacCalls.push(request);
      const { words, onLine } = request;
      const after = (option: string): string | undefined => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
      const chatter = this.quotes({});
      const said = async (): Promise<string> => {
        if (words[0] === 'help') return 'Microsoft PowerPlatform CLI\nVersion: 2.11.2+g47bc199';
        if (words[0] === 'org') return `Connected as ${[...this.known].join(', ')}\nOrg URL: ${url}/\nEnvironment ID: ${environmentId}`;
        if (words[0] !== 'solution') return `Done: ${chatter}`;
        const settings = after('--settings-file');
        await this.dataverse.bring(readFileSync(after('--path')!), settings === undefined ? undefined : readFileSync(settings, 'utf8'));
        return `Solution Imported successfully.\n${chatter}`;
      };
      const fails = this.trouble === 'write' && words[0] === 'solution';
      const output = fails ? `Error: refused ${chatter}` : await said();
      for (const line of output.split('\n')) onLine?.(line);
      return { code: fails ? 1 : 0, output, errors: chatter, timedOut: false };
    },
  };
}
